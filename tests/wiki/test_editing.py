"""Editors write, with history; nothing typed is lost; places are moved from a page."""

import sqlalchemy as sa

from core.db import db
from tests.wiki.conftest import chain
from wiki.models import Argument, Option, Place, Topic, home_trails


def words(base, **more):
    return {
        "title": "Football in primary schools",
        "question": "Should every primary school teach football?",
        "summary": "Most schools teach it; pitches are scarce.",
        "text": "We play.",
        "why": "Clearer",
        "base": str(base),
        **more,
    }


def test_an_editor_writes_and_the_history_shows_which_words_changed(
    app, cast, sign_in, browser, football
):
    dilys = sign_in(cast.dilys)
    assert "Edit this page" in dilys.get(f"/topics/{football}-football-in-primary-schools").text
    dilys.get(f"/topics/{football}/edit")
    saved = dilys.post(f"/topics/{football}/edit", words(1, summary="Pitches are rare."))
    assert "Pitches are rare." in dilys.follow(saved).text

    page = browser.get(f"/topics/{football}/history")
    assert "Dilys Morgan" in page.text
    assert "Clearer" in page.text
    assert "<ins>" in page.text
    assert "rare" in page.text
    same = browser.get(f"/topics/{football}/history?from=2&to=2")
    assert "These revisions are the same." in same.text
    browser.get(f"/topics/{football}/history?from=7&to=2", status=404)


def test_a_stale_edit_shows_both_and_can_then_be_saved(app, cast, sign_in, football):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    dilys.post(f"/topics/{football}/edit", words(1, text="We play on grass."))

    page = emrys.post(f"/topics/{football}/edit", words(1, text="We play on sand."), status=422)
    assert "you both changed the same lines" in page.text
    for version in ("We play on grass.", "We play on sand.", "(nothing)"):
        assert f"<dd>{version}</dd>" in page.text
    assert "We play on sand.</textarea>" in page.text
    assert 'name="base" type="hidden" value="2"' in page.text
    emrys.post(f"/topics/{football}/edit", words(2, text="We play on sand or grass."))
    with app.app_context():
        assert db.session.get(Topic, football).text == "We play on sand or grass."


def test_an_earlier_revision_can_be_put_back(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    dilys.post(f"/topics/{football}/edit", words(1, text="Nonsense."))
    dilys.get(f"/topics/{football}/history")
    dilys.post(f"/topics/{football}/history", {"number": "1"})

    with app.app_context():
        topic = db.session.get(Topic, football)
        assert (topic.text, topic.revision) == ("", 3)


def test_refused_words_are_kept_and_readers_cannot_edit(app, cast, sign_in, football):
    ada, dilys = sign_in(cast.ada), sign_in(cast.dilys)
    page = dilys.post(f"/topics/{football}/edit", words(1, title=""), status=422)

    assert "Give the topic a title." in page.text
    assert "We play.</textarea>" in page.text
    ada.get(f"/topics/{football}/edit", status=403)
    ada.post(f"/topics/{football}/edit", words(1), status=403)


def test_an_editor_writes_topics_options_and_arguments(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    assert f"/topics/{football}-football" in dilys.get(f"/topics/new?parent={football}").text
    made = dilys.post(
        "/topics", {"title": "Goals", "parent": "Football in primary schools", "base": "0"}
    )
    url = made.headers["Location"]
    assert "Goals" in dilys.get(url).text
    number = url.split("/")[-1].split("-")[0]
    dilys.get(f"/topics/{number}/options/new")
    option = dilys.post(f"/topics/{number}/options", {"title": "Bigger", "text": "By far."})
    option_id = option.headers["Location"].rsplit("/", 1)[-1]
    dilys.get(f"/options/{option_id}/arguments/new")
    dilys.post(f"/options/{option_id}/arguments", {"title": "x"}, status=422)
    argument = dilys.post(
        f"/options/{option_id}/arguments", {"title": "More goals", "side": "for"}
    ).headers["Location"]
    dilys.get(f"{argument}/edit")
    dilys.post(f"{argument}/edit", {"claim": "More goals fall", "base": "1", "sense": "same"})
    dilys.get(f"/options/{option_id}/edit")
    dilys.post(
        f"/options/{option_id}/edit", {"title": "Bigger goals", "base": "1", "sense": "same"}
    )
    page = dilys.get(url)
    assert "More goals fall" in page.text
    assert "Bigger goals" in page.text
    assert "More goals fall" in dilys.get(f"/topics/{number}/history").text
    dilys.get(f"/options/{option_id}/history")
    dilys.get(f"{argument}/history")


def test_bad_parents_are_refused_in_words(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    for named, said in (
        ("Nowhere", "There is no topic “Nowhere”"),
        ("999999", "There is no topic"),
    ):
        page = dilys.post("/topics", {"title": "Goals", "parent": named, "base": "0"}, status=422)
        assert said in page.text
    with app.app_context():
        chain("Twins")
        chain("Twins")
        db.session.commit()
    page = dilys.post("/topics", {"title": "Goals", "parent": "Twins", "base": "0"}, status=422)
    assert "There are 2 topics called “Twins”" in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(Topic.id).where(Topic.title == "Goals")) is None


def test_places_are_added_made_home_and_taken_away(app, cast, sign_in, football):
    dilys = sign_in(cast.dilys)
    url = f"/topics/{football}/places"
    dilys.get(url)
    dilys.post(url, {"parent": "Education", "label": "Play"})
    page = dilys.post(url, {"parent": "Education", "label": "Play"}, status=422)
    assert "This topic stands under “Education” already." in page.text
    page = dilys.post(url, {"parent": f"/topics/{football}-x"}, status=422)
    assert "cannot stand under it" in page.text
    with app.app_context():
        new = db.session.scalar(sa.select(sa.func.max(Place.id)))
    dilys.post(f"/places/{new}/home")
    with app.app_context():
        assert home_trails([football])[football].endswith("Play")
    dilys.post(f"/places/{new}/remove", {"why": "Not there"})
    with app.app_context():
        assert home_trails([football])[football].endswith("Football")


def test_what_is_hidden_has_no_history_to_read(app, browser, football):
    with app.app_context():
        for kind in (Argument, Option):
            row = db.session.scalar(sa.select(kind))
            row.hidden_at, row.hidden_because = row.added_at, "Hidden: rule 2."
        db.session.commit()

    browser.get("/arguments/1/history", status=404)
    assert "learn better" not in browser.get(f"/topics/{football}/history").text
