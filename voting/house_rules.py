"""The rules that straw polls obey and members care about."""

from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare
from voting.methods.support_scale import Answer
from voting.pooling import FLOOR

declare(
    BuiltIn(
        Question.VOTE,
        "One member, one vote: everyone who was a member of the party when a poll was opened, and "
        "whom it asks, has one vote, and all count the same.",
    ),
    BuiltIn(
        Question.VOTE,
        "Votes are secret. Nobody sees a result before a poll has closed, and then everybody sees "
        "the same.",
    ),
    BuiltIn(
        Question.VOTE,
        "A straw poll asks one question. A vote is one answer of "
        f"these: {', '.join(f'“{answer.words}”' for answer in Answer)}. The polls show how strong "
        "opinion is; they decide nothing.",
        "/help",
        "What straw polls mean",
    ),
    HouseRule(
        key="poll.longest_days",
        default=90,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="A straw poll is open for {value} at most.",
        most=365,
    ),
    HouseRule(
        key="poll.shown_from",
        default=FLOOR,
        kind=Kind.COUNT,
        unit="vote",
        question=Question.VOTE,
        sentence="The result of a group is shown when it has {value} or more, so that nobody can "
        "tell who voted how.",
        least=FLOOR,
        most=1_000,
    ),
    HouseRule(
        key="poll.pool_from",
        default=50,
        kind=Kind.COUNT,
        unit="member",
        question=Question.VOTE,
        sentence="A CLP with {value} or more who may vote is a group of its own; smaller ones are "
        "shown together.",
        least=FLOOR,
    ),
    HouseRule(
        key="poll.objection_days",
        default=14,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="Objections to a count may come in for {value}; then the locked votes, their keys "
        "and the list of who took part are destroyed.",
        least=7,
        most=90,
    ),
)
