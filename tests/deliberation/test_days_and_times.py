"""Days and times as they are typed, and British clocks with their two odd nights."""

import calendar
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import LONDON, moments
from deliberation.rules.months import (
    Month,
    day_typed,
    moment_typed,
    month_of,
    same_weekday_next_month,
    time_typed,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)


@given(DAYS, st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_each_moment_shows_the_time_that_was_typed(day, at):
    for moment in moments(day, at):
        assert moment.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(day, at)


def test_in_march_an_hour_is_not_there():
    assert moments(FORWARD, time(1, 30)) == []
    with pytest.raises(ValueError, match="the clocks go forward"):
        moment_typed(FORWARD, time(1, 30))
    assert moment_typed(FORWARD, time(2)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_in_october_an_hour_comes_twice_and_the_end_is_after_the_start():
    start = moment_typed(BACK, time(1, 45))

    assert start == datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    assert moment_typed(BACK, time(1, 50), after=start) == start + timedelta(minutes=5)
    assert moment_typed(BACK, time(1, 15), after=start) == start + timedelta(minutes=30)


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day):
    assert day_typed(day.isoformat()) == day
    assert day_typed(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize(
    "typed", ["31/2/2026", "2026-02-31", "1999-12-31", "9999-01-01", "0000-00-00", "x", "1/2/26"]
)
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(ValueError, match=r"day|year"):
        day_typed(typed)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("19:30", time(19, 30)),
        ("7.30pm", time(19, 30)),
        ("7 pm", time(19)),
        ("12am", time(0)),
        ("12 PM", time(12)),
        ("9", time(9)),
        ("19:30:00", time(19, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, at):
    assert time_typed(typed) == at


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_time_or_a_day(typed):
    for read in (time_typed, day_typed):
        with suppress(ValueError):
            read(typed)


@given(DAYS.filter(lambda day: day < date(2099, 12, 1)))
def test_a_copy_falls_in_the_next_month_on_the_same_weekday(day):
    copied = same_weekday_next_month(day)

    assert copied.weekday() == day.weekday()
    assert (copied.year * 12 + copied.month) - (day.year * 12 + day.month) == 1
    assert (copied.day - 1) // 7 in {(day.day - 1) // 7, 3}


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_the_weeks_of_a_month_hold_each_of_its_days_once(year, month):
    weeks = Month(year, month).weeks
    days = [day for week in weeks for day in week if day.month == month]

    assert [day.day for day in days] == list(range(1, calendar.monthrange(year, month)[1] + 1))
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
    assert str(month_of(f"{year}-{month:02d}", date(2026, 1, 1))) == f"{year}-{month:02d}"
