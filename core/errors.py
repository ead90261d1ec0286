"""The one exception a rule raises when it says no."""


class Refused(Exception):
    """A rule said no. The message is a sentence for the person who asked."""

    @property
    def sentence(self) -> str:
        """The reason, worded for the person."""
        return str(self)


def refuse_if(reason: str | None) -> None:
    """Raise Refused with the sentence a rule gave, if it gave one."""
    if reason:
        raise Refused(reason)
