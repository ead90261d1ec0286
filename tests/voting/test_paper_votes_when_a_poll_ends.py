"""Paper votes of polls that are void, destroyed, or whose key two officers hold."""

from datetime import timedelta

import pytest

from accounts.models import Clp
from core import clock, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from tests.voting.hall import editor, person
from tests.voting.paper_table import SPLIT, ashford, brambleton, number_of
from tests.voting.test_a_split_key import OTHER, WORDS, cheap, split
from voting.actions import holders, polls
from voting.actions.paper import batches, doubts
from voting.models import PaperBatch, Poll
from voting.queries.officers import Person
from voting.rules import State
from voting.rules.paper import BatchState
from voting.site import booth_of

__all__ = ["cheap", "split"]
TWELVE = {answer: people + 1 for answer, people in SPLIT.items()}


def at_stage(hall, stage: str) -> int:
    """A batch of twelve envelopes that has come so far."""
    table = ashford(hall)
    if stage == "asked":
        clp = db.session.get_one(Clp, table.clp_id)
        witness = number_of(table.witness_id)
        batch = batches.open_batch(hall.poll(), clp, table.secretary, witness_number=witness)
        db.session.commit()
        return batch.id
    batch_id = table.begin()
    table.register(batch_id, hall.members[:12])
    if stage != "registering":
        table.finish(batch_id)
    if stage == "sealed":
        table.seal(batch_id, TWELVE)
    return batch_id


@pytest.mark.parametrize("stage", ["asked", "registering", "counting", "sealed"])
def test_when_a_poll_is_void_its_paper_votes_end_and_every_page_still_opens(
    hall, app, sign_in, stage
):
    with app.app_context():
        page = f"/paper/{at_stage(hall, stage)}"
        poll = hall.poll()
        polls.close_poll(poll)
        first, second = Person(hall.cast.dilys, "Dilys"), Person(hall.cast.emrys, "Emrys")
        polls.void_poll(poll, "The question has a fault.", first, second)
        db.session.commit()
    bola, farah = sign_in(hall.cast.bola), sign_in(hall.cast.farah)

    bola.get(f"{hall.url}/paper")
    bola.post(f"{hall.url}/paper/doubts")
    for person_there in (bola, farah):
        person_there.get(page)
        for step in ("confirmations", "seen", "given-up"):
            person_there.post(f"{page}/{step}")
    farah.post(f"{page}/ends", {"left_sealed": "0"}, status=422)
    farah.post(f"{page}/envelopes", {"numbers": "M-1"}, status=422)
    with app.app_context(), clock.freeze(now() + timedelta(days=40)):
        jobs.work_once()
        assert BatchState(db.session.query(PaperBatch).one().state).is_settled


def test_when_the_list_of_who_took_part_is_destroyed_a_doubt_is_answered_with_a_sentence(
    hall, app, sign_in
):
    with app.app_context():
        batch_id = at_stage(hall, "sealed")
    hall.finish()
    with clock.freeze(now() + timedelta(days=40)):
        with app.app_context():
            jobs.work_once()
            jobs.work_once()
            assert hall.poll().state == State.PURGED
            by, number = brambleton(hall).secretary, number_of(hall.members[0])
            with pytest.raises(Refused, match="is destroyed"):
                doubts.decide(batch_id, by, number=number, is_false=True)
        bola = sign_in(hall.cast.bola)
        said = bola.follow(bola.post(f"{hall.url}/paper/doubts"))
        assert "No paper vote of yours" in said.text


def test_no_key_is_joined_before_paper_is_in_and_then_its_officers_are_asked(split, hall, app):
    with app.app_context():
        polls.open_poll(db.session.get_one(Poll, split), editor(hall.cast.dilys))
        db.session.commit()
    other = type(hall)(app, hall.cast, hall.members, split, hall.topic_id, hall.option_id)
    other.vote_all(hall.members[30:50])
    with app.app_context():
        table, batch_id = ashford(other), at_stage(other, "counting")
        polls.close_poll(other.poll())
        db.session.commit()
        for member_id, words in ((hall.cast.dilys, WORDS), (hall.cast.emrys, OTHER)):
            with pytest.raises(Refused, match="are not sealed yet"):
                holders.give_half(other.poll(), person(member_id), words)
            db.session.rollback()
        assert not booth_of(other.poll()).keys.has("seal.key")

        table.seal(batch_id, TWELVE)
        jobs.work_once()
        assert other.poll().trouble == ""  # no count without the key, and no alarm
        for member_id, words in ((hall.cast.dilys, WORDS), (hall.cast.emrys, OTHER)):
            holders.give_half(other.poll(), person(member_id), words)
            db.session.commit()
        jobs.work_once()
        assert other.poll().tallied_at is not None
