"""What people are told of, how, and in which words. Pure."""

from notices.rules.kinds import LONGEST_WORDS, How, Why, how_told, why_not_choose
from notices.rules.mails import LARGEST_MAIL, MOST_IN_MAIL, MOST_OF_ONE, mail_subject, one_thing
from notices.rules.rhythms import (
    HOURS,
    QUIET_FROM,
    QUIET_TO,
    Rhythm,
    is_quiet,
    next_due,
    out_of_quiet,
)
from notices.rules.watching import MOST_WATCHED, why_not_watch

__all__ = [
    "HOURS",
    "LARGEST_MAIL",
    "LONGEST_WORDS",
    "MOST_IN_MAIL",
    "MOST_OF_ONE",
    "MOST_WATCHED",
    "QUIET_FROM",
    "QUIET_TO",
    "How",
    "Rhythm",
    "Why",
    "how_told",
    "is_quiet",
    "mail_subject",
    "next_due",
    "one_thing",
    "out_of_quiet",
    "why_not_choose",
    "why_not_watch",
]
