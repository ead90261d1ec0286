"""Search from a shell: hits as JSON, the index anew, and whether it is true."""

import json

import sqlalchemy as sa

from core.clock import now
from core.db import db
from core.jobs import work_once
from search import engine, indexer
from tests.search.pages import EDITOR, hide, indexed, topic
from wiki import actions


def run(app, *words, code=0):
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == code, result.output
    return result.output


def test_hits_come_as_json_for_scripts(app, wiki):
    hits = json.loads(run(app, "search", "lunch", "--json", "--limit", "1"))
    assert [(hit["kind"], hit["id"]) for hit in hits] == [("option", wiki.free)]
    assert hits[0]["url"] == f"/options/{wiki.free}"
    assert hits[0]["title"] == "Free lunch for all pupils"
    assert hits[0]["score"] > 0


def test_hits_come_as_lines_for_people(app, wiki):
    assert f"Buses  /topics/{wiki.buses}-buses" in run(app, "search", "tram")


def test_everything_answers_without_an_index(app):
    with app.app_context():
        actions.add_topic("Ferries", by=EDITOR)
        db.session.commit()
    assert "Ferries" in run(app, "search", "ferr")
    asked = app.test_cli_runner().invoke(args=("search", "zxqv", "--json"))
    assert json.loads(asked.stdout) == []
    assert "only titles were looked at" in asked.stderr
    assert "no index that can be read" in run(app, "doctor", code=1)
    assert "1 documents" in run(app, "reindex")
    assert "Ferries" in run(app, "search", "ferry")


def test_the_index_is_built_anew(app, wiki, monkeypatch):
    monkeypatch.setattr(indexer, "SWITCH_SECONDS", 0.1)  # a minute, else, for the writer to end
    assert "5 documents" in run(app, "reindex")
    with app.app_context(), engine.index().folder.writing():
        assert "Another process" in run(app, "reindex", code=1)


def test_the_doctor_finds_what_has_drifted_and_has_it_mended(app, wiki):
    assert "5 documents in the index" in run(app, "doctor")
    with app.app_context():
        engine.index().delete([f"topic:{wiki.meals}"])
        db.session.execute(sa.text("UPDATE topic SET title = 'Trams' WHERE title = 'Buses'"))
        db.session.commit()

    report = run(app, "doctor", code=1)
    assert f"missing: 1: topic:{wiki.meals}" in report
    assert f"outdated: 1: topic:{wiki.buses}" in report
    with app.app_context():
        work_once()
    run(app, "doctor")


def test_the_doctor_finds_what_is_left_over(app, wiki):
    with app.app_context():
        topic(wiki.buses).hidden_at = now()
        db.session.commit()
    assert f"left over: 1: topic:{wiki.buses}" in run(app, "doctor", "--only-look", code=1)
    run(app, "doctor", code=1)


def test_the_doctor_finds_events_about_nothing(app, wiki):
    with app.app_context():
        db.session.execute(
            sa.text("UPDATE event SET subject_id = 999 WHERE name = 'argument.added'")
        )
        db.session.commit()
    assert "orphans: 1: argument:999" in run(app, "doctor", code=1)


def test_hidden_things_are_not_searched_from_a_shell_either(app, wiki):
    hide(app, wiki.buses)
    indexed(app)
    assert run(app, "search", "tram") == ""
