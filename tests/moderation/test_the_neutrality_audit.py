"""Whether one position is hidden more often than it is written: counted quarterly, told to all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.db import db
from deliberation.models import Post, Thread
from moderation.actions.neutrality import settle
from moderation.detectors.neutrality import audit
from moderation.models import Case, Decision, NeutralityAudit
from moderation.rules.quarters import Quarter, in_steps, quarter_of, share
from notices.models import Notice

SPRING = Quarter(2026, 2)
IN_SPRING = datetime(2026, 5, 1, tzinfo=UTC)
IN_SUMMER = datetime(2026, 7, 2, tzinfo=UTC)


@pytest.fixture
def spring(app, cast, place) -> Iterator[list[int]]:
    """60 posts for and 60 against, of which 20 against were hidden; the ids of the decisions."""
    with app.app_context():
        thread = Thread(
            topic_id=place.topic,
            option_id=place.option,
            title="Buses",
            asks="discussion",
            author_id=cast.bola,
            started_at=IN_SPRING,
            active_at=IN_SPRING,
        )
        db.session.add(thread)
        db.session.flush()
        decisions = []
        for number in range(1, 121):
            position = "for" if number % 2 else "against"
            post = Post(
                thread_id=thread.id,
                number=number,
                author_id=cast.bola,
                text="Words",
                position=position,
                written_at=IN_SPRING,
            )
            db.session.add(post)
            db.session.flush()
            if position == "against" and number <= 40:
                decisions.append(_hide(post, cast.chen).id)
        db.session.commit()
        yield decisions


def _hide(post: Post, steward_id: int) -> Decision:
    case = Case(
        kind="report",
        state="decided",
        subject_kind="post",
        subject_id=post.id,
        opened_at=IN_SPRING,
        due_at=IN_SPRING,
    )
    db.session.add(case)
    db.session.flush()
    made = Decision(
        case_id=case.id,
        action="hide",
        reason="personal_abuse",
        words="",
        made_at=IN_SPRING,
        first_by_id=steward_id,
        first_as="steward",
        confirmed_at=IN_SPRING,
    )
    db.session.add(made)
    db.session.flush()
    return made


def test_a_quarter_is_counted_once_it_has_ended_and_the_panel_told_once(spring, cast):
    assert "2026-Q2" in settle(IN_SUMMER)
    assert settle(IN_SUMMER) == []

    audited = db.session.scalars(
        sa.select(NeutralityAudit).where(NeutralityAudit.quarter == "2026-Q2")
    ).one()
    against = audited.figures["against"]
    assert (against["written"], against["hidden"], against["alerts"]) == (60, 20, True)
    assert not audited.figures["for"]["alerts"]
    told = db.session.scalars(
        sa.select(Notice).where(Notice.subject_kind == NeutralityAudit.kind)
    ).all()
    assert {one.member_id for one in told} == {cast.chen, cast.stella}
    assert "proves no bias" in told[0].words


def test_what_an_appeal_brought_back_no_longer_counts(spring):
    settle(IN_SUMMER)
    later = datetime(2026, 8, 1, tzinfo=UTC)
    db.session.execute(
        sa.update(Decision).where(Decision.id.in_(spring[:17])).values(overruled_at=later)
    )

    assert settle(later.replace(day=2)) == ["2026-Q2"]
    audited = db.session.scalars(
        sa.select(NeutralityAudit).where(NeutralityAudit.quarter == "2026-Q2")
    ).one()
    assert audited.figures["against"]["hidden"] == 3
    assert not audited.figures["against"]["alerts"]


def test_members_read_a_table_without_small_numbers_and_take_it_along(
    app, cast, spring, sign_in, browser
):
    settle(IN_SUMMER)
    db.session.commit()
    ada = sign_in(cast.ada)

    page = ada.get("/moderation/neutrality").text
    assert "About 60" not in page
    assert "<td>about 60</td>" in page
    assert "<td>fewer than 10</td>" in page
    assert "Hidden more often than chance explains" in page
    table = ada.get("/moderation/neutrality.csv").text
    assert "2026-Q2,against,about 60,about 50 %,about 20,too few to say" in table
    assert "sign-in" in browser.get("/moderation/neutrality", status=303).location


def test_the_command_counts_and_prints(app, spring):
    with clock.freeze(IN_SUMMER):
        said = app.test_cli_runner().invoke(args=["moderation", "neutrality"]).output

    assert "2026-Q2 counted" in said
    assert "2026-Q2 against: about 60 written, about 20 hidden; hidden more often" in said


def test_moderators_who_look_at_no_position_hardly_ever_alert():
    chance = Random(3)
    alerts = 0
    for _ in range(300):
        hidden = {"for": 0, "against": 0, "unsure": 0}
        for position in chance.choices(list(hidden), (50, 35, 15), k=40):
            hidden[position] += 1
        found = audit({"for": 500, "against": 350, "unsure": 150}, hidden)
        alerts += any(one.alerts for one in found)

    assert alerts <= 15


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_any_counts_are_judged_and_told(written, others, hidden, others_hidden):
    found = audit({"for": written, "against": others}, {"for": hidden, "against": others_hidden})

    assert all(one.evidence >= 0 for one in found)
    assert in_steps(written) == "fewer than 10" or written >= 10
    assert share(hidden, hidden + others_hidden) not in ("about 0 %", "about 100 %")


def test_quarters_follow_each_other():
    assert quarter_of(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == Quarter(2026, 4)
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert SPRING.end == SPRING.next.start == datetime(2026, 7, 1, tzinfo=UTC)
