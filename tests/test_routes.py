"""Every route: reading never writes, bad input is never a 5xx, a stranger changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from core.db import Model, db
from tests import browser as checks
from tests import make
from tests.browser import Browser

# POST routes that people use before they have signed in.
OPEN = {
    "accounts.create_account",
    "accounts.create_confirmation",
    "accounts.create_session",
    "accounts.end_session",
    "accounts.create_reset",
    "accounts.create_password",
    "styleguide.refuse",  # shows a form's errors, stores nothing
    "voting.booths.look",  # the vote code alone is the right to look and to change
    "voting.booths.change",
    "voting.counted.look",  # as it is to ask for the proof that one was counted
    "voting.counted.take_away",
    "moderation.invitations.no",  # the signed link of a mail alone is the right to say no
    "notices.old_stop",
    "notices.stop",  # the signed link of a mail alone is the right to stop these mails
}
TEXTS = ("1", "0", "999999", "-1", "rubbish", "\x00", "é" * 300, "' OR 1=1 --", "../../etc/passwd")


def _rules(app: Flask, method: str) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()))


def _url(app: Flask, rule: Rule, text: str) -> str | None:
    """The rule's address with this text (or number) in every place; None where it does not fit."""
    adapter = app.url_map.bind("localhost")
    values: dict[str, object] = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        if isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
        elif isinstance(converter, IntegerConverter):
            if not text.isdecimal():
                return None
            values[name] = int(text)
        else:
            values[name] = text
    try:
        return adapter.build(rule.endpoint, values)
    except Exception:  # noqa: BLE001 — an address that cannot be written cannot be asked for
        return None


def _fingerprint(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in Model.metadata.sorted_tables
        }


@pytest.fixture
def everyone(app: Flask, cast: make.Cast, sign_in: Callable[[int], Browser]) -> list[Browser]:
    """A visitor, a member, and everyone with a role."""
    return [
        Browser(app),
        *(sign_in(one) for one in (cast.ada, cast.chen, cast.dilys, cast.gwen, cast.hari)),
    ]


def test_no_get_writes_and_none_breaks(app: Flask, everyone: list[Browser]) -> None:
    before = _fingerprint(app)
    for rule in _rules(app, "GET"):
        for text in ("1", "rubbish"):
            url = _url(app, rule, text)
            for person in everyone if url else []:
                answer = person.client.get(url)
                assert answer.status_code < 500, (url, answer.status_code)
    assert _fingerprint(app) == before


@pytest.mark.parametrize("text", TEXTS)
def test_no_odd_address_or_query_breaks_a_page(app: Flask, text: str) -> None:
    client = app.test_client()
    names = ("q", "page", "kind", "order", "sort", "email", "next", "clp", "topic", "title", "old")
    for rule in _rules(app, "GET"):
        url = _url(app, rule, text)
        if url:
            answer = client.get(url, query_string=dict.fromkeys(names, text))
            assert answer.status_code < 500, (url, answer.status_code)


def test_no_empty_or_odd_form_breaks_and_none_is_taken(app: Flask, everyone: list[Browser]) -> None:
    for rule in _rules(app, "POST"):
        url = _url(app, rule, "1") or ""
        for person in everyone[1:]:
            secrets = person._secrets()
            for fields in (
                {},
                dict.fromkeys(("title", "text", "answer", "reason", "side"), "\x00"),
            ):
                if rule.endpoint == "accounts.end_session":
                    continue
                answer = person.client.post(url, data={**secrets, **fields})
                assert answer.status_code < 500, (url, answer.status_code)


def test_a_stranger_can_post_nothing_but_what_is_open(app: Flask, cast: make.Cast) -> None:
    stranger = Browser(app)
    for rule in _rules(app, "POST"):
        if rule.endpoint in OPEN:
            continue
        url = _url(app, rule, "1") or ""
        answer = stranger.client.post(url, data=stranger._secrets())
        assert answer.status_code == 303, (url, answer.status_code)
        assert answer.headers["Location"].startswith("/sign-in"), url


def test_every_post_needs_its_token(app: Flask, cast: make.Cast) -> None:
    member = Browser(app, member_id=cast.hari)
    for rule in _rules(app, "POST"):
        answer = member.client.post(_url(app, rule, "1") or "")
        assert answer.status_code == 400, rule


def test_every_link_leads_to_something_built() -> None:
    assert not checks.UNBUILT
