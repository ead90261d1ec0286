"""Whatever is typed or asked for: a clear answer, never a crash, nothing half stored."""

import pytest
import sqlalchemy as sa

from core.db import db
from wiki.models import Suggestion

HUGE = "9" * 30


@pytest.mark.parametrize(
    "path",
    [
        f"/topics/{HUGE}-x",
        f"/topics/{HUGE}",
        f"/options/{HUGE}",
        f"/arguments/{HUGE}",
        f"/suggestions/{HUGE}",
        f"/topics/{HUGE}/history",
        "/topics/0-x",
    ],
)
def test_what_is_not_there_is_not_found(browser, path):
    browser.get(path, status=404)


def test_odd_questions_get_an_ordinary_page(browser, football):
    browser.get(f"/suggestions?topic={HUGE}&page=-3&show=x")
    browser.get(f"/topics/{football}-football-in-primary-schools?page={HUGE}")
    browser.get(f"/topics/{football}/history?from={HUGE}&to=x")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "", "side": "for"},
        {"title": "x" * 5000, "side": "for"},
        {"title": "Pitches", "side": "sideways"},
        {"title": "Pitches", "side": "for", "text": "y" * 2001},
    ],
)
def test_a_bad_argument_is_refused_in_words_and_not_stored(app, cast, sign_in, football, fields):
    ada = sign_in(cast.ada)
    page = ada.post("/suggestions", {"asks_for": "argument", "option": 1, **fields}, status=422)

    assert "There is a problem" in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Suggestion)) == 0


def test_odd_characters_are_kept_or_left_out_but_never_break_a_page(app, cast, sign_in, football):
    ada = sign_in(cast.ada)
    title = "<script>alert(1)</script> \x00 \u200b\u202e \ufdfd “x”"
    sent = ada.post(
        "/suggestions",
        {"asks_for": "argument", "option": 1, "side": "for", "title": title, "text": "<img src=x>"},
    )
    page = ada.get(sent.headers["Location"])

    assert "<script>alert" not in page.text
    assert "<img" not in page.text


def test_a_better_text_with_an_odd_base_is_refused(cast, sign_in, football):
    fields = {"asks_for": "wording", "topic": football, "text": "Better.", "base": HUGE}

    sign_in(cast.ada).post("/suggestions", fields, status=422)


def test_an_odd_parent_is_refused(cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    for parent in (HUGE, "../../etc", "x" * 300):
        dilys.post("/topics", {"title": "Goals", "parent": parent, "base": "0"}, status=422)
