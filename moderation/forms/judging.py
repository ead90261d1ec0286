"""Fields of a decision and of its second signature."""

from __future__ import annotations

import re
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, Regexp

from core.forms import strip
from moderation.forms.fields import LARGEST, REASONS, SHORT_ENOUGH, CaseForm, required_words
from moderation.rules.acting import LONGEST_TITLE, PAUSES, Label, Step
from moderation.rules.cases import Action, CaseKind, actions_on
from moderation.rules.reasons import Reason

_WORDS = {
    Action.NO_ACTION: "Leave it as it is",
    Action.ASK_AUTHOR_TO_EDIT: "Hide it until its author has changed it",
    Action.MOVE: "Move it to another discussion",
    Action.LABEL: "Put a label beside it",
    Action.HIDE: "Hide it",
    Action.RELEASE: "Show it",
    Action.REFER_TO_SAFETY_OFFICER: "Give it to the safety officer",
}
_WORDS_HELD = {
    Action.NO_ACTION: "Publish it",
    Action.ASK_AUTHOR_TO_EDIT: "Ask its author to change it first",
    Action.HIDE: "Do not publish it",
}
_NUMBERS = re.compile(r"\d{1,9}")
_PAUSE = "posting_pause:"


class DecisionForm(CaseForm):
    """What is done to a thing, and along with that to the discussion and to the author."""

    action = RadioField(
        "What should happen?",
        [InputRequired("Choose what should happen.")],
        choices=[SelectChoice(str(action), words) for action, words in _WORDS.items()],
    )
    reason = SelectField(
        "Which rule does it break?",
        default="",
        choices=[SelectChoice("", "No rule is broken"), *REASONS],
    )
    words = required_words("Why, in a sentence", "Say why in a sentence.")
    label = SelectField(
        "If you label it",
        default="",
        choices=[
            SelectChoice("", "No label"),
            *(SelectChoice(str(one), one.words) for one in Label),
        ],
    )
    into = StringField(
        "If you move it: the number or address of the discussion it belongs in",
        [Length(max=200), Regexp(r"^$|.*?\d", message="Give the number of a discussion.")],
        filters=[strip],
    )
    title = StringField(
        "Or the name of a new discussion",
        [Length(max=LONGEST_TITLE, message=f"Use at most {LONGEST_TITLE} characters.")],
        filters=[strip],
    )
    posts = StringField(
        "If this is about more posts of the same author: their numbers",
        [Length(max=400), Regexp(r"^[\d\s,]*$", message="Give numbers of posts: 3, 5, 8.")],
        filters=[strip],
    )
    at_once = BooleanField("When its author has changed it, show it without another look")
    author = SelectField(
        "And the person who wrote it?",
        default="",
        choices=[
            SelectChoice("", "Nothing"),
            SelectChoice(str(Action.WARN), "Warn them"),
            SelectChoice(str(Action.SEPARATE), "Keep them and another member apart"),
            *(
                SelectChoice(f"{_PAUSE}{hours}", f"No writing for {hours} hours")
                for hours in PAUSES
            ),
            SelectChoice(str(Action.SUSPEND), "No writing until it is lifted"),
        ],
    )
    other = StringField(
        "If you keep two apart: the number of the other member",
        [Length(max=20), Regexp(r"^#?\d{0,9}$", message="Give the number of a member.")],
        filters=[strip],
    )
    discussion = SelectField(
        "And the discussion?",
        default="",
        choices=[
            SelectChoice("", "Nothing"),
            SelectChoice(str(Action.SLOW_MODE), "Let members take turns"),
            SelectChoice(str(Action.LOCK_THREAD), "Close it"),
        ],
    )

    def offer(self, kind: CaseKind, *, release: bool) -> None:
        """Offer what may be decided about a case of this kind; to show it, where it may be."""
        offered = set(actions_on(kind)) - (set() if release else {Action.RELEASE})
        said = _WORDS_HELD if kind is CaseKind.HELD_POST else {}
        self.action.choices = [
            SelectChoice(str(action), said.get(action, words))
            for action, words in _WORDS.items()
            if action in offered
        ]

    @property
    def chosen_reason(self) -> Reason | None:
        """The rule, if one was chosen."""
        return Reason(self.reason.data) if self.reason.data else None

    def numbers(self) -> list[int]:
        """The numbers of the further posts."""
        return [int(number) for number in _NUMBERS.findall(self.posts.data or "")]

    def terms(self) -> dict[str, Any]:
        """What the action needs to know, but for the further posts."""
        action = self.action.data
        if action == Action.LABEL:
            return {"label": self.label.data or ""}
        if action == Action.ASK_AUTHOR_TO_EDIT:
            return {"at_once": bool(self.at_once.data)}
        if action == Action.MOVE:
            into = int((_NUMBERS.findall(self.into.data or "") or ["0"])[0])
            return {"into": min(into, LARGEST), "title": self.title.data or ""}
        return {}

    def also(self) -> list[Step]:
        """What is done along: to the discussion, then to the author."""
        steps = []
        if self.discussion.data:
            steps.append(Step(Action(self.discussion.data), self.chosen_reason))
        if (author := self.author.data or "").startswith(_PAUSE):
            hours = {"hours": int(author.removeprefix(_PAUSE))}
            steps.append(Step(Action.POSTING_PAUSE, self.chosen_reason, hours))
        elif author == Action.SEPARATE:
            other = {"other": int((self.other.data or "").removeprefix("#") or 0)}
            steps.append(Step(Action.SEPARATE, self.chosen_reason, other))
        elif author:
            steps.append(Step(Action(author), self.chosen_reason))
        return steps


class SecondForm(CaseForm):
    """The second opinion."""

    agrees = RadioField(
        "Do you agree?",
        [InputRequired("Choose whether you agree.")],
        choices=[
            SelectChoice("yes", "Yes, it stays so"),
            SelectChoice("no", "No, undo it"),
        ],
    )
    words = TextAreaField("If you do not agree, why?", [SHORT_ENOUGH], filters=[strip])
