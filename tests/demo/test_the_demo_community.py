"""The demo community is made whole, once, by the actions of the site, and never in production."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa
from flask import Flask

import accounts.actions
from accounts import passwords
from accounts.models import Clp, Member, RoleGrant
from config import Settings
from core.db import Model, db
from core.errors import Refused
from deliberation.models import Post, QuietRound
from deliberation.queries import voices_on
from demo import community, people, topics
from moderation.models import Case, Invitation, Seat, Steelman
from search.trends import jobs as trends
from search.trends.keyness import LEAST_EVIDENCE
from search.trends.models import TrendWord
from tests.browser import Browser
from voting.models import Poll
from wiki.models import Topic, home_trails, trail_rows


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rolls a tenth of their size: nothing else depends on it."""
    monkeypatch.setattr(people, "HAS_EMAIL", 1.0)
    monkeypatch.setattr(people, "HAS_ACCOUNT", 1.0)
    fewer = {
        region: clps.replace("0,", ",").removesuffix("0") for region, clps in people.REGIONS.items()
    }
    monkeypatch.setattr(people, "REGIONS", fewer)


def sizes() -> dict[str, int]:
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Model.metadata.sorted_tables
    }


def test_it_is_made_once_and_whole(app: Flask, small: None) -> None:
    with app.app_context():
        list(community.make())
        made = sizes()

        assert list(community.make()) == ["The demo community is all there."]
        assert sizes() == made
        assert made["clp"] == 24
        assert made["topic"] >= 40
        _a_topic_has_three_trails()
        _polls_stand_everywhere()
        _the_queue_has_one_of_each()
        _what_stewards_can_do_has_been_done()
        _one_discussion_is_lopsided()
        _places_have_a_talk_of_their_own()
        db.session.remove()
    _pages_open(app)


def _a_topic_has_three_trails() -> None:
    football = topics.topic_of("Football in primary schools")
    trails: dict[int, list[str]] = {}
    for step in trail_rows(football.id):
        trails.setdefault(step.trail, []).append(step.title)
    assert list(trails.values()) == [
        ["Education", "Primary", "Subjects", "Sport", "Football"],
        ["Education", "Subjects", "Sport", "Football", "Primary schools"],
        ["Education", "Resources", "Land", "Sports pitches", "Football", "Primary schools"],
    ]
    assert home_trails([football.id])


def _polls_stand_everywhere() -> None:
    states = Counter(db.session.scalars(sa.select(Poll.state)))
    assert states == {"open": 3, "closed": 1, "counted": 4}


def _the_queue_has_one_of_each() -> None:
    waiting = sa.select(Case.kind).where(Case.state == "open")
    assert {"report", "appeal", "prompt", "held_post"} <= set(db.session.scalars(waiting))
    prompts = sa.select(Case.aspect).where(Case.state == "open", Case.kind == "prompt")
    detectors = {aspect.partition(":")[0] for aspect in db.session.scalars(prompts)}
    assert detectors == {"view_gap", "dominance", "pile_on", "unanswered"}


def _what_stewards_can_do_has_been_done() -> None:
    votes = db.session.scalars(sa.select(Seat.vote).where(Seat.left_at.is_(None))).all()
    assert sorted(vote or "" for vote in votes) == ["", "", "overturn"]
    assert db.session.scalars(sa.select(Steelman.position)).all() == ["against"]
    rounds = db.session.scalars(sa.select(QuietRound.texts).order_by(QuietRound.id)).all()
    assert rounds == [4, 0]
    invited = sa.select(Invitation.answered_at.is_not(None)).order_by(Invitation.id)
    assert Counter(db.session.scalars(invited)) == {False: 11, True: 1}
    ada = sa.select(Invitation.id).where(Invitation.member_id == people.as_viewer("ada").id)
    assert db.session.scalar(ada) is not None


def _one_discussion_is_lopsided() -> None:
    voices = voices_on(topics.option_of("Free bus travel for under-25s").id)
    assert voices["for"] > 10
    assert voices["against"] == 0


def _pages_open(app: Flask) -> None:
    visitor = Browser(app)
    with app.app_context():
        football = topics.topic_of("Football in primary schools").url
        taken = db.session.scalars(sa.select(Post).where(Post.argument_id.is_not(None))).first()
        assert taken is not None
        urls = ["/", "/topics", football, "/forums", taken.url.partition("#")[0], "/polls", "/log"]
    for url in urls:
        visitor.get(url)


def test_what_was_interrupted_is_finished_by_the_next_run(app: Flask, small: None) -> None:
    with app.app_context():
        next(people.make())
        db.session.remove()
        assert db.session.scalar(sa.select(sa.func.count(Clp.id))) == 6

        list(people.make())
        assert db.session.scalar(sa.select(sa.func.count(Clp.id))) == 24
        assert db.session.scalar(sa.select(sa.func.count(RoleGrant.id))) == 7
        assert not db.session.scalar(sa.select(Topic.id))


def test_the_cast_signs_in_with_the_demo_password(app: Flask, small: None) -> None:
    with app.app_context():
        list(people.make())
        ada = db.session.scalars(sa.select(Member).where(Member.email == "ada@demo.example")).one()
        assert passwords.is_password(people.PASSWORD, ada.password_hash)


def test_the_cast_cannot_sign_in_where_real_members_are(
    app: Flask, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        list(people.make())
        real = Settings(environment="production", secret_key="k" * 40)
        monkeypatch.setitem(app.extensions, "settings", real)
        with pytest.raises(Refused, match="demo sites only"):
            accounts.actions.check_password("Ada@demo.example", people.PASSWORD)


def test_it_is_not_made_where_real_members_are(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Settings(environment="production", secret_key="k" * 40)
    monkeypatch.setitem(app.extensions, "settings", real)
    answer = app.test_cli_runner().invoke(args=["demo"])

    assert answer.exit_code != 0
    assert "not for a site with real members" in answer.output
    with app.app_context():
        assert not db.session.scalar(sa.select(Member.id))


def _places_have_a_talk_of_their_own() -> None:
    """A nation, a CLP and a topic each have words that stand out there, whatever the day."""
    trends.count_due()
    telling = sa.select(TrendWord.place).where(TrendWord.evidence >= LEAST_EVIDENCE)
    places = {place.partition(":")[0] for place in db.session.scalars(telling)}
    assert {"nation", "clp", "topic"} <= places
