"""The fields that say what kind of poll is prepared, and what there is to choose from."""

from __future__ import annotations

from wtforms import Field, Form, HiddenField, TextAreaField, ValidationError

from core.forms import strip
from voting import methods
from voting.methods import Asked, Choosing, Kind, Method
from voting.rules.choices import why_not_choices


class KindFields(Form):
    """To be mixed into the form of a poll."""

    method = HiddenField(default=Kind.SUPPORT.value)
    choices = TextAreaField("The choices", filters=[strip])

    def begin(self, kind: str) -> None:
        """Fill in a new form for a kind of poll; of an unknown kind, for the support scale."""
        method = methods.of(kind if kind in set(Kind) else Kind.SUPPORT)
        self.method.data = method.kind.value
        self.choices.data = "\n".join(method.proposes)

    @property
    def kind(self) -> Method:
        """The method asked for; the support scale when there is no such."""
        sent = str(self.method.data)
        return methods.of(sent if sent in set(Kind) else Kind.SUPPORT)

    @property
    def asks(self) -> Asked:
        """What the poll would ask for: each line that is not empty is a choice."""
        if not isinstance(self.kind, Choosing):
            return Asked(self.kind)
        lines = (" ".join(line.split()) for line in str(self.choices.data or "").split("\n"))
        return Asked(self.kind, tuple(line for line in lines if line))

    def validate_method(self, field: Field) -> None:
        """Refuse a kind that does not exist."""
        if field.data not in set(Kind):
            raise ValidationError("Choose one of the kinds of poll that are offered.")

    def validate_choices(self, field: Field) -> None:
        """Refuse what the rules do not let a poll offer."""
        reason = why_not_choices(self.asks)
        if reason:
            raise ValidationError(reason)
