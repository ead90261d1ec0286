"""Fields of the pages for paper votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import (
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import BaseForm, strip
from core.text import without_controls
from voting.methods import Asked
from voting.paper import sheet
from voting.paper.sheet import Typed
from voting.rules.paper import MOST_ENVELOPES, MOST_LINES

LONGEST_NUMBER = 40


class _Whole(IntegerField):
    """A whole number; what was typed instead comes back as far as a page can hold it."""

    def _value(self) -> str:
        typed: str = super()._value()  # type: ignore[misc]  # WTForms’ stubs leave it out
        return without_controls(typed)


_NUMBER_OF_PAPERS = NumberRange(
    0, MOST_ENVELOPES, message=f"Give a whole number from 0 to {MOST_ENVELOPES:,}."
)


def _membership_number(label: str) -> StringField:
    return StringField(
        label,
        [
            InputRequired("Enter the membership number."),
            Length(max=LONGEST_NUMBER, message="That is too long for a membership number."),
        ],
        filters=[strip],
    )


class BatchForm(BaseForm):
    """A new batch: of which CLP, with which witness."""

    clp = SelectField("CLP", coerce=int)
    witness = _membership_number("Membership number of the witness")


class TogetherForm(BaseForm):
    """Envelopes of several CLPs, to be counted together."""

    batches = SelectMultipleField(
        "Batches whose envelopes lie before you",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    witness = _membership_number("Membership number of the witness")


class NumbersForm(BaseForm):
    """Membership numbers of outer envelopes, one on each line."""

    numbers = TextAreaField(
        "Membership numbers, one on each line",
        [
            InputRequired("Enter at least one membership number."),
            Length(max=MOST_LINES * (LONGEST_NUMBER + 2), message="That is too much at a time."),
        ],
        filters=[strip],
    )

    @property
    def lines(self) -> list[str]:
        """The numbers as they were typed; commas part them as well."""
        typed = (self.numbers.data or "").replace(",", "\n").splitlines()
        return [line[:LONGEST_NUMBER] for line in typed if line.strip()]


class NumberForm(BaseForm):
    """One membership number."""

    number = _membership_number("Membership number")


class FinishForm(BaseForm):
    """The end of registering."""

    left_sealed = _Whole(
        "Envelopes that were not accepted and stay sealed",
        [InputRequired("Give the number of these envelopes, 0 for none."), _NUMBER_OF_PAPERS],
    )


class DoubtForm(NumberForm):
    """What comparing a signature has shown."""

    found = RadioField(
        "The signature on the envelope",
        [InputRequired("Choose what you have found.")],
        choices=[
            SelectChoice("false", "is not the member’s: take the mark out"),
            SelectChoice("genuine", "is the member’s: the mark stays"),
        ],
    )


class RecountForm(BaseForm):
    """What counting a sealed batch again has shown."""

    found = RadioField(
        "Counted again, the totals are",
        [InputRequired("Choose what you have found.")],
        choices=[SelectChoice("agrees", "the same"), SelectChoice("differs", "different")],
    )


class SheetForm(BaseForm):
    """Totals of a batch; `sheet_form` makes one with the fields of a poll."""

    blank = _Whole("Blank ballots", [Optional(), _NUMBER_OF_PAPERS])
    spoiled = _Whole("Spoiled ballots", [Optional(), _NUMBER_OF_PAPERS])
    scan = FileField("A scan or photograph of the tally sheet", [Optional()])
    cells: Sequence[str] = ()

    def cell_fields(self) -> list[Any]:
        """The fields of the cells, in the order of the ballot."""
        return [self[f"cell_{place}"] for place in range(len(self.cells))]

    @property
    def typed(self) -> Typed:
        """What a form that was found valid says."""
        lines = str(self["ballots"].data or "").splitlines() if "ballots" in self else []
        fields = zip(self.cells, self.cell_fields(), strict=True)
        return Typed(
            numbers={cell: field.data or 0 for cell, field in fields},
            lines=[line for line in lines if line.strip()],
            blank=self.blank.data or 0,
            spoiled=self.spoiled.data or 0,
        )


def sheet_form(asked: Asked) -> type[SheetForm]:
    """The form for the totals of a poll: a number for each cell, or a line for each ballot."""
    if sheet.is_by_ballot(asked):
        lines = TextAreaField(
            "The ballots, in any order, one on each line",
            [Length(max=MOST_ENVELOPES * 40, message="That is too much for one batch.")],
            filters=[strip],
        )
        return type("BallotsForm", (SheetForm,), {"ballots": lines})
    cells = sheet.cells(asked)
    fields = {
        f"cell_{place}": _Whole(sheet.words(cell, asked), [Optional(), _NUMBER_OF_PAPERS])
        for place, cell in enumerate(cells)
    }
    return type("TotalsForm", (SheetForm,), {**fields, "cells": cells})
