"""A summary of a discussion, and what it misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import request
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.forms import BaseForm, strip
from deliberation.models import Omission
from deliberation.rules.summaries import LONGEST_ANSWER, LONGEST_OMISSION


class SummaryForm(BaseForm):
    """The words of a version, how far it goes, and what changed."""

    text = TextAreaField("What the discussion has come to", filters=[strip])
    covers = IntegerField("It goes up to post number", [InputRequired("Say up to which post.")])
    why = StringField(
        "What is new in this version",
        [Optional(), Length(max=200, message="Use at most 200 characters.")],
        filters=[strip],
    )
    begun_from = HiddenField(filters=[lambda typed: (typed or "")[:9]])

    @property
    def begun_from_number(self) -> int:
        """The version it was begun from; 0 for none."""
        typed = self.begun_from.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() else 0


class OmissionForm(BaseForm):
    """“This misses …”."""

    text = StringField(
        "This misses …",
        [Length(max=LONGEST_OMISSION, message=f"Use at most {LONGEST_OMISSION} characters.")],
        filters=[strip],
    )


def answers_sent(waiting: Sequence[Omission]) -> Mapping[int, str]:
    """What was typed beside each remark that waits."""
    return {
        remark.id: strip(request.form.get(f"answer-{remark.id}"))[:LONGEST_ANSWER]
        for remark in waiting
    }
