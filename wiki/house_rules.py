"""The rules that the wiki obeys and members care about."""

from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare

_WIKI = Question.WIKI

declare(
    HouseRule(
        key="suggestion.most_open",
        default=20,
        kind=Kind.COUNT,
        unit="suggestion",
        question=Question.PROPOSE,
        sentence="Anyone with an account may suggest something to the editors of the wiki; one "
        "person may have {value} waiting at a time.",
        keeps=False,
    ),
    HouseRule(
        key="suggestion.most_a_day",
        default=50,
        kind=Kind.COUNT,
        unit="suggestion",
        question=Question.PROPOSE,
        sentence="From one browser {value} may be sent a day.",
        keeps=False,
    ),
    HouseRule(
        key="suggestion.due_days",
        default=7,
        kind=Kind.DAYS,
        question=Question.ANSWER,
        sentence="A suggestion waits too long after {value}: it is marked, counted in public, and "
        "every editor is reminded.",
        most=90,
        keeps=False,
    ),
    HouseRule(
        key="suggestion.lease_minutes",
        default=30,
        kind=Kind.MINUTES,
        question=Question.ANSWER,
        sentence="An editor who reads a suggestion has {value} in which no other decides on it.",
        most=1_440,
    ),
    HouseRule(
        key="removal.second_days",
        default=30,
        kind=Kind.DAYS,
        question=_WIKI,
        sentence="A second editor, of another CLP, has to agree to a removal within {value}, or it "
        "lapses.",
        least=7,
        most=180,
    ),
    HouseRule(
        key="removal.waits_days",
        default=7,
        kind=Kind.DAYS,
        question=_WIKI,
        sentence="A removal that two editors agreed takes effect {value} later.",
        least=3,
        most=90,
    ),
    HouseRule(
        key="removal.appeal_days",
        default=30,
        kind=Kind.DAYS,
        question=_WIKI,
        sentence="Those behind a view can appeal against its removal until {value} after it has "
        "taken effect.",
        least=14,
        most=365,
    ),
    HouseRule(
        key="topic.protected_days",
        default=180,
        kind=Kind.DAYS,
        question=_WIKI,
        sentence="A topic can be protected for {value} at a time: two editors named on it then "
        "change its words.",
        most=365,
    ),
    HouseRule(
        key="own_words.most",
        default=150,
        kind=Kind.COUNT,
        unit="word",
        question=_WIKI,
        sentence="Whoever stands for an option may say so in {value} of their own, and editors "
        "change none of them.",
        least=50,
        most=200,
        keeps=False,
    ),
    BuiltIn(
        _WIKI,
        "No view is ever deleted. It takes two editors of two CLPs to archive it, merge it or "
        "change its sense, for one of the reasons on a closed list, and one editor to put it back.",
        "/views-protected",
        "How views are protected",
    ),
    BuiltIn(
        Question.ANSWER,
        "Nobody decides on their own suggestion, and a decline has a reason that all can read.",
        "/suggestions",
        "The queue and its figures",
    ),
)
