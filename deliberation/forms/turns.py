"""Forms of turn-taking, and of asking somebody to speak."""

from __future__ import annotations

from wtforms import StringField

from core.forms import BaseForm, strip


class TurnsForm(BaseForm):
    """Begin or end turn-taking, and why."""

    because = StringField("Why?", filters=[strip])


class SpeakerForm(BaseForm):
    """Who is asked to speak, and why."""

    member = StringField("Number of the member", filters=[strip])
    why = StringField("Why?", filters=[strip])  # both forms stand on one page

    @property
    def number(self) -> int:
        """The number typed, with or without “#”; 0 when it is none."""
        typed = (self.member.data or "").removeprefix("#")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004
