"""The rules on meeting each other that members care about."""

from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare

declare(
    BuiltIn(
        Question.DISCUSS,
        "Any member may block or mute another. Nothing that is counted changes by it, nor what "
        "anybody else sees.",
    ),
    HouseRule(
        key="separation.days",
        default=30,
        kind=Kind.DAYS,
        question=Question.MODERATE,
        sentence="Two members whom stewards keep apart do not answer, quote or mention each other "
        "for {value}; it is the same for both.",
        most=365,
        keeps=False,
    ),
    HouseRule(
        key="reply_rest.days",
        default=30,
        kind=Kind.DAYS,
        question=Question.DISCUSS,
        sentence="Whoever is tired of replies may have them folded for up to {value} at a time.",
        most=365,
        keeps=False,
    ),
)
