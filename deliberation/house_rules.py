"""The house rules that deliberation obeys: of proposals and resolutions, posts and threads."""

from core.house_rules import BuiltIn, HouseRule, Kind, Question, declare

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
    HouseRule(
        key="proposal.answer_within",
        default=42,
        kind=Kind.DAYS,
        question=Question.ANSWER,
        sentence="A proposal is answered within {value} of the result of its straw poll.",
        most=365,
    ),
    BuiltIn(
        Question.PROPOSE,
        "Any member of the party may make a proposal, alone or with others. A resolution is moved "
        "and seconded by members of one CLP and tabled by an officer of it.",
        "/proposals",
        "The proposals",
    ),
    BuiltIn(
        Question.PROPOSE,
        "Any member of the party may start a discussion: in the forum of their CLP, of any topic, "
        "or for the whole party.",
        "/forums",
        "The forums",
    ),
    HouseRule(
        key="post.most_a_day",
        default=100,
        kind=Kind.COUNT,
        unit="post",
        question=Question.DISCUSS,
        sentence="From one browser {value} may be written a day.",
        least=5,
        keeps=False,
    ),
    HouseRule(
        key="post.edit_hours",
        default=24,
        kind=Kind.HOURS,
        question=Question.DISCUSS,
        sentence="Whoever wrote a post may change it for {value}; what it said before stays "
        "readable.",
        most=720,
    ),
    HouseRule(
        key="quiet_round.hours",
        default=72,
        kind=Kind.HOURS,
        question=Question.DISCUSS,
        sentence="A steward may open a quiet round in a discussion: for {value} everyone hands in "
        "one sealed text, and all are shown together in an order drawn by lot.",
        least=24,
        most=336,
        keeps=False,
    ),
    HouseRule(
        key="reply_limit.hours",
        default=72,
        kind=Kind.HOURS,
        question=Question.DISCUSS,
        sentence="Whoever wrote a post may ask for replies from members of their CLP only, or from "
        "nobody for {value}.",
        most=336,
        keeps=False,
    ),
    HouseRule(
        key="turns.hours",
        default=72,
        kind=Kind.HOURS,
        question=Question.DISCUSS,
        sentence="When a few write most of a discussion, a steward may let everybody take turns in "
        "it for {value}.",
        most=336,
        keeps=False,
    ),
    HouseRule(
        key="quiet_round.most_posts",
        default=2,
        kind=Kind.COUNT,
        unit="time",
        question=Question.DISCUSS,
        sentence="In a quiet round, whoever has posted in the discussion {value} or more waits.",
        most=100,
    ),
    HouseRule(
        key="turns.people",
        default=3,
        kind=Kind.COUNT,
        unit="other member",
        question=Question.DISCUSS,
        sentence="Where members take turns, each may post again after {value}.",
        most=20,
    ),
    HouseRule(
        key="turns.wait_hours",
        default=12,
        kind=Kind.HOURS,
        question=Question.DISCUSS,
        sentence="Where members take turns, nobody waits longer than {value}.",
        most=72,
    ),
    HouseRule(
        key="summary.most_words",
        default=300,
        kind=Kind.COUNT,
        unit="word",
        question=Question.DISCUSS,
        sentence="A steward or editor may sum up a discussion in {value}; every version stays "
        "readable, and members say what it misses until the next one answers.",
        least=50,
        most=600,
        keeps=False,
    ),
    BuiltIn(
        Question.WIKI,
        "What is said in a forum comes into the wiki by an editor, in the words and with the name "
        "of who said it, and never by that person. Any member may propose a post for it.",
    ),
)
