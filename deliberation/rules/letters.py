"""Who may write to an officer, and what. Pure."""

from __future__ import annotations

from deliberation.rules import is_readable

LONGEST_LETTER = 5_000


def why_not_write(*, is_signed_in: bool, in_force: bool, reachable: bool, own: bool) -> str | None:
    """The reason this person may not write to an officer; None when they may."""
    if not is_signed_in:
        return "Sign in to write to an officer, so that they know who writes."
    if not in_force:
        return "This person no longer has this role. Look for who has it now."
    if own:
        return "That is you."
    if not reachable:
        return "This officer has no e-mail address here. Talk to another one, or at a meeting."
    return None


def why_not_letter(words: str) -> str | None:
    """The reason a letter will not do; None when it will."""
    if not is_readable(words):
        return "Write your message."
    if len(words) > LONGEST_LETTER:
        return f"That is too long: {len(words):,} of {LONGEST_LETTER:,} characters."
    return None


def letter(words: str, *, sender: str, clp: str, address: str, site: str) -> str:
    """The mail an officer gets. `address` is the sender's, or "" if they keep it to themselves."""
    answer = (
        f"To answer, reply to this mail: it goes to {address}."
        if address
        else "They did not give an e-mail address, so you cannot answer by mail."
    )
    return (
        f"{sender} writes to you through {site}, from the page of {clp}.\n\n"
        f"{words}\n\n--\n{answer}\n"
        f"{site} has not told them your address.\n"
    )
