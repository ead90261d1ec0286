"""The house rules: the closed list of reasons for which anything may be reported or hidden.

There is no "misinformation" and no "extreme view" among them: what is wrong is answered by a reply.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something is reported or hidden. Each is one clause of the house rules."""

    PERSONAL_ABUSE = "personal_abuse"
    HARASSMENT = "harassment"
    DISCRIMINATION = "discrimination"
    THREAT = "threat"
    PRIVATE_INFORMATION = "private_information"
    SPAM = "spam"
    REPEAT_POSTING = "repeat_posting"
    OFF_TOPIC = "off_topic"
    IMPERSONATION = "impersonation"
    UNLAWFUL = "unlawful"
    LEGAL_RISK = "legal_risk"
    OTHER = "other"

    @property
    def label(self) -> str:
        return CLAUSES[self].label

    @property
    def rule(self) -> str:
        """The short name of its clause, "rule 4"."""
        return f"rule {CLAUSES[self].number}"

    @property
    def url(self) -> str:
        """Where its clause stands."""
        return CLAUSES[self].url


@dataclass(frozen=True, slots=True)
class Clause:
    """One house rule as members read it."""

    number: int
    label: str
    text: str

    @property
    def url(self) -> str:
        """Its place on the page of the rules."""
        return f"/rules#rule-{self.number}"


_HOUSE_RULES = (
    (
        Reason.PERSONAL_ABUSE,
        "Personal abuse",
        "Argue with what people say. Do not insult them.",
    ),
    (
        Reason.HARASSMENT,
        "Harassment or piling on",
        "Do not pursue a person, and do not join in when many already do.",
    ),
    (
        Reason.DISCRIMINATION,
        "Sexist, racist or other discriminatory abuse",
        "Do not attack people for who they are.",
    ),
    (Reason.THREAT, "A threat", "Do not threaten anyone, and do not call for violence."),
    (
        Reason.PRIVATE_INFORMATION,
        "Private information",
        "Do not publish other people's addresses, numbers, messages or health.",
    ),
    (Reason.SPAM, "Spam or advertising", "Do not advertise, and do not post links to sell."),
    (
        Reason.REPEAT_POSTING,
        "The same thing again and again",
        "Say it once, in the place where it belongs.",
    ),
    (
        Reason.OFF_TOPIC,
        "In the wrong place",
        "Keep to the question of the page. What is off the point may be moved.",
    ),
    (
        Reason.IMPERSONATION,
        "Pretending to be someone else",
        "Speak as yourself. Do not pose as another person or as the party.",
    ),
    (Reason.UNLAWFUL, "Against the law", "Do not post what the law forbids."),
    (
        Reason.LEGAL_RISK,
        "Electoral or legal risk",
        "Do not post what could break election law or harm someone's name unfairly.",
    ),
    (
        Reason.OTHER,
        "Something else",
        "Stewards may act for another reason, and must say in their own words which.",
    ),
)
CLAUSES = {
    reason: Clause(number, label, text)
    for number, (reason, label, text) in enumerate(_HOUSE_RULES, start=1)
}

# One steward may hide for these alone, even in a discussion that they took part in.
UNCONTESTED = frozenset({Reason.SPAM, Reason.PRIVATE_INFORMATION, Reason.THREAT})
# A person may be in danger: these come first in the queue.
URGENT = frozenset({Reason.THREAT, Reason.PRIVATE_INFORMATION, Reason.UNLAWFUL})
# One steward may hide for these at once, until a second has looked.
PROTECTIVE = frozenset(
    {Reason.PERSONAL_ABUSE, Reason.HARASSMENT, Reason.DISCRIMINATION, Reason.UNLAWFUL}
)


LONGEST_LINK = 300


class Dismissal(StrEnum):
    """Why a prompt is put aside."""

    COVERED = "covered"
    POLL_DOUBTFUL = "poll_doubtful"
    NOT_POLICY = "not_policy"
    OTHER = "other"

    @property
    def label(self) -> str:
        return DISMISSALS[self]


DISMISSALS = {
    Dismissal.COVERED: "The view is already here",
    Dismissal.POLL_DOUBTFUL: "The poll cannot bear this conclusion",
    Dismissal.NOT_POLICY: "This is not a question of policy",
    Dismissal.OTHER: "Another reason",
}


def why_not_without_link(reason: Dismissal, link: str) -> str | None:
    """The refusal when the view is said to be here already, and not where; None when all is said.

    A link is the address of a page of this site, beginning with “/”.
    """
    if reason is not Dismissal.COVERED:
        return None
    if not link.strip():
        return "Say where the view is already: the address of the page or post."
    if not link.startswith("/") or link.startswith("//") or len(link) > LONGEST_LINK:
        return "Give the address of a page of this site, from the “/” after its name on."
    return None


def why_not_without_words(reason: Reason | Dismissal, words: str) -> str | None:
    """The refusal when "other" is chosen and not explained; None when all is said."""
    if reason in (Reason.OTHER, Dismissal.OTHER) and not words.strip():
        return "Say in your own words what the reason is."
    return None
