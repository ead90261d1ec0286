"""Who may do what. Pure: the table of roles below is the whole truth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CODE_LASTS = timedelta(minutes=30)
MOST_CODES = 5  # on their way to one address at a time
SIGNED_IN_FOR = timedelta(days=30)
FAILURES_COUNT_FOR = timedelta(minutes=15)
MOST_FAILURES = 10
SHORTEST_PASSWORD = 10  # characters
COMMON_PASSWORDS = frozenset({"password12", "1234567890", "qwertyuiop", "password123"})
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


class Role(StrEnum):
    """What a person can be made, by a grant."""

    EDITOR = "editor"
    STEWARD = "steward"
    OFFICER = "officer"
    ANALYST = "analyst"
    ADMIN = "admin"
    SAFETY = "safety officer"  # unlawful content, safeguarding, private data
    SPOKESPERSON = "spokesperson"  # answers proposals in the name of the party


class Power(StrEnum):
    """What a role allows."""

    EDIT_WIKI = "edit the wiki"
    OPEN_POLLS = "open straw polls"
    MODERATE = "decide cases"
    SAFEGUARD = "decide what may be unlawful or endanger somebody"
    NOTICES = "post notices and paper votes of the CLP"
    TABLE = "table resolutions of the CLP"
    ANSWER = "answer proposals"
    ANALYSE = "compare polls"
    COUNT_POLLS = "count straw polls"
    CALENDARS = "keep the calendars of regions and of the whole party"
    GRANT = "grant and end roles"
    MAKE_ROOMS = "make national rooms"
    RULES = "change how policy is made"


class Restricts(StrEnum):
    """What moderators can keep a member from, for a time: writing."""

    POSTING_PAUSE = "posting_pause"
    SUSPENDED = "suspended"


POWERS: dict[Role, frozenset[Power]] = {
    Role.EDITOR: frozenset({Power.EDIT_WIKI, Power.OPEN_POLLS, Power.COUNT_POLLS}),
    Role.STEWARD: frozenset({Power.MODERATE, Power.OPEN_POLLS}),
    Role.SAFETY: frozenset({Power.SAFEGUARD}),
    Role.OFFICER: frozenset({Power.NOTICES, Power.TABLE, Power.COUNT_POLLS}),
    Role.ANALYST: frozenset({Power.ANALYSE}),
    Role.ADMIN: frozenset(
        {Power.GRANT, Power.MAKE_ROOMS, Power.RULES, Power.CALENDARS, Power.COUNT_POLLS}
    ),
    Role.SPOKESPERSON: frozenset({Power.ANSWER}),
}
CLP_ROLES = frozenset({Role.STEWARD, Role.OFFICER})


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force: `clp_id` None means the whole party."""

    role: Role
    clp_id: int | None


def allows(grants: tuple[Grant, ...], power: Power, clp_id: int | None) -> bool:
    """Whether these grants allow the power there.

    In a CLP its own and national grants count; where `clp_id` is None only national ones do.
    """
    return any(power in POWERS[grant.role] and grant.clp_id in {None, clp_id} for grant in grants)


def why_not_grant(*, role: Role, clp_id: int | None, to_self: bool, may_grant: bool) -> str | None:
    """The reason a role may not be granted; None when it may."""
    if not may_grant:
        return "Only admins can grant roles."
    if to_self:
        return "You cannot grant a role to yourself."
    if clp_id is not None and role not in CLP_ROLES:
        return f"The role of {role} is for the whole party, not for one CLP."
    if clp_id is None and role is Role.OFFICER:
        return "An officer is an officer of one CLP. Choose the CLP."
    return None


def why_not_password(password: str, *, email: str) -> str | None:
    """The reason a password is too weak; None when it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters. Three random words are a good choice."
    if password.lower() in COMMON_PASSWORDS or password.lower() == email.lower():
        return "That password is too easy to guess. Three random words are a good choice."
    return None


def why_not_email(email: str) -> str | None:
    """The reason this cannot be an e-mail address; None when it can."""
    if not EMAIL.fullmatch(email) or len(email) > 254:  # noqa: PLR2004 — RFC 5321 limit
        return "Enter an e-mail address, like name@example.org."
    return None


def is_demo(email: str) -> bool:
    """Whether the address is one of the demo community's, whose password everybody knows."""
    return email.strip().lower().endswith("demo.example")


def why_not_sign_in(*, failures: int, password_right: bool) -> str | None:
    """The reason this person cannot sign in; None when they can.

    `failures` are those for this address within FAILURES_COUNT_FOR.
    """
    if failures >= MOST_FAILURES:
        return (
            "There have been too many wrong passwords for this address. "
            "Wait a quarter of an hour, or choose a new password."
        )
    if not password_right:
        return "That e-mail address and password do not belong together."
    return None


def why_not_code(*, known: bool, expired: bool, tries_left: int, right: bool) -> str | None:
    """The reason a code from a mail does not work; None when it does."""
    if not known or expired or tries_left <= 0:
        return "This code has run out, or was asked for in another browser. Ask for a new one."
    if not right:
        return "That is not the code from the newest mail. Check the six digits."
    return None
