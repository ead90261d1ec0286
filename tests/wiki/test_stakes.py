"""Costs and benefits of an option: a small table, edited in rows, kept in the history."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.db import db
from wiki.models import Option
from wiki.rules import MOST_STAKES, Stake, stake_of, stakes_of, why_not_stakes

PART = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=40)


@pytest.fixture
def option(app, football):
    with app.app_context():
        return db.session.scalar(sa.select(Option.id))


def rows(*those):
    return {
        f"rows-{n}-{name}": value
        for n, row in enumerate(those)
        for name, value in zip(("sort", "who", "amount", "timing", "source"), row, strict=True)
    }


COST = ("Cost", "Councils", "£40 a pupil a year", "From 2027", "")
GAIN = ("Benefit", "Parents", "£500 a year | a family", "", "https://a.example/study")


def test_editors_write_rows_and_the_page_shows_a_table(browser, cast, sign_in, football, option):
    dilys = sign_in(cast.dilys)
    empty = ("Cost", "", "", "", "")
    dilys.get(f"/options/{option}/stakes")
    dilys.post(f"/options/{option}/stakes", {"base": 1, **rows(GAIN, empty, COST)})

    page = browser.get(f"/topics/{football}-football-in-primary-schools").text
    assert "<caption>Costs and benefits</caption>" in page
    assert page.index("Councils") < page.index("Parents")
    assert "£500 a year / a family" in page
    assert "none given" in page
    assert 'value="Councils"' in dilys.get(f"/options/{option}/stakes").text


def test_a_row_without_who_or_how_much_is_refused_and_kept(cast, sign_in, option):
    sent = {"base": 1, **rows(("Cost", "Councils", "", "From 2027", ""))}
    answer = sign_in(cast.dilys).post(f"/options/{option}/stakes", sent, status=422)

    assert "who has it, and how much it is" in answer.text
    assert 'value="From 2027"' in answer.text


def test_another_editors_rows_are_not_written_over_unseen(app, cast, sign_in, option):
    one, other = sign_in(cast.dilys), sign_in(cast.emrys)
    one.post(f"/options/{option}/stakes", {"base": 1, **rows(COST)})
    answer = other.post(f"/options/{option}/stakes", {"base": 1, **rows(GAIN)}, status=422)

    assert "Parents" in answer.text
    assert "Councils" in answer.text
    with app.app_context():
        assert stakes_of(db.session.get_one(Option, option).stakes) == [Stake(*COST)]


@given(st.sampled_from(["Cost", "Benefit"]), PART, PART, PART, PART)
def test_a_row_is_read_back_as_it_was_written(sort, who, amount, timing, source):
    stake = Stake(sort, who, amount, timing, source)
    back = stake_of(stake.line)

    plain = [" ".join(part.replace("|", "/").split()) for part in (who, amount, timing, source)]
    assert back == (Stake(sort, *plain) if plain[0] and plain[1] else None)


def test_there_is_an_end_to_rows_and_to_their_length():
    assert why_not_stakes("Cost | A | 1\n" * MOST_STAKES) is None
    assert "the most is" in (why_not_stakes("Cost | A | 1\n" * (MOST_STAKES + 1)) or "")
    assert "characters" in (why_not_stakes(f"Cost | {'x' * 300} | 1") or "")
