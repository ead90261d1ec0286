"""When mails come: in the early morning in London, summer and winter, and not in quiet hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.rules import Rhythm, is_quiet, mail_subject, next_due
from notices.rules.rhythms import LONDON

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=3000)).map(BEGIN.__add__)
HOURS = st.integers(0, 23)


@given(st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]), st.integers(1, 10**6), MOMENTS)
def test_the_next_mail_is_due_within_one_round_in_the_early_morning(rhythm, member_id, after):
    due = next_due(rhythm, member_id, after)
    days = 7 if rhythm is Rhythm.WEEKLY else 1

    assert after < due <= after + timedelta(days=days, hours=1)  # one night is an hour longer
    assert 7 <= due.astimezone(LONDON).hour < 9
    assert rhythm is Rhythm.DAILY or due.astimezone(LONDON).weekday() == 0


@given(st.sampled_from(Rhythm), st.integers(1, 200), MOMENTS, HOURS, HOURS)
def test_no_mail_goes_out_in_quiet_hours(rhythm, member_id, after, quiet_from, quiet_to):
    due = next_due(rhythm, member_id, after, quiet_from=quiet_from, quiet_to=quiet_to)

    assert not is_quiet(due, quiet_from, quiet_to)
    assert due >= after
    if rhythm is Rhythm.AT_ONCE and not is_quiet(after, quiet_from, quiet_to):
        assert due == after


@pytest.mark.parametrize(
    ("wheres", "things", "subject"),
    [
        (["Rent"], 1, "A reply to you: Rent"),
        (["Rent"], 2, "2 new things in “Rent”"),
        (["Rent", "Land"], 3, "3 new things in “Rent” and 1 other place"),
        (["x" * 70, "a", "b"], 9, f"9 new things in “{'x' * 59}…” and 2 other places"),
    ],
)
def test_the_subject_says_plainly_what_the_mail_is_about(wheres, things, subject):
    assert mail_subject(wheres, "A reply to you: Rent", things) == subject
