"""The rule about rules, who holds which power, and what no setting can change."""

from accounts.rules import POWERS, Power
from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare

_QUESTIONS = {
    Power.EDIT_WIKI: Question.WIKI,
    Power.OPEN_POLLS: Question.SELECT,
    Power.MODERATE: Question.MODERATE,
    Power.NOTICES: Question.MEET,
    Power.ANALYSE: Question.VOTE,
    Power.TABLE: Question.PROPOSE,
    Power.ANSWER: Question.ANSWER,
    Power.GRANT: Question.RULES,
    Power.RULES: Question.RULES,
}


def _who_may(power: Power) -> str:
    """Made from the table of powers, which the code asks."""
    roles = [f"{role}s" for role, powers in POWERS.items() if power in powers]
    return f"Only {' and '.join(roles)} may {power}."


declare(
    HouseRule(
        key="rules.notice_days",
        default=7,
        kind=Kind.DAYS,
        question=Question.RULES,
        sentence="A change of a rule is announced on this page {value} or more before it holds.",
        least=0,
        most=90,
        keeps=False,
    ),
    BuiltIn(
        Question.RULES,
        "Every change of a rule has a date, a reason and the name of who made it, and stays on "
        "this page for good.",
        "#changes",
        "All changes",
    ),
    *(
        BuiltIn(_QUESTIONS[power], _who_may(power), "/access", "Who that is, and who granted it")
        for power in Power
        if power in _QUESTIONS
    ),
)
