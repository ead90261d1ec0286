"""What is typed is kept for its writer, for nobody else, and not for longer than it is needed."""

from datetime import timedelta

import sqlalchemy as sa

from core import jobs
from core.clock import freeze, now
from core.db import db
from wiki.models import Draft


def typed(football, text="Half a senten", **more):
    return {
        "draft_of": f"/topics/{football}/edit",
        "draft_title": "Edit “Football”",
        "title": "Football in primary schools",
        "text": text,
        "base": "1",
        **more,
    }


def count(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Draft))


def test_a_draft_waits_in_its_form_and_on_its_writers_page_and_nowhere_else(
    app, cast, sign_in, football
):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    saved = dilys.post("/drafts", typed(football))

    page = dilys.follow(saved).text
    assert "This is your draft" in page
    assert "Half a senten</textarea>" in page
    assert "Edit “Football”" in dilys.get("/account").text
    assert "Edit “Football”" in dilys.get("/drafts").text
    assert dilys.client.get("/drafts.json").json[0]["words"]["text"] == "Half a senten"
    for path in (f"/topics/{football}/edit", "/account", "/drafts", "/drafts.json"):
        assert "Half a senten" not in emrys.client.get(path).text
        assert "Edit “Football”" not in emrys.client.get(path).text
    emrys.post("/drafts/1/end", status=404)


def test_what_is_new_has_drafts_too_which_go_when_it_is_sent(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    for path, sent_to, fields in (
        ("/topics/new", "/topics", {"title": "Goals", "base": "0"}),
        (f"/topics/{football}/options/new", f"/topics/{football}/options", {"title": "Play on"}),
        ("/options/1/arguments/new", "/options/1/arguments", {"title": "Joy", "side": "for"}),
    ):
        dilys.get(path)
        kept = {**fields, "draft_of": path, "draft_title": "New"}
        page = dilys.follow(dilys.post("/drafts", kept)).text
        assert "This is your draft" in page
        assert f'value="{fields["title"]}"' in page
        dilys.post(sent_to, kept)
        assert count(app) == 0


def test_the_script_gets_no_page_and_one_form_has_one_draft(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    for text in ("One", "One two"):
        answer = dilys.client.post(
            "/drafts",
            data={**dilys._secrets(), **typed(football, text)},
            headers={"Accept": "application/json"},
        )
        assert (answer.status_code, answer.data) == (204, b"")

    assert count(app) == 1
    assert "One two</textarea>" in dilys.get(f"/topics/{football}/edit").text


def test_saving_the_form_ends_its_draft_and_a_late_word_of_the_script_does_not_bring_it_back(
    app, cast, sign_in, football
):
    dilys = sign_in(cast.dilys)
    dilys.post("/drafts", typed(football))
    refused = dilys.post(f"/topics/{football}/edit", typed(football, title=""), status=422)
    assert "Give the topic a title." in refused.text
    assert count(app) == 1
    dilys.get(f"/topics/{football}/edit")
    secrets = dilys._secrets()
    dilys.client.post(f"/topics/{football}/edit", data={**secrets, **typed(football, "Whole.")})
    assert count(app) == 0
    dilys.client.post("/drafts", data={**secrets, **typed(football, "Whole.")})

    assert count(app) == 0


def test_a_draft_is_merged_with_what_was_saved_since_it_was_begun(app, cast, sign_in, football):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    dilys.post("/drafts", typed(football, "We play."))
    emrys.post(f"/topics/{football}/edit", typed(football, "", question="Why?", summary=""))

    page = dilys.get(f"/topics/{football}/edit").text
    assert "The page has been changed since" in page
    assert 'name="base" type="hidden" value="1"' in page


def test_drafts_go_after_ninety_days_untouched_or_when_thrown_away(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    dilys.post("/drafts", typed(football))
    dilys.post("/drafts", typed(football, draft_of="/topics/new"))
    dilys.post("/drafts/1/end")
    assert count(app) == 1
    for days, left in ((89, 1), (91, 0)):
        with app.app_context(), freeze(now() + timedelta(days=days)):
            jobs.work_once()
        assert count(app) == left


def test_a_draft_that_is_too_long_or_of_nothing_is_refused(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    page = dilys.post("/drafts", typed(football, "x" * 300_001), status=409)
    assert "a draft may have 300,000" in page.text
    dilys.post("/drafts", {"draft_of": "//evil.example/", "text": "x"})

    assert count(app) == 0
