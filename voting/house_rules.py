"""The rules that straw polls obey and members care about."""

from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare
from voting.methods.support_scale import THRESHOLDS, Answer
from voting.pooling import FLOOR
from voting.rules.life import FEWEST_HOURS, FEWEST_IN_STEP

declare(
    BuiltIn(
        Question.VOTE,
        "One member, one vote: everyone who was a member of the party when a poll was opened, and "
        "whom it asks, has one vote, and all count the same.",
    ),
    BuiltIn(
        Question.VOTE,
        "Votes are secret. Nobody sees a result before everybody sees the same: after closing, or, "
        "where a poll of all members says so, its totals in steps.",
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
        key="poll.consensus_acceptance",
        default=THRESHOLDS.consensus_acceptance,
        kind=Kind.PERCENT,
        question=Question.VOTE,
        sentence="A result is called “consensus” when {value} or more of those on the scale are "
        "not against, and they agree as far as the next rule says.",
        least=50,
        most=100,
    ),
    HouseRule(
        key="poll.consensus_agreement",
        default=round(100 * THRESHOLDS.consensus_agreement),
        kind=Kind.PERCENT,
        question=Question.VOTE,
        sentence="For “consensus” the measure of agreement must have gone {value} of the way from "
        "evenly spread (0) to one mind (+1).",
        least=0,
        most=100,
    ),
    HouseRule(
        key="poll.divided_ends",
        default=THRESHOLDS.divided_ends,
        kind=Kind.PERCENT,
        question=Question.VOTE,
        sentence="A result is called “divided” when {value} or more stand at each of the two "
        "strong ends, or opinion is split as far as the next rule says.",
        least=5,
        most=50,
    ),
    HouseRule(
        key="poll.divided_agreement",
        default=round(-100 * THRESHOLDS.divided_agreement),
        kind=Kind.PERCENT,
        question=Question.VOTE,
        sentence="For “divided” the measure of agreement must have gone more than {value} of the "
        "way from evenly spread (0) to two camps (−1). What is neither is called “leaning”.",
        least=0,
        most=100,
    ),
    HouseRule(
        key="poll.change_from",
        default=20,
        kind=Kind.COUNT,
        unit="vote",
        question=Question.VOTE,
        sentence="How opinion changed since a poll was last held is shown of a group that had "
        "{value} or more both times.",
        least=20,
        most=1_000,
    ),
    HouseRule(
        key="paper.least",
        default=FLOOR,
        kind=Kind.COUNT,
        unit="envelope",
        question=Question.VOTE,
        sentence="Paper votes are opened when there are {value} or more; fewer are handed on "
        "unopened and counted with others of the region.",
        least=FLOOR,
        most=1_000,
    ),
    HouseRule(
        key="paper.grace_days",
        default=5,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="A poll in which paper votes were registered is counted when all of them are "
        "sealed, {value} after closing at the latest. Those not sealed by then are not opened.",
        most=30,
    ),
    HouseRule(
        key="paper.online_answers",
        default=5,
        kind=Kind.COUNT,
        unit="time",
        question=Question.VOTE,
        sentence="When the secretary of a CLP is told {value} that somebody has voted online, the "
        "witness must confirm that those envelopes are there before more numbers are looked up.",
        most=100,
        keeps=False,
    ),
    HouseRule(
        key="paper.recount_share",
        default=5,
        kind=Kind.PERCENT,
        question=Question.VOTE,
        sentence="Of the batches of paper votes {value}, drawn by lot, are counted again by an "
        "officer of another CLP.",
        most=100,
        keeps=False,
    ),
    HouseRule(
        key="poll.objection_days",
        default=14,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="Objections to a count may come in for {value}; then two officers, by name, "
        "destroy the locked votes, their keys and the list of who took part.",
        least=7,
        most=90,
    ),
    HouseRule(
        key="poll.purge_days",
        default=28,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="What two officers have not destroyed {value} after a poll has closed, the site "
        "destroys by itself, but not before objections are over.",
        least=14,
        most=120,
    ),
    HouseRule(
        key="poll.publish_days",
        default=7,
        kind=Kind.DAYS,
        question=Question.VOTE,
        sentence="When two officers hold the key of a poll, one of them publishes what was "
        "counted. After {value} the site does, so that no result is held back.",
        most=14,
    ),
    HouseRule(
        key="poll.step_votes",
        default=FEWEST_IN_STEP,
        kind=Kind.COUNT,
        unit="vote",
        question=Question.VOTE,
        sentence="A poll of all members that shows totals while it runs shows new ones when there "
        "are {value} more, and never more often than the next rule says.",
        least=FEWEST_IN_STEP,
        most=10_000,
    ),
    HouseRule(
        key="poll.step_hours",
        default=FEWEST_HOURS,
        kind=Kind.HOURS,
        question=Question.VOTE,
        sentence="Between two such steps lie {value} or more.",
        least=FEWEST_HOURS,
        most=24 * 14,
    ),
)
