"""T5 and T8: what the main database, the files and the log know after people have voted."""

import logging

import pytest
import sqlalchemy as sa

from core import events
from core.db import Model, db
from tests import files
from tests.voting.hall import code_on
from voting import codes
from voting.actions import votes
from voting.methods.support_scale import Answer
from voting.site import booth_of


def everything(app) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the main database."""
    with app.app_context():
        return {
            table.name: sorted(map(tuple, db.session.execute(sa.select(table))), key=repr)
            for table in Model.metadata.sorted_tables
        }


def test_no_row_of_the_main_database_differs_after_voting_changing_and_withdrawing(
    hall, sign_in, app
):
    ada, bola = sign_in(hall.cast.ada), sign_in(hall.cast.bola)
    before = everything(app)

    for person in (ada, bola):
        code = code_on(person.get(f"{hall.url}/vote").text)
        person.post(f"{hall.url}/vote", {"answer": "against", "code": code}, status=200)
        person.post(f"{hall.url}/vote", {"answer": "against", "code": code}, status=200)
        person.post("/box", {"code": code}, status=200)
        person.post("/box/change", {"code": code, "answer": "neither"}, status=200)
    bola.post("/box/withdraw", {"code": code}, status=200)

    assert hall.sizes().ballots == 1
    assert everything(app) == before


def test_a_write_to_the_main_database_while_somebody_votes_is_a_bug_that_shows(
    hall, sign_in, monkeypatch
):
    ada = sign_in(hall.cast.ada)
    monkeypatch.setattr(
        votes, "cast", lambda poll, _person, **_: events.record("voted", poll, actor_id=None)
    )

    with pytest.raises(RuntimeError, match="tried to write"):
        ada.post(f"{hall.url}/vote", {"answer": "for", "code": codes.new_code()})


def in_the_box(hall) -> bytes:
    """What a box holds for the ballots; on PostgreSQL it is no file."""
    with hall.app.app_context():
        box = booth_of(hall.poll()).box
        box.mix()
        return b"".join(sealed for _, sealed in box.sealed())


def test_no_file_and_no_log_line_holds_code_answer_or_pool(hall, app, caplog, sign_in):
    caplog.set_level(logging.DEBUG)
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{hall.url}/vote").text)
    ada.post(f"{hall.url}/vote", {"answer": "strongly-against", "code": code}, status=200)
    vote_codes = [code.replace("-", "")]
    vote_codes += hall.vote_all(hall.members, Answer.STRONGLY_AGAINST)
    folder = app.extensions["settings"].data_path
    secrets = app.extensions["settings"].secrets_path
    words = [*vote_codes, *map(codes.printed, vote_codes)]

    found = [
        (name, word)
        for name, content in files.contents(folder).items()
        if not (folder / name).is_relative_to(secrets)
        for word in words
        if word.encode() in content
    ]

    assert found == []
    assert [word for word in (*words, "strongly-against") if word in caplog.text] == []
    assert "strongly-against" not in repr(everything(app))  # files still hold other tests' results
    boxes = files.contents(folder / "boxes")
    for label in ("Ashford Vale", "Brambleton", "against", "pool"):
        assert [name for name, content in boxes.items() if label.encode() in content] == []
        assert label.encode() not in in_the_box(hall)


# Whoever adds to these lists says that it is nobody's vote: who holds an office in a poll, and when
# something happened to the poll as a whole.
OFFICES = {
    *("poll.opened_by_id", "poll_officer.member_id", "poll_act.by_id", "poll_act.with_id"),
    *("paper_batch.secretary_id", "paper_batch.witness_id"),
    "poll_correction.by_id",
    *("paper_doubt.decided_by_id", "paper_recount.done_by_id"),
}
TIMES = {
    *(f"poll.{what}_at" for what in ("opened", "closes", "tallied", "counted", "hidden")),
    *("poll_act.asked_at", "poll_act.done_at", "poll_step.taken_at"),
    *("poll_correction.counted_at", "poll_correction.corrected_at"),
}
BYTES = {"poll.public_key", "poll_trackers.trackers", "poll_trackers.branches"}


def columns_of_voting() -> list[sa.Column[object]]:
    return [
        column
        for table in Model.metadata.sorted_tables
        if table.name.startswith(("poll", "paper", "ballot", "vote"))
        for column in table.columns
    ]


def test_the_tables_of_voting_have_no_place_for_a_voter_a_ballot_or_a_time_of_voting():
    columns = columns_of_voting()

    people = {
        str(c) for c in columns for key in c.foreign_keys if key.column.table.name == "member"
    }
    times = {str(c) for c in columns if "datetime" in str(c.type).lower()}
    packed = {str(c) for c in columns if isinstance(c.type, sa.LargeBinary)}

    assert people
    assert times
    assert packed
    assert people <= OFFICES
    assert times <= TIMES
    assert packed <= BYTES
    assert len(columns) > 60


def test_a_vote_code_stands_in_no_address(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("voting.")]

    assert {argument for rule in rules for argument in rule.arguments} == {
        *("poll_id", "batch_id", "number"),  # of paper votes; of a statement of the chain
    }


def test_a_locked_box_says_so_in_no_words_about_the_vote(hall, sign_in, app):
    """An error on casting is a page that repeats nothing but what the voter typed."""
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{hall.url}/vote").text)

    answer = ada.client.post(f"{hall.url}/vote", data={"answer": "for", "code": code})

    assert answer.status_code == 400  # no token
    assert code not in answer.text


def test_no_answer_to_a_voter_is_stored_leads_elsewhere_or_touches_their_session(hall, sign_in):
    ada = sign_in(hall.cast.ada)
    ballot = ada.get(f"{hall.url}/vote")
    code = code_on(ballot.text)
    cast = ada.post(f"{hall.url}/vote", {"answer": "for", "code": code}, status=200)
    changed = ada.post("/box/change", {"answer": "against", "code": code}, status=200)

    for answer in (ballot, cast, changed):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in cast.headers
    assert "Set-Cookie" not in changed.headers
