"""Who may not write for a time writes nowhere: every form of the site is sent as them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import RoleGrant
from accounts.rules import Grant, Restricts, Role
from core.clock import freeze, now, today
from core.db import Model, db
from deliberation.actions.quiet_rounds import open_round, show_due
from deliberation.models import SealedText, Thread
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, Place
from tests.moderation.doing import SLOT

STEWARD = (Grant(Role.STEWARD, None),)
WRITTEN = ("wiki", "deliberation", "voting")
# Their own lists, drafts and settings; preparing nothing that others read.
PRIVATE = {
    "deliberation.mark_read",
    "deliberation.forget",
    "deliberation.rest",
    "deliberation.choose_tie",
    "deliberation.create_address",
    "deliberation.end_address",
    "wiki.begin_watch",
    "wiki.end_watch",
    "wiki.keep_draft",
    "wiki.end_draft",
    "wiki.ask_booklets",
    "deliberation.create_weighing",
    "deliberation.create_proposal",  # a draft, which its authors alone see
    # What they take back, as STILL says.
    "deliberation.end_good_point",
    "deliberation.change_proposal",
    "deliberation.change_authorship",
    "deliberation.withdraw_proposal",
    "wiki.withdraw_suggestion",
    "wiki.save_order",  # nothing of the order sent is new
}


def _words() -> dict[str, str]:
    """What fits most forms, so that they come as far as the writing."""
    later = (today() + timedelta(days=5)).isoformat()
    words = dict.fromkeys(
        ("text", "words", "title", "summary", "question", "claim", "about", "note", "answer"),
        "Buses should run until midnight.",
    )
    return {
        **words,
        "reason": "It is so.",
        "asks": "discussion",
        "asks_for": "argument",
        "side": "for",
        "topic_id": "1",
        "topic": "1",
        "option": "1",
        "option_id": "",
        "version": "1",
        "base": "1",
        "basis": "1",
        "address": "keep",
        "asked": "everyone",
        "method": "approval",
        "choices": "Yes\nNo",
        "closes_on": later,
        "confirm": "yes",
        "source": "https://example.org/",
    }


def _rows() -> dict[str, int]:
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Model.metadata.sorted_tables
    }


@pytest.fixture
def paused(app: Flask, cast: Cast, sign_in: Callable[[int], Browser]) -> Browser:
    """Bola, who wrote all there is, holds every role, and may not write."""
    with app.app_context():
        for role in (Role.STEWARD, Role.EDITOR, Role.ADMIN):
            make.grant(cast.bola, role)
        make.grant(cast.bola, Role.OFFICER, cast.ashford)
        restrictions.restrict(cast.bola, Restricts.SUSPENDED, until=None, because="abuse", case=1)
        db.session.commit()
    return sign_in(cast.bola)


def _written(app: Flask) -> Iterator[tuple[str, str]]:
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or rule.endpoint in PRIVATE:
            continue
        if rule.endpoint.split(".")[0] in WRITTEN and "booths" not in rule.endpoint:
            kinds = rule._converters
            values = {
                name: min(one.items) if hasattr(one, "items") else "1"
                for name, one in kinds.items()
            }
            yield rule.endpoint, adapter.build(rule.endpoint, values)


def test_no_form_is_taken_from_somebody_who_may_not_write(
    app: Flask, paused: Browser, place: Place, talk: dict[str, int]
) -> None:
    with app.app_context():
        before = _rows()
    told = set()
    for endpoint, url in _written(app):
        answer = paused.client.post(url, data={**paused._secrets(), **_words()})
        assert answer.status_code < 500, (endpoint, answer.status_code)
        if SLOT in answer.text:
            told.add(endpoint)

    with app.app_context():
        assert _rows() == before
    assert told >= {
        "deliberation.create",
        "deliberation.create_post",
        "deliberation.create_version",
        "voting.create",
        "wiki.create_argument",
        "wiki.create_option",
        "wiki.create_source",
        "wiki.create_suggestion",
        "wiki.create_topic",
    }


def test_letters_and_sealed_texts_are_not_taken_either(
    app: Flask, cast: Cast, paused: Browser, talk: dict[str, int], office: Office
) -> None:
    with app.app_context():
        letter = db.session.scalar(sa.select(RoleGrant.id).where(RoleGrant.member_id == cast.farah))
        thread = db.session.get_one(Thread, talk["thread"])
        open_round(thread, "What do you say?", by=Viewer(id=cast.chen, grants=STEWARD))
        db.session.commit()
    written = {"words": "Hello.", "address": "keep"}
    assert SLOT in paused.post(f"/officers/{letter}/write", written, status=422).text
    sealed = paused.post(f"/threads/{talk['thread']}/quiet-round", {"text": "I say."}, status=422)
    assert SLOT in sealed.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(SealedText.id))) == 0


def test_what_was_sealed_before_a_pause_is_shown_at_the_end(
    app: Flask, cast: Cast, sign_in: Callable[[int], Browser], talk: dict[str, int]
) -> None:
    ada = sign_in(cast.ada)
    with app.app_context():
        thread = db.session.get_one(Thread, talk["thread"])
        open_round(thread, "What do you say?", by=Viewer(id=cast.chen, grants=STEWARD))
        db.session.commit()
    ada.post(f"/threads/{talk['thread']}/quiet-round", {"text": "Trams, I say."})
    with app.app_context():
        restrictions.restrict(cast.ada, Restricts.SUSPENDED, until=None, because="abuse", case=1)
        db.session.commit()
    with app.app_context(), freeze(now() + timedelta(hours=73)):
        show_due()
    assert "Trams, I say." in ada.get(f"/threads/{talk['thread']}").text


def test_a_sealed_text_is_looked_at_like_every_post(
    app: Flask, cast: Cast, sign_in: Callable[[int], Browser], talk: dict[str, int]
) -> None:
    with app.app_context():
        thread = db.session.get_one(Thread, talk["thread"])
        open_round(thread, "What do you say?", by=Viewer(id=cast.chen, grants=STEWARD))
        for word, does in (("grumblewort", "block"), ("nincompoop", "warn"), ("zounds", "hold")):
            make.watched_word(word, does, cast)
        db.session.commit()
    ada, address = sign_in(cast.ada), f"/threads/{talk['thread']}/quiet-round"
    assert "cannot stand here" in ada.post(address, {"text": "Grumblewort!"}, status=422).text
    assert "nobody reads a sealed" in ada.post(address, {"text": "Zounds."}, status=422).text
    warned = ada.post(address, {"text": "A nincompoop."}, status=422).text
    assert "You can change it, or send it as it is." in warned
    ada.post(address, {"text": "A nincompoop.", "read": "nincompoop"})
    with app.app_context():
        assert db.session.scalar(sa.select(SealedText.text)) == "A nincompoop."
