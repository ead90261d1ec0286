"""Calendars as files: what goes in comes out again, and nothing gets out of its line."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core import ical

AT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def entry(**facts):
    usual = {
        "uid": "entry-1@folkmoot.example",
        "title": "Meeting",
        "starts_at": AT,
        "ends_at": AT + timedelta(hours=2),
        "changed_at": AT,
        "changes": 0,
        "url": "https://folkmoot.example/entries/1",
    }
    return ical.Entry(**{**usual, **facts})


def lines(text):
    """The lines, put together again as RFC 5545 section 3.1 says."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(text, name):
    (found,) = [line for line in lines(text) if line.startswith(f"{name}:")]
    escaped = found.removeprefix(f"{name}:")
    marks = {"n": "\n", "\\": "\\", ";": ";", ",": ","}
    letters = iter(escaped)
    return "".join(marks[next(letters)] if letter == "\\" else letter for letter in letters)


def readable(text):
    """What of a text a file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c != "\x7f"))


@given(title=TEXT, where=TEXT)
def test_any_text_comes_out_as_it_went_in(title, where):
    made = ical.calendar("Ashford Vale", [entry(title=title, where=where)], made_by="Folkmoot")

    assert value(made, "SUMMARY") == readable(title)
    if where:
        assert value(made, "LOCATION") == readable(where)


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_none_is_added(title):
    plain = ical.calendar("Ashford Vale", [entry()], made_by="Folkmoot")
    made = ical.calendar("Ashford Vale", [entry(title=title)], made_by="Folkmoot")

    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert len(lines(made)) == len(lines(plain))


def test_the_night_the_clocks_go_back_lasts_as_long_as_it_does():
    made = ical.calendar("Ashford Vale", [entry()], made_by="Folkmoot")

    assert value(made, "DTSTART") == "20261025T003000Z"
    assert value(made, "DTEND") == "20261025T023000Z"


def test_what_is_cancelled_says_so_with_a_higher_number():
    made = ical.calendar("A", [entry(is_cancelled=True, changes=3)], made_by="Folkmoot")

    assert value(made, "STATUS") == "CANCELLED"
    assert value(made, "SEQUENCE") == "3"
