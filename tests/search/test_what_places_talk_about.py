"""Trends: which words people of a place use more than others, counted in people."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core import clock, events
from core.db import db
from deliberation.models import Post, Thread
from search.trends import actions
from search.trends.cloud import WIDTH, cloud
from search.trends.jobs import count_due
from search.trends.keyness import Use
from search.trends.models import TrendWord
from search.trends.quarters import Quarter
from search.trends.words import counted
from tests import make

AUTUMN = datetime(2026, 11, 3, 12, tzinfo=UTC)
SUMMER = datetime(2026, 8, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _autumn(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AUTUMN)
    monkeypatch.setattr(actions, "now", lambda: AUTUMN)


@pytest.fixture
def places(app):
    """Six of eight in Wold Green write of cladding; thirty elsewhere of buses. Ids and slugs."""
    with app.app_context():
        wold, shaw = make.clp("Wold Green"), make.clp("Shaw")
        in_wold = thread("Our flats", wold.id, writers(wold, 8))
        for number, author in enumerate(in_wold["authors"]):
            words = "The cladding on our flats" if number < 6 else "The gardens"
            post(in_wold["id"], number + 2, author, f"{words} in Wold, says Rose Green.")
        in_shaw = thread("Getting around", shaw.id, writers(shaw, 30))
        for number, author in enumerate(in_shaw["authors"]):
            post(in_shaw["id"], number + 2, author, "The buses run late in Shaw.")
        make.member("Rose Green", of=wold)
        db.session.commit()
        count_due()
        return {"wold": wold.slug, "shaw": shaw.slug, "thread": in_wold["id"]}


def writers(clp, count):
    """Members of a CLP who will write."""
    return [make.member(of=clp).id for _ in range(count)]


def thread(title, clp_id, authors, *, only_clp=False):
    """A thread of a CLP."""
    made = Thread(
        title=title,
        asks="open",
        clp_id=clp_id,
        only_clp=only_clp,
        author_id=authors[0],
        started_at=AUTUMN,
        active_at=AUTUMN,
    )
    db.session.add(made)
    db.session.flush()
    return {"id": made.id, "authors": authors}


def post(thread_id, number, author, text, at=AUTUMN):
    """A post, with its event."""
    made = Post(thread_id=thread_id, number=number, author_id=author, text=text, written_at=at)
    db.session.add(made)
    events.record("post.written", made, actor_id=author)
    return made


def counts(app, place_like="%"):
    """Stem and how many people, of places whose key is like this."""
    with app.app_context():
        rows = db.session.execute(
            sa.select(TrendWord.stem, TrendWord.here).where(TrendWord.place.like(place_like))
        )
        return dict(rows.all())


def test_the_page_of_a_clp_shows_what_its_people_say_more_than_others(browser, places):
    page = browser.get(f"/trends/clp/{places['wold']}").text
    assert "What Wold Green talks about" in page
    assert "8 people wrote here, and 30 only elsewhere" in page
    assert f'href="/search?q=cladding&amp;clp={places["wold"]}&amp;kind=' in page
    assert "since=2026-10-01" in page
    assert "<svg" in page
    assert "buses" not in page


def test_names_of_people_and_of_the_place_itself_are_no_words(browser, places):
    page = browser.get(f"/trends/clp/{places['wold']}").text
    assert ">wold<" not in page
    assert ">rose<" not in page.lower()


def test_a_word_that_too_few_used_is_not_even_stored(app, places):
    assert counts(app)["clad"] == 6
    assert "garden" not in counts(app)


def test_one_person_who_says_it_forty_times_is_one(app, places):
    with app.app_context():
        author = make.member().id
        for number in range(40):
            post(places["thread"], 50 + number, author, "Allotments, allotments.")
        db.session.commit()
        count_due()
    assert "allot" not in counts(app)


def test_what_a_clp_keeps_to_itself_and_what_was_hidden_is_not_counted(app, places):
    with app.app_context():
        clp = make.clp("Dale")
        kept = thread("Kept", clp.id, writers(clp, 9), only_clp=True)
        for number, author in enumerate(kept["authors"]):
            post(kept["id"], number + 1, author, "Our treasurer left.")
        hidden = db.session.get_one(Thread, places["thread"])
        hidden.hidden_at = AUTUMN
        events.record("thread.hidden", hidden, actor_id=None)
        db.session.commit()
        count_due()
    assert "treasur" not in counts(app)
    assert "clad" not in counts(app)


def test_an_old_quarter_is_counted_again_when_something_of_it_is_hidden(app, places):
    with app.app_context():
        clp = make.clp("Dale")
        old = thread("Summer", clp.id, writers(clp, 6))
        posts = [
            post(old["id"], number + 1, author, "The drought ruined us.", SUMMER)
            for number, author in enumerate(old["authors"])
        ]
        db.session.commit()
        first = posts[0].id
        count_due()
        assert Quarter(2026, 3) not in actions.due()
        hidden = db.session.get_one(Post, first)
        hidden.hidden_at = AUTUMN
        events.record("moderation.hidden", hidden, actor_id=None)
        db.session.commit()
        actions.mark_changed()
        assert actions.due() == [Quarter(2026, 3), Quarter(2026, 4)]
        count_due()
    assert counts(app)["bus"] == 30
    assert counts(app).get("drought") == 5


def test_the_whole_party_is_compared_with_the_year_before(app, browser, places):
    with app.app_context():
        clp = make.clp("Dale")
        old = thread("Summer", clp.id, writers(clp, 40))
        for number, author in enumerate(old["authors"]):
            post(old["id"], number + 1, author, "The drought ruined us.", SUMMER)
        db.session.commit()
        actions.count(Quarter(2026, 3))
        actions.count(Quarter(2026, 4))
    page = browser.get("/trends").text
    assert "More than in the year before" in page
    assert ">buses</a>" in page
    earlier = browser.get("/trends?quarter=2026-3").text
    assert ">drought</a>" in earlier


def test_a_nation_has_the_people_of_its_regions_and_leads_down_to_each_clp(app, browser, places):
    with app.app_context():
        region = make.region("Wales")
        wales = make.clp("Cwm", of=region)
        slugs = {"clp": wales.slug, "region": region.slug}
        in_wales = thread("Rain", wales.id, writers(wales, 12))
        for number, author in enumerate(in_wales["authors"]):
            post(in_wales["id"], number + 2, author, "The steelworks and the bus.")
        db.session.commit()
        count_due()
    england = browser.get("/trends/nation/england?quarter=2026-4").text
    assert "38 people wrote here, and 12 only elsewhere" in england
    assert ">buses</a>" in england
    assert "steelworks" not in england
    whole = browser.get("/trends").text
    assert 'href="/trends/nation/wales?quarter=2026-4">Wales</a>' in whole
    of_wales = browser.get("/trends/nation/wales").text
    assert "What Wales talks about" in of_wales
    assert f"q=steelworks&amp;region={slugs['region']}&amp;kind=" in of_wales
    assert f'href="/trends/clp/{slugs["clp"]}?quarter=2026-4">Cwm</a>' in of_wales
    clp = browser.get(f"/trends/clp/{slugs['clp']}").text
    assert f'href="/trends/region/{slugs["region"]}?quarter=2026-4">Wales</a>' in clp


def test_shares_are_told_over_time_and_elsewhere_and_never_of_fewer_than_ten(app, browser, places):
    with app.app_context():
        dale = make.clp("Dale")
        slug = dale.slug
        rain = thread("Rain", dale.id, writers(dale, 12))
        for number, author in enumerate(rain["authors"]):
            for at in (SUMMER, AUTUMN):
                post(rain["id"], 2 * number + at.month // 11 + 2, author, "Floods again.", at)
        db.session.commit()
        actions.count(Quarter(2026, 3))
        count_due()
    few = browser.get(f"/trends/clp/{places['wold']}").text
    assert '<td class="number">6</td><td class="number">–</td><td class="number">0</td>' in few
    page = browser.get(f"/trends/clp/{slug}").text
    assert '<td class="number">100 (0)</td><td class="number">100 (–)</td>' in page


def test_the_table_can_be_taken_away(browser, places):
    table = browser.get(f"/trends/clp/{places['wold']}.csv").text
    assert "2026-4,clp:" in table
    assert ",cladding,6,8,0,30," in table


@pytest.mark.parametrize(
    "path",
    ["/trends/clp/nowhere", "/trends/topic/99999999999999", "/trends/topic/x", "/trends/region/-1"],
)
def test_a_place_that_is_not_there_is_not_found(browser, path):
    assert browser.get(path, status=404)


@pytest.mark.parametrize("quarter", ["2026-9", "x", "²026-1", "99999-1", "2026-4%00"])
def test_a_quarter_that_cannot_be_shows_the_newest(browser, places, quarter):
    assert "October to December 2026" in browser.get(f"/trends?quarter={quarter}").text


def test_log_likelihood_is_that_of_the_textbook():
    # Rayson's example: 20 of 1,000 against 10 of 1,000 as counts of users and others.
    use = Use(here=20, writers_here=1000, elsewhere=10, writers_elsewhere=1000)
    assert use.evidence == pytest.approx(3.45, abs=0.01)
    assert not use.stands_out


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 500), st.integers(0, 500))
def test_evidence_is_never_negative_and_never_for_a_word_that_is_rarer_here(a, b, c, d):
    use = Use(min(a, b), b, min(c, d), d)
    assert use.evidence >= -1e-9
    assert use.evidence == 0 or use.share > use.share_elsewhere


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The NHS and the N.H.S.", {"NHS"}),
        ("Rose Green wants green energy", {"green", "energy"}),
        ("Mail rose@example.org or https://example.org/cladding, @rose", {"mail"}),
        ("2026 was 40% of it, don’t you think?", set()),
        ("Café and café’s", {"cafe"}),
    ],
)
def test_what_counts_as_a_word(text, words):
    assert {word for _, word in counted(text, {"rose", "green"})} == words


@given(st.lists(st.tuples(st.text("abcdefghij", min_size=1, max_size=30), st.integers(1, 10_000))))
def test_no_word_of_the_picture_stands_outside_it(pairs):
    drawn = cloud(pairs)
    assert all(0 <= word.x < WIDTH and 0 < word.y <= drawn.height for word in drawn.words)


def test_quarters_begin_and_end_as_british_clocks_do():
    assert Quarter.of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == Quarter(2026, 3)
    assert Quarter(2026, 4).later(1) == Quarter(2027, 1)
    assert Quarter(2026, 1).later(-1) == Quarter(2025, 4)
    assert (Quarter(2026, 4).first_day, Quarter(2026, 4).last_day) == ("2026-10-01", "2026-12-31")
