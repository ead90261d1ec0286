"""A correction publishes the whole table anew with its reason; what it was stays readable."""

import json
import subprocess
import sys

import pytest
import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from tests.voting.published import count_of, published
from voting import queries
from voting.actions.correcting import SAME, correct_poll
from voting.models import Manifest, Poll
from voting.queries.proof import bundle_file
from voting.rules import State

EVERY = ("strongly-for", "neither", "strongly-against", "more-information", "abstain")
AS_FIRST = {**dict.fromkeys(EVERY, 15), "for": 100, "against": 20}
OTHERS = {"for": 50, "against": 30}
WHY = "A batch of paper votes from Ashford Vale had been left out."


@pytest.fixture
def poll(app, cast):
    """150 for, 50 against and 15 of each other answer, published exactly."""
    with app.app_context():
        made = published(
            cast.dilys,
            [cast.ashford, cast.brambleton],
            AS_FIRST,
            OTHERS,
        )
        db.session.commit()
        return made.id


@pytest.fixture
def correct(app, poll):
    """Corrects the poll to another count."""

    def to(*pools, reason=WHY):
        with app.app_context():
            correct_poll(db.session.get_one(Poll, poll), count_of(*pools), reason=reason)
            db.session.commit()

    return to


def test_the_reason_stands_beside_the_new_figures_and_the_old_ones_stay_readable(
    poll, correct, browser
):
    correct({**AS_FIRST, "against": 120}, OTHERS)
    page = browser.get(f"/polls/{poll}/results").text
    old = browser.get(f"/polls/{poll}/results/before/1").text
    told = browser.get(f"/polls/{poll}/results.json").json

    assert WHY in page
    assert WHY in browser.get(f"/polls/{poll}/results.csv").text
    assert told["corrections"][0]["before"] in page
    assert told["headline"] in page
    assert told["total"]["took_part"] == 375
    assert "67% for, 27% against" in old
    assert "These figures were replaced" in old
    assert WHY in old


def test_with_few_ballots_between_the_two_nothing_can_be_read_off_by_subtraction(
    poll, correct, app
):
    correct({**AS_FIRST, "against": 32}, OTHERS)
    with app.app_context():
        total = queries.rows(poll)[0]
        assert total.counts is None
        assert total.took_part == 285

    correct({**AS_FIRST, "against": 132}, OTHERS, reason="And another.")
    with app.app_context():
        assert queries.rows(poll)[0].counts is None


def test_it_takes_a_reason_and_another_result_and_ballots_that_are_still_there(app, poll, correct):
    with app.app_context():
        before = queries.rows(poll)
    with pytest.raises(Refused, match="nothing to correct"):
        correct(AS_FIRST, OTHERS)
    with pytest.raises(Refused, match="Say why"):
        correct({"for": 90}, {"against": 90}, reason=" ")
    with app.app_context():
        db.session.execute(sa.update(Poll).values(state=State.PURGED.value))
        db.session.commit()
    with pytest.raises(Refused, match="destroyed"):
        correct({"for": 90}, {"against": 90})
    with app.app_context():
        assert not queries.corrections_of(poll)
        assert queries.rows(poll) == before
        assert before[0].counts is not None


def test_by_command_a_count_that_gives_the_same_corrects_nothing(hall, app):
    hall.vote_all(hall.members[:40])
    hall.finish()
    run = app.test_cli_runner().invoke

    again = run(args=["poll", "correct", str(hall.poll_id), "--reason", WHY])
    assert again.exit_code == 1
    assert SAME in again.output
    assert "There is no poll" in run(args=["poll", "correct", "999", "--reason", WHY]).output


def test_a_correction_is_signed_and_the_verifier_takes_the_last_table(hall, app, tmp_path):
    hall.vote_all(hall.members[:40])
    hall.finish()
    with app.app_context():
        poll = hall.poll()
        count = count_of({"for": 38, "against": 12})
        correct_poll(poll, count, reason=WHY)
        db.session.commit()
        (stated,) = db.session.scalars(sa.select(Manifest).where(Manifest.kind == "correction"))
        assert json.loads(stated.body)["reason"] == WHY
        bundle = tmp_path / "bundle.json"
        bundle.write_text("".join(bundle_file(poll)))
    said = subprocess.run(
        [sys.executable, "tools/verify_poll.py", str(bundle)], capture_output=True, check=False
    )
    assert said.returncode == 0, said.stdout.decode()
