"""What a suggestion form is about, read from its address or its hidden fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from flask import request
from werkzeug.exceptions import NotFound

from core.forms import BaseForm
from core.subjects import find
from core.web import found, number_asked
from wiki import forms, rules
from wiki.models import Argument, Option, Sayable, Topic
from wiki.rules import AsksFor

T = TypeVar("T", Topic, Option, Argument)
FORMS: dict[AsksFor, type[BaseForm]] = {
    AsksFor.ARGUMENT: forms.SuggestArgumentForm,
    AsksFor.OPTION: forms.SuggestOptionForm,
    AsksFor.TOPIC: forms.SuggestTopicForm,
    AsksFor.WORDING: forms.SuggestWordingForm,
    AsksFor.EVIDENCE: forms.SuggestEvidenceForm,
    AsksFor.CORRECTION: forms.SuggestCorrectionForm,
    AsksFor.PLACE: forms.SuggestPlaceForm,
    AsksFor.MERGE: forms.SuggestMergeForm,
    AsksFor.SPLIT: forms.SuggestSplitForm,
    AsksFor.COST: forms.SuggestCostForm,
}
# One line comes first, so that what is like it can be shown.
ASKED_FIRST = frozenset({AsksFor.ARGUMENT, AsksFor.OPTION, AsksFor.TOPIC})
# The words of a subject by the part of the page they stand in.
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "topic": {
        "all": ("title", "question", "summary", "agreed", "disputed", "text"),
        "question": ("title", "question"),
        "summary": ("summary", "agreed", "disputed"),
        "text": ("text",),
    },
    "option": {"all": ("title", "text")},
    "argument": {"all": ("claim", "text")},
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a suggestion form is about. Without `asks_for` it still has to be chosen."""

    asks_for: AsksFor | None
    topic: Topic | None
    option: Option | None
    argument: Argument | None
    part: str = "all"

    @property
    def about(self) -> Sayable | None:
        """The nearest thing it is about."""
        return self.argument or self.option or self.topic

    @property
    def topic_id(self) -> int | None:
        """The topic it belongs to."""
        return self.about.topic_of if self.about else None

    @property
    def hidden(self) -> dict[str, object]:
        """The fields that say it again."""
        asked = {"asks_for": self.asks_for.value} if self.asks_for else {}
        part = {"part": self.part} if self.part != "all" else {}
        return {**asked, **part, **({self.about.kind: self.about.id} if self.about else {})}

    @property
    def words(self) -> tuple[str, ...]:
        """The columns that better words are asked for."""
        parts = PARTS[self.about.kind] if self.about else {}
        return parts.get(self.part) or parts.get("all", ())


def target() -> Target:
    """What this request is about; not found when it makes no sense or is hidden."""
    asked = request.values.get("asks_for", "")
    asks_for = found(AsksFor(asked) if asked in set(AsksFor) else None) if asked else None
    topic, option, argument = (
        _named("topic", Topic),
        _named("option", Option),
        _named("argument", Argument),
    )
    part = request.values.get("part", "all")
    made = Target(asks_for, topic, option, argument, part)
    if asks_for and rules.why_not_about(asks_for, made.about.kind if made.about else None):
        raise NotFound
    return made


def _named(kind: str, cls: type[T]) -> T | None:
    number = number_asked(kind)
    if not number:
        return None
    subject = find(kind, number)
    if isinstance(subject, Topic) and subject.merged_into_id:
        subject = find(kind, subject.merged_into_id)
    gone = getattr(subject, "archived_at", None) or (subject and subject.hidden_at)
    if not isinstance(subject, cls) or gone:
        raise NotFound
    return subject
