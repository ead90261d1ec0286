"""The house rules that deliberation obeys: of proposals and resolutions."""

from core.house_rules import HouseRule, Kind, Question, declare

declare(
    HouseRule(
        key="proposal.supports_needed",
        default=20,
        kind=Kind.COUNT,
        question=Question.SELECT,
        sentence="A proposal goes to a straw poll when {value} are behind it.",
        unit="member",
        most=500_000,
    ),
    HouseRule(
        key="resolution.supports_needed",
        default=10,
        kind=Kind.COUNT,
        question=Question.SELECT,
        sentence="A resolution of a CLP goes to a straw poll when {value} are behind it.",
        unit="member",
        most=500_000,
    ),
    HouseRule(
        key="proposal.amendments_need",
        default="all",
        kind=Kind.CHOICE,
        question=Question.DISCUSS,
        sentence="A proposal is amended when {value} agree.",
        choices={"all": "all of its authors", "one": "any of its authors"},
        keeps=False,
    ),
)
