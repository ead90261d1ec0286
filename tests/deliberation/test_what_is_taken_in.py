"""What happens to a post between pressing the button and its appearing."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core import house_rules
from core.clock import freeze, now
from core.db import db
from deliberation.actions import holding, writing
from deliberation.models import HeldPost, Post, SaidLately, Thread
from deliberation.rules.intake import Attempt, Does, Limits, Outcome, Said, Writer, verdict
from deliberation.rules.intake.listed import Effect, Listed, find
from deliberation.rules.intake.newcomers import hosts_in
from deliberation.rules.intake.repeats import digest, likeness, packed, shingles, unpacked
from tests import make
from tests.cost import is_within

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
LIMITS = Limits(
    newcomer_posts=5,
    newcomer_gap=30 * SECOND,
    gap=10 * SECOND,
    threads_first_day=3,
    replies_first_day=10,
    threads_a_day=20,
    repeat_for=timedelta(minutes=5),
    alike_for=DAY,
    first_posts_held=2,
    newcomer_mentions=3,
)
LONG = (
    "The number nine bus has not come to the hospital after six in the evening since the spring, "
    "and night staff pay for taxis out of wages that have not risen in four years."
)
# Words that stand in the names of places and people, and in other words.
RUDE = ("cunt", "penis", "twat", "cock", "tit", "arse", "sex", "dick", "ass", "shit", "wank")
NAMES = (
    "Scunthorpe",
    "Penistone",
    "Lightwater",
    "Cockermouth",
    "Clitheroe",
    "Arsenal",
    "Essex",
    "Dick Whittington",
    "Titchfield",
    "Swanky",
    "assessment",
    "Middlesex",
    "cockpit",
    "455",
)


def entries(does=Effect.WARN):
    harmless = {"dick": ("Dick Whittington",)}
    return tuple(Listed(word, does, "personal_abuse", harmless.get(word, ())) for word in RUDE)


def said(words="Well said.", *, does=Does.REPLY, **facts):
    return Attempt(does=does, at=AT, words=words, **facts)


@pytest.mark.parametrize(
    ("attempt", "writer", "sentence"),
    [
        (said(), Writer(posts=1, last_at=AT - 20 * SECOND), "in 10 seconds"),
        (said(), Writer(posts=9, last_at=AT - 4 * SECOND), "in 6 seconds"),
        (
            said(does=Does.THREAD),
            Writer(posts=3, first_at=AT - HOUR, threads=(AT - HOUR,) * 3),
            "On your first day here you can begin 3 discussions. You can again from Tuesday",
        ),
        (
            said(),
            Writer(posts=10, first_at=AT - HOUR, replies=(AT - HOUR,) * 10),
            "you can write 10 replies",
        ),
        (
            said(does=Does.THREAD),
            Writer(posts=30, first_at=AT - 9 * DAY, threads=(AT - HOUR,) * 20),
            "You can begin 20 discussions a day",
        ),
        (said(hosts=("shop.example",)), Writer(posts=4), "Leave out shop.example"),
        (said(mentions=4), Writer(posts=4), "That mentions 4 people"),
    ],
)
def test_a_limit_is_a_sentence_with_the_time_when_one_may_again(attempt, writer, sentence):
    found = verdict(attempt, writer, LIMITS)
    assert found.outcome is Outcome.REFUSE
    assert sentence in found.sentence


@pytest.mark.parametrize(
    ("attempt", "writer"),
    [
        (said(), Writer()),
        (said(), Writer(posts=1, last_at=AT - 30 * SECOND)),
        (said(), Writer(posts=5, last_at=AT - 10 * SECOND)),
        (said(does=Does.THREAD), Writer(posts=3, first_at=AT - DAY, threads=(AT - HOUR,) * 3)),
        (said(hosts=("shop.example",), mentions=9), Writer(posts=5)),
        (said(does=Does.THREAD), Writer(posts=30, threads=(AT - DAY,) * 20)),
    ],
)
def test_at_the_limit_a_post_appears(attempt, writer):
    assert verdict(attempt, writer, LIMITS) is None


def before(words, ago):
    return Writer(posts=9, said=(Said(AT - ago, "/posts/1", digest(words), shingles(words)),))


def test_the_same_words_are_refused_for_five_minutes_and_nearly_the_same_held_for_a_day():
    near = LONG.replace("four years", "five years")
    shouted = LONG.upper().replace(" ", "   ")

    assert verdict(said(shouted), before(LONG, 4 * 60 * SECOND), LIMITS).outcome is Outcome.REFUSE
    held = verdict(said(near), before(LONG, 23 * HOUR), LIMITS)
    assert (held.outcome, held.like_url) == (Outcome.HOLD, "/posts/1")
    assert "nobody reported you" in held.sentence
    assert "1 March 2026" in held.sentence
    assert verdict(said(near), before(LONG, DAY), LIMITS) is None
    assert verdict(said("I agree with this."), before("I agree with this.", HOUR), LIMITS) is None
    assert verdict(said(f"> {LONG}\n\nYes."), before(LONG, HOUR), LIMITS) is None


@given(st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=60), st.data())
def test_likeness_is_that_of_jaccard_and_survives_being_stored(words, data):
    others = data.draw(st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=60))
    one, other = (shingles(" ".join(text)) for text in (words, others))
    exact = len(one & other) / len(one | other)

    assert unpacked(packed(one)) == one
    assert likeness(one, one) == 1
    assert (likeness(one, other) >= 0.8) == (exact >= 0.8)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_only_contain_a_watched_word_are_never_caught(name):
    assert find(f"I was born in {name}. {name.upper()}!", entries()) == ()


@pytest.mark.parametrize(
    "written",
    [
        "CUNT",
        "c\u200bunt",
        "cünt",
        "\u0441unt",
        "sh1t",
        "s h i t",
        "a$$",
        "shiiit",
        "_wank_",
        "d!ck!",
    ],
)
def test_a_disguise_hides_no_watched_word(written):
    assert len(find(f"You {written}, you.", entries())) == 1


def test_the_longest_post_is_read_for_five_hundred_words_in_no_time():
    many = tuple(Listed(f"word{n}", Effect.WARN, "spam") for n in range(489)) + entries()
    hostile = ("dick whittington " * 300 + "1!|l " * 1000 + "a.a " * 1500)[:20_000]
    find("", many)
    assert is_within(0.5, lambda: find(hostile, many))


def test_only_other_sites_are_links_to_other_sites():
    words = "See http://localhost/topics/1, [here](https://Shop.Example:8080/x) and www.b.example."
    assert hosts_in(words, "localhost") == ("shop.example", "www.b.example")


# In the browser


@pytest.fixture
def hurried(app):
    """The gaps between two posts, as they are for people."""
    for key, seconds in (("newcomer.gap", 30), ("post.gap", 10)):
        house_rules.set_aside(key, seconds)
    yield
    for key in ("newcomer.gap", "post.gap"):
        house_rules.set_aside(key, 0)


def count(of):
    return db.session.scalar(sa.select(sa.func.count()).select_from(of))


def test_a_post_that_came_too_soon_keeps_its_words_and_counts_for_nothing(
    app, sign_in, cast, town, hurried
):
    ada, at = sign_in(cast.ada), f"/threads/{town.thread}/posts"
    ada.post(at, {"text": "First."})
    for _ in range(3):
        answer = ada.post(at, {"text": "Second thoughts."}, status=429)
    assert "You can again in" in answer.text
    assert "Second thoughts." in answer.text
    assert 1 <= int(answer.headers["Retry-After"]) <= 30
    with freeze(now() + 31 * SECOND):
        ada.post(at, {"text": "Second thoughts."})


def test_what_officers_enter_and_stewards_note_waits_for_nothing(app, sign_in, cast, town, hurried):
    with app.app_context():
        thread = db.session.get_one(Thread, town.thread)
        for number in range(5):
            writing.reply(thread, f"From the meeting, slip {number}.", by=town.ada)
        db.session.commit()


def on_the_list(app, cast, *words, does="warn"):
    with app.app_context():
        for word in words:
            make.watched_word(word, does, cast)
        db.session.commit()


def test_a_warned_author_may_send_it_as_it_is_but_not_with_another_watched_word(
    app, sign_in, cast, town
):
    on_the_list(app, cast, "muppet", "clown")
    ada, at = sign_in(cast.ada), f"/threads/{town.thread}/posts"

    warned = ada.post(at, {"text": "You muppet."}, status=422).text
    assert "Before you post: “muppet” may hurt somebody" in warned
    assert 'name="read"' in warned
    ada.post(at, {"text": "You muppet and clown.", "read": "muppet"}, status=422)
    ada.post(at, {"text": "You muppet.", "read": "muppet"})


def test_a_blocked_word_comes_back_and_cannot_be_put_in_by_an_edit(app, sign_in, cast, town):
    on_the_list(app, cast, "muppet", does="block")
    ada, at = sign_in(cast.ada), f"/threads/{town.thread}/posts"

    assert "cannot stand here" in ada.post(at, {"text": "You m u p p e t."}, status=422).text
    ada.post(at, {"text": "You friend."})
    with app.app_context():
        post = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
    ada.post(f"/posts/{post.id}/edit", {"text": "You Müppet."}, status=422)


def test_one_more_good_point_than_a_day_allows_waits(app, sign_in, cast, town):
    ada = sign_in(cast.ada)
    was = house_rules.set_aside("good_point.most_a_day", 1)
    try:
        with app.app_context():
            thread = db.session.get_one(Thread, town.thread)
            first, second = thread_posts(thread, town)
        ada.post(f"/posts/{first}/good-point")
        answer = ada.post(f"/posts/{second}/good-point", status=422)
        assert "You can call 1 post a day a good point. You can again from" in answer.text
    finally:
        house_rules.set_aside("good_point.most_a_day", was.default)


def thread_posts(thread, town):
    """Two posts of Bola, in his own thread."""
    first = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread.id)).one()
    second = writing.reply(thread, "One more.", by=town.bola).id
    db.session.commit()
    return first, second


def test_what_was_said_is_forgotten_after_a_day(app, cast, town, sign_in):
    sign_in(cast.ada).post(f"/threads/{town.thread}/posts", {"text": LONG})
    with app.app_context():
        assert count(SaidLately) == 1
        with freeze(now() + 25 * HOUR):
            holding.forget()
        assert count(SaidLately) == 0
        assert count(HeldPost) == 0
