"""Who may speak in their own words, and for how long. Pure."""

from __future__ import annotations

LONGEST_OWN_WORDS = 1_500  # characters; 150 English words have about 900
LONGEST_NOTE = 500
MOST_SHOWN = 3  # of one option on the topic page; the others are a link away


def count_words(text: str) -> int:
    """Words as a word processor counts them."""
    return len(text.split())


def why_not_speak(*, is_signed_in: bool, stands_for_it: bool, hidden: bool = False) -> str | None:
    """The reason someone may not write for an option in their own words; None when they may."""
    if not is_signed_in:
        return "Sign in to write in your own words."
    if not stands_for_it:
        return (
            "These words are for whoever proposed the option, and for members whose argument "
            "for it is in the wiki. Suggest an argument for it first."
        )
    if hidden:
        return "Moderators have hidden your words here. You can appeal; you cannot write new ones."
    return None


def why_not_own_words(text: str, most_words: int) -> str | None:
    """The reason these words will not do; None when they will."""
    count = count_words(text)
    if not count:
        return "Write what the option means to you."
    if count > most_words:
        return f"You wrote {count:,} words; the most is {most_words}."
    if len(text) > LONGEST_OWN_WORDS:
        return f"You wrote {len(text):,} characters; the most is {LONGEST_OWN_WORDS:,}."
    return None


def why_not_note(*, may_edit: bool, own: bool) -> str | None:
    """The reason someone may not put a note beside them; None when they may."""
    if not may_edit:
        return "Only editors put notes beside a member’s own words."
    if own:
        return "You cannot put the editors’ note beside your own words. Another editor can."
    return None
