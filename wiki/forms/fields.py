"""Fields as the wiki’s forms ask for them."""

from __future__ import annotations

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.forms import strip
from wiki import rules


def one_line(label: str, most: int = rules.LONGEST_TITLE, needed: str = "") -> StringField:
    """One line, its ends stripped; `needed` is said when it is left empty."""
    return StringField(label, _checks(most, needed), filters=[strip])


def long_text(label: str, most: int = rules.LONGEST_DETAIL, needed: str = "") -> TextAreaField:
    """Several lines, their ends stripped; `needed` is said when it is left empty."""
    return TextAreaField(label, _checks(most, needed), filters=[strip])


def _checks(most: int, needed: str) -> list[Any]:
    length = Length(max=most, message=f"Use at most {most:,} characters.")
    return [InputRequired(needed) if needed else Optional(), length]
