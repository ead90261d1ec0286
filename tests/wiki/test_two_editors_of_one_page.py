"""Two editors at once: what both wrote is put together, or shown; one section can be edited."""

import pytest

from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Topic

TEXT = "# Fares\n\nCheap.\n\n# Routes\n\nEvery village.\n\n# Drivers\n\nWell paid."


@pytest.fixture
def page(app, football):
    """A topic with three sections, at revision 2."""
    with app.app_context():
        topic = db.session.get(Topic, football)
        actions.edit(topic, {"text": TEXT}, by=EDITOR, base=1)
        db.session.commit()
    return football


def words(base, **more):
    return {"title": "Football in primary schools", "base": str(base), **more}


def text_of(app, number):
    with app.app_context():
        return db.session.get(Topic, number).text


def test_changes_in_different_lines_are_both_kept_and_the_second_editor_is_told(
    app, cast, sign_in, page
):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    dilys.post(f"/topics/{page}/edit", words(2, text=TEXT.replace("Cheap", "Free")))
    saved = emrys.post(f"/topics/{page}/edit", words(2, text=TEXT.replace("paid", "trained")))

    assert "together with what somebody else saved" in emrys.follow(saved).text
    assert text_of(app, page) == TEXT.replace("Cheap", "Free").replace("paid", "trained")


def test_where_both_changed_the_same_line_all_versions_are_shown_and_the_rest_is_merged(
    app, cast, sign_in, page
):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    theirs = TEXT.replace("Cheap", "Free for all").replace("Every village", "Every hamlet")
    dilys.post(f"/topics/{page}/edit", words(2, text=theirs))
    mine = TEXT.replace("Cheap", "Free for some")
    answer = emrys.post(f"/topics/{page}/edit", words(2, text=mine, why="Fair"), status=422)

    for version in ("Cheap.", "Free for all.", "Free for some."):
        assert f"<dd>{version}</dd>" in answer.text
    form = answer.text.split("</textarea>")
    assert any("Free for some.\n\n# Routes\n\nEvery hamlet." in field for field in form)
    assert 'value="Fair"' in answer.text
    assert 'name="base" type="hidden" value="3"' in answer.text


def test_one_section_is_edited_by_itself_while_another_editor_adds_one_before_it(
    app, cast, sign_in, page
):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    form = dilys.get(f"/topics/{page}/edit?section=2").text
    assert "# Routes\n\nEvery village.</textarea>" in form
    assert "Cheap" not in form
    emrys.post(f"/topics/{page}/edit", words(2, text=f"# New\n\nFirst.\n\n{TEXT}"))
    dilys.post(
        f"/topics/{page}/edit",
        {"section": "2", "base": "2", "text": "# Routes\n\nEvery hamlet."},
    )

    together = f"# New\n\nFirst.\n\n{TEXT}".replace("Every village", "Every hamlet")
    assert text_of(app, page) == together
    dilys.get(f"/topics/{page}/edit?section=99")
    dilys.get("/topics/1/edit?section=1", status=404)


def test_editors_find_a_link_to_edit_behind_each_heading_and_readers_do_not(
    browser, cast, sign_in, page
):
    path = f"/topics/{page}-football-in-primary-schools"
    link = f'<a href="/topics/{page}/edit?section=2">Edit'
    dilys = sign_in(cast.dilys)

    assert link in dilys.get(path).text
    assert "# Routes" in dilys.get(f"/topics/{page}/edit?section=2").text
    assert "Edit<span" not in browser.get(path).text


def test_a_section_that_clashes_comes_back_within_the_whole_page(app, cast, sign_in, page):
    dilys, emrys = sign_in(cast.dilys), sign_in(cast.emrys)
    emrys.post(f"/topics/{page}/edit", words(2, text=TEXT.replace("Every", "Each")))
    answer = dilys.post(
        f"/topics/{page}/edit",
        {"section": "2", "base": "2", "text": "# Routes\n\nNo village."},
        status=422,
    )

    assert "<dd>Each village.</dd>" in answer.text
    assert "# Fares\n\nCheap.\n\n# Routes\n\nNo village." in answer.text
    assert 'name="section"' not in answer.text


def test_a_preview_shows_the_words_as_they_would_look_and_saves_nothing(app, cast, sign_in, page):
    dilys = sign_in(cast.dilys)
    typed = words(2, text="# Fares\n\n*Free* <script>x</script>", preview="yes")
    shown = dilys.post(f"/topics/{page}/edit", typed, status=200).text

    assert "<em>Free</em> &lt;script&gt;" in shown
    assert "*Free*" in shown
    beside = dilys.client.post(f"/topics/{page}/preview", data={**dilys._secrets(), **typed})
    assert "<em>Free</em>" in beside.text
    assert "<html" not in beside.text
    assert text_of(app, page) == TEXT
