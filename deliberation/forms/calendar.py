"""Fields of entries of a calendar. What they may say is decided by the rules, in the action."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import DateInput, TimeInput

from core.dates import LONDON
from core.forms import BaseForm, strip
from deliberation.rules.calendar import Said
from deliberation.rules.months import day_typed, moment_typed, time_typed


class DayField(Field):
    """A day; what was typed comes back when there is no such day."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day. Raises ValueError with the sentence shown beside the field."""
        if valuelist and valuelist[0].strip():
            self.data: date | None = None
            self.data = day_typed(valuelist[0].strip())

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else self.data.isoformat() if self.data else ""


class TimeField(Field):
    """A time of the day."""

    widget = TimeInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time. Raises ValueError with the sentence shown beside the field."""
        if valuelist and valuelist[0].strip():
            self.data: time | None = None
            self.data = time_typed(valuelist[0].strip())

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else f"{self.data:%H:%M}" if self.data else ""


class EntryForm(BaseForm):
    """An entry of a calendar. Days and times are British."""

    title = StringField("What is it?", filters=[strip])
    starts_on = DayField("Day", [InputRequired("Enter the day, like 31/5/2026.")])
    starts = TimeField("Starts at", [InputRequired("Enter when it starts, like 19:30.")])
    ends = TimeField("Ends at", [InputRequired("Enter when it ends, like 21:00.")])
    ends_on = DayField("Last day", [Optional()])
    venue = StringField("Where", [Optional()], filters=[strip])
    how_to_join = StringField("How to join from elsewhere", [Optional()], filters=[strip])
    words = TextAreaField("More about it", [Optional()], filters=[strip])
    what = RadioField(
        "What kind of entry?",
        [InputRequired("Choose what kind of entry this is.")],
        choices={"meeting": "A meeting of members", "other": "Something else"},
    )
    only_clp = BooleanField("Keep this to the members of our CLP")

    def validate(self, extra_validators: Any = None) -> bool:
        """Also whether there are such times, on that night."""
        if not super().validate(extra_validators):
            return False
        try:
            self.said  # noqa: B018 — asked for its refusal
        except ValueError as error:
            self.starts.errors = [str(error)]
            return False
        return True

    @property
    def said(self) -> Said:
        """What a valid form says."""
        first, last = self.starts_on.data, self.ends_on.data or self.starts_on.data
        starts, ends = self.starts.data, self.ends.data
        if first is None or last is None or starts is None or ends is None:
            raise ValueError("Enter the day, and when it starts and ends.")
        starts_at = moment_typed(first, starts)
        return Said(
            title=" ".join((self.title.data or "").split()),
            starts_at=starts_at,
            ends_at=moment_typed(last, ends, after=starts_at),
            venue=" ".join((self.venue.data or "").split()),
            how_to_join=" ".join((self.how_to_join.data or "").split()),
            words=self.words.data or "",
            is_meeting=self.what.data == "meeting",
            only_clp=bool(self.only_clp.data),
        )

    @classmethod
    def of(cls, said: Said, *, on: date | None = None) -> EntryForm:
        """The form filled in with what an entry says, moved to the day `on` if given."""
        starts, ends = (at.astimezone(LONDON) for at in (said.starts_at, said.ends_at))
        first = on or starts.date()
        last = first + (ends.date() - starts.date())
        return cls(
            data={
                "title": said.title,
                "starts_on": first,
                "starts": _clock(starts),
                "ends": _clock(ends),
                "ends_on": last if last != first else None,
                "venue": said.venue,
                "how_to_join": said.how_to_join,
                "words": said.words,
                "what": "meeting" if said.is_meeting else "other",
                "only_clp": said.only_clp,
            }
        )


def _clock(local: datetime) -> time:
    return local.time().replace(second=0, microsecond=0)


class ReasonForm(BaseForm):
    """Why an entry is refused or cancelled."""

    reason = StringField("Reason", filters=[strip])
