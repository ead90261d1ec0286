"""The rule of trends that members care about."""

from core.house_rules import HouseRule, Kind, Question, declare

declare(
    HouseRule(
        key="trends.least_writers",
        default=5,
        kind=Kind.COUNT,
        question=Question.DISCUSS,
        unit="writer",
        sentence="A word stands in the table of what a place talks about once {value} there have "
        "used it in that quarter; they are counted, not named.",
        least=3,
        most=100,
        keeps=False,
    ),
)
