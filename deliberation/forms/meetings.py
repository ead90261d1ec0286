"""Forms of meetings: the record, the room, a correction."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from core.forms import BaseForm, strip
from deliberation.rules.meetings import (
    ABSTAINED,
    DECISION_WORDS,
    MOST_OPTIONS,
    MOST_PEOPLE,
    Decision,
    Outcome,
)

USUAL = ("For", "Against", ABSTAINED)  # options of a show of hands, unless others are named
SIDE_WORDS = {"": "No side", "for": "For", "against": "Against", "unsure": "Unsure"}


class HandsForm(Form):
    """One option, and the hands counted for it."""

    label = StringField("Option", filters=[strip])
    hands = IntegerField(
        "Hands",
        [Optional(), NumberRange(0, MOST_PEOPLE, "Give the number of hands as a whole number.")],
    )


class ItemForm(Form):
    """What came of one discussion."""

    decision = RadioField(
        "What came of it?",
        [InputRequired("Choose what came of it.")],
        choices={decision.value: words for decision, words in DECISION_WORDS.items()},
    )
    words = TextAreaField("What was said, and what was decided", filters=[strip])
    hands = FieldList(FormField(HandsForm), max_entries=MOST_OPTIONS)
    minority = TextAreaField("Statement of the losing side", filters=[strip])
    minority_declined = BooleanField("They were offered a statement and did not want one")

    def outcome(self) -> Outcome:
        """What was typed, as the rules take it."""
        counted = {
            row["label"]: row["hands"] for row in self.hands.data if row["hands"] is not None
        }
        decision = Decision(self.decision.data)
        return Outcome(
            decision=decision,
            hands={} if decision is Decision.NOTED and not sum(counted.values()) else counted,
            minority=self.minority.data or "",
            minority_declined=self.minority_declined.data,
        )


class RecordForm(BaseForm):
    """The record of a meeting."""

    attendance = IntegerField(
        "How many people were there?",
        [InputRequired("Give the number of people who were there.")],
    )
    guests = IntegerField("How many of them were guests from elsewhere?", [Optional()])
    chair = StringField("Who took the chair?", filters=[strip])
    items = FieldList(FormField(ItemForm))


class RoomForm(BaseForm):
    """How many members are in the room."""

    present = IntegerField(
        "Members here",
        [InputRequired("Give the number of members who are here."), NumberRange(0, MOST_PEOPLE)],
    )


class SpeakerForm(BaseForm):
    """Somebody who wants to speak."""

    name = StringField("Who wants to speak?", filters=[strip])
    position = SelectField("On which side?", choices=SIDE_WORDS, validate_choice=False)


class CorrectionForm(BaseForm):
    """What is wrong in a record, or the answer to that."""

    text = TextAreaField("What is wrong, and what would be right?", filters=[strip])
