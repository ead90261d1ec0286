"""The rules that moderation obeys and members care about."""

from functools import partial

from core import paired_rules
from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare
from core.paired_rules import Shorter

_rule = partial(HouseRule, question=Question.MODERATE)

declare(
    BuiltIn(
        Question.MODERATE,
        "Anyone with an account may report something. What takes a position is hidden by two "
        "stewards of different CLPs, who had no part in it, for one of the reasons on a closed "
        "list.",
        "/rules",
        "What may be hidden, and why",
    ),
    _rule(
        key="report.most_a_day",
        default=10,
        kind=Kind.COUNT,
        unit="thing",
        sentence="One person may report {value} a day.",
        most=100,
        keeps=False,
    ),
    _rule(
        key="case.hours",
        default=72,
        kind=Kind.HOURS,
        sentence="What is reported is decided within {value}.",
        most=720,
    ),
    _rule(
        key="case.urgent_hours",
        default=24,
        kind=Kind.HOURS,
        sentence="Where a person may be in danger, within {value}.",
        most=72,
    ),
    _rule(
        key="case.lease_minutes",
        default=30,
        kind=Kind.MINUTES,
        sentence="A steward who takes a case has {value} in which nobody else decides it.",
        most=1_440,
    ),
    _rule(
        key="case.interim_hours",
        default=48,
        kind=Kind.HOURS,
        sentence="What one steward hides to protect somebody comes back after {value}, unless a "
        "second agrees.",
        most=168,
    ),
    _rule(
        key="conflict.days",
        default=30,
        kind=Kind.DAYS,
        sentence="Whoever answered, quoted, mentioned or reported the person whom a case concerns, "
        "or was by them, within {value}, does not decide it.",
        most=365,
        keeps=False,
    ),
    _rule(
        key="pool.hours",
        default=24,
        kind=Kind.HOURS,
        sentence="When nobody whose case it is may decide it, it is late, or what one steward hid "
        "still waits for a second, a steward of another CLP is drawn by lot after {value}; and "
        "another when that one is silent as long.",
        most=168,
        keeps=False,
    ),
    _rule(
        key="edit.most_asked",
        default=2,
        kind=Kind.COUNT,
        unit="time",
        sentence="The author of a post may be asked {value} to change it, and not again while they "
        "have not; then it is shown, or hidden.",
        most=10,
        keeps=False,
    ),
    _rule(
        key="appeal.silent_days",
        default=4,
        kind=Kind.DAYS,
        sentence="Somebody else is drawn for a member of an appeal panel who is silent for "
        "{value}.",
        most=30,
        keeps=False,
    ),
    _rule(
        key="appeal.days",
        default=183,
        kind=Kind.DAYS,
        sentence="Whoever a decision goes against can appeal for {value}; somebody who had no part "
        "in it decides.",
        least=30,
        most=730,
    ),
    _rule(
        key="case.appeal_days",
        default=7,
        kind=Kind.DAYS,
        sentence="An appeal, and a prompt that a view is missing, is answered within {value}.",
        most=60,
    ),
    _rule(
        key="voice.membership_days",
        default=3,
        kind=Kind.DAYS,
        sentence="When views are counted, somebody’s voice counts once they have been a member "
        "for {value}.",
        least=0,
        most=90,
        keeps=False,
    ),
    _rule(
        key="evidence.no_action_days",
        default=183,
        kind=Kind.DAYS,
        sentence="What moderators kept of something that they left as it was is destroyed after "
        "{value}.",
        least=30,
        most=1_095,
    ),
    _rule(
        key="evidence.upheld_days",
        default=730,
        kind=Kind.DAYS,
        sentence="What they kept of something that they acted on is destroyed after {value}; of "
        "threats and of what is unlawful, once police, courts and party have done with it.",
        least=183,
        most=3_650,
    ),
    _rule(
        key="prompt.lasts_hours",
        default=24,
        kind=Kind.HOURS,
        sentence="When a view that many hold is hardly argued for, stewards are asked to look once "
        "that has lasted {value}.",
        most=720,
        keeps=False,
    ),
    _rule(
        key="prompt.held_back_percent",
        default=20,
        kind=Kind.PERCENT,
        sentence="So that it is known whether asking helps, {value} of such prompts, drawn by lot, "
        "are shown to nobody at first.",
        least=0,
        most=50,
    ),
    _rule(
        key="prompt.held_back_days",
        default=7,
        kind=Kind.DAYS,
        sentence="They are shown after {value}, like all others.",
        most=30,
    ),
    _rule(
        key="prompt.each_steward_a_day",
        default=1,
        kind=Kind.COUNT,
        unit="prompt",
        sentence="Each steward gets at most {value} a day; the others wait in order.",
        most=50,
    ),
    _rule(
        key="prompt.waits_at_most_days",
        default=14,
        kind=Kind.DAYS,
        sentence="What would have to wait for more than {value} is looked at again a week later.",
        least=1,
        most=60,
    ),
    _rule(
        key="steelman.days",
        default=30,
        kind=Kind.DAYS,
        sentence="What members who are not here would say stands over a discussion for {value}, "
        "or until one of them says it.",
        most=90,
        keeps=False,
    ),
    _rule(
        key="also_said.days",
        default=7,
        kind=Kind.DAYS,
        sentence="A point that few have seen is shown at the top for {value}.",
        most=30,
        keeps=False,
    ),
    _rule(
        key="prompt.quiet_days",
        default=30,
        kind=Kind.DAYS,
        sentence="After that they are left in peace about the same view for {value}.",
        most=365,
        keeps=False,
    ),
    _rule(
        key="invitation.least",
        default=12,
        kind=Kind.COUNT,
        unit="member",
        sentence="When members are invited by lot to speak, {value} or more are drawn.",
        least=1,
        most=100,
        keeps=False,
    ),
    _rule(
        key="invitation.most",
        default=120,
        kind=Kind.COUNT,
        unit="member",
        sentence="No more than {value} are drawn at once.",
        least=1,
        most=2_000,
        keeps=False,
    ),
    _rule(
        key="invitation.open_days",
        default=14,
        kind=Kind.DAYS,
        sentence="Those drawn have {value} to answer; ignoring it is fine.",
        most=60,
    ),
    _rule(
        key="invitation.rest_days",
        default=30,
        kind=Kind.DAYS,
        sentence="Nobody is invited who was invited, or spoke there, in the last {value}.",
        least=7,
        most=365,
        keeps=False,
    ),
    _rule(
        key="invitation.most_a_year",
        default=4,
        kind=Kind.COUNT,
        unit="time",
        sentence="One member is invited {value} a year at most.",
        least=1,
        most=12,
        keeps=False,
    ),
)

paired_rules.declare(
    Shorter(
        "pool.hours",
        "case.interim_hours",
        "Somebody must be drawn before what one steward hid comes back: {less} is not shorter "
        "than {more}.",
    ),
)
