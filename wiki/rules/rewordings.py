"""Better words for a view, in the same sense: live at once, looked at later. Pure."""

from __future__ import annotations

from enum import StrEnum

from wiki.rules.removals import Act, RemovalReason

SAME_SENSE = "same"


class Sense(StrEnum):
    """What an editor says of the words they save."""

    SAME = SAME_SENSE
    CORRECTED = RemovalReason.CORRECTED.value
    STRONGER = RemovalReason.STRONGER.value
    ASKED = RemovalReason.ASKED.value

    @property
    def words(self) -> str:
        """As the editor chooses it."""
        if self is Sense.SAME:
            return "No. It says the same in better words"
        reason = RemovalReason(self.value).words
        return f"Yes: {reason[0].lower()}{reason[1:]}"


assert {sense.value for sense in Sense} - {SAME_SENSE} == {  # noqa: S101 — when the module is read
    reason.value for reason in RemovalReason if Act.SENSE in reason.acts
}


def why_not_say_same(*, may_edit: bool, own: bool, is_seen: bool) -> str | None:
    """The reason someone may not confirm that the sense is the same; None when they may."""
    if not may_edit:
        return "Only editors confirm a rewording."
    if own:
        return "These are your own words. Another editor looks at them."
    return "Somebody has looked at this already." if is_seen else None


def why_not_object(
    *, may_object: bool, own: bool, is_seen: bool, is_newest: bool, words: str
) -> str | None:
    """The reason someone may not object that the sense has changed; None when they may."""
    if not may_object:
        return "Only editors and the people behind a view object to a rewording."
    if own:
        return "These are your own words. You can edit them again."
    if is_seen:
        return "Somebody has looked at this already."
    if not is_newest:
        return "It has been reworded again since. Look at the newest words first."
    return None if words.strip() else "Say in your own words how the sense has changed."
