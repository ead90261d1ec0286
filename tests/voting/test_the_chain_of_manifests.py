"""What polls state in public stands in one chain, signed, with one end."""

import json
import random
import threading
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
import sqlalchemy as sa

from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from voting.actions import mending, polls
from voting.booth import CountStopped
from voting.models import Poll, PollRow
from voting.models.manifests import ChainEnd, Manifest, PollTrackers
from voting.proof import chain, manifests, merkle, site_key
from voting.proof.canonical import canonical
from voting.queries import proof as queries
from voting.site import booth_of


def entries() -> list[Manifest]:
    return list(db.session.scalars(sa.select(Manifest).order_by(Manifest.number)))


def cut_by_the_rfc(items):
    if len(items) < 2:
        return merkle.leaf(items[0]) if items else sha256(b"").digest()
    half = 1
    while half * 2 < len(items):
        half *= 2
    return sha256(b"\1" + cut_by_the_rfc(items[:half]) + cut_by_the_rfc(items[half:])).digest()


def test_lists_are_cut_as_rfc_6962_says_and_every_item_has_a_path_that_fits_no_other():
    chance = random.Random(6962)
    for size in range(34):
        items = sorted(chance.randbytes(10) for _ in range(size))
        root = merkle.root(items)
        assert root == cut_by_the_rfc(items)
        for place, item in enumerate(items):
            path = merkle.path(items, place)
            assert merkle.root_by_path(item, place, size, path) == root
            assert merkle.root_by_path(chance.randbytes(10), place, size, path) != root
            assert merkle.root_by_path(item, place, size, [*path, root]) is None


def test_one_value_has_one_form_and_what_has_none_is_refused():
    assert canonical({"b": [1, True, None], "a": 'é"\n\x1f'}) == (
        b'{"a":"\xc3\xa9\\"\\n\\u001f","b":[1,true,null]}'
    )
    for wrong in (0.5, {1: "a"}, 2**60, "\ud800", {"a": {1.5}}):
        with pytest.raises(ValueError, match=r".+"):
            canonical(wrong)


def test_every_step_of_a_poll_is_an_entry_that_names_the_one_before_and_is_signed(hall):
    hall.vote_all(hall.members[:30])
    with hall.app.app_context():
        polls.mix_poll(hall.poll())
        db.session.commit()
    hall.finish()
    with hall.app.app_context(), freeze(now() + timedelta(days=60)):
        polls.purge_poll(hall.poll())
        db.session.commit()
        found = entries()

    assert [entry.kind for entry in found] == ["key", "opening", "note", "note", "closing", "purge"]
    assert found[0].previous_hash == chain.BEGINNING
    key = json.loads(found[0].body)["public_key"]
    for before, entry in pairwise(found):
        header = json.loads(entry.header)
        assert header["previous"] == entry.previous_hash == before.hash
        assert header["body"] == sha256(entry.body.encode()).hexdigest()
        assert site_key.is_signed(entry.header.encode(), entry.signature, key)
    shut, closing = json.loads(found[3].body), json.loads(found[4].body)
    assert shut["root"] == closing["trackers"]["root"]
    assert closing["channels"]["web"] == 30
    assert sum(closing["rows"][0]["percents"].values()) == 100


def test_the_list_of_a_counted_poll_is_the_trackers_that_lay_in_its_box(hall):
    hall.vote_all(hall.members[:12])
    with hall.app.app_context():
        polls.close_poll(hall.poll())
        trackers = [tracker for tracker, _ in booth_of(hall.poll()).box.sealed()]
        polls.count_poll(hall.poll())
        kept = db.session.get_one(PollTrackers, hall.poll_id).trackers

    assert kept == b"".join(sorted(trackers))


def test_nothing_is_counted_when_the_box_is_not_what_it_was_when_it_was_shut(hall):
    hall.vote_all(hall.members[:12])
    with hall.app.app_context():
        polls.close_poll(hall.poll())
        db.session.commit()
        count = polls.open_ballots(hall.poll())
        shut = entries()[-1]
        shut.body = shut.body.replace(json.loads(shut.body)["root"], merkle.root([b"other"]).hex())
        with pytest.raises(CountStopped):
            polls.publish(hall.poll(), count)
        db.session.rollback()

        assert db.session.get_one(Poll, hall.poll_id).state == "closed"
        assert db.session.scalar(sa.select(sa.func.count(PollTrackers.poll_id))) == 0


def test_a_daily_note_says_no_more_of_turnout_than_the_page_and_cannot_be_tried_out(hall):
    hall.vote_all(hall.members[:30])
    with hall.app.app_context():
        polls.mix_poll(hall.poll())
        polls.mix_poll(hall.poll())
        trackers = sorted(tracker for tracker, _ in booth_of(hall.poll()).box.sealed())
        notes = [json.loads(entry.body) for entry in entries() if entry.kind == "note"]

    assert [note["turnout"] for note in notes] == [25]
    assert set(notes[0]) == {"box", "turnout", "root"}
    assert notes[0]["root"] != merkle.root(trackers).hex()


def test_of_two_who_append_at_once_one_waits_and_no_number_is_given_twice(hall):
    ready, made = threading.Barrier(2), []

    def state() -> None:
        with hall.app.app_context():
            ready.wait(5)
            entry = manifests.voided(hall.poll(), "A trial.")
            made.append(entry.number if entry else 0)
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=state) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    with hall.app.app_context():
        assert sorted(made) == [3, 4]
        assert [entry.number for entry in entries()] == [1, 2, 3, 4]
        assert db.session.scalars(sa.select(ChainEnd)).one().number == 4


def test_a_second_successor_of_an_entry_is_refused_by_the_database(hall):
    with hall.app.app_context():
        last = entries()[-1]
        columns = {c.name: getattr(last, c.name) for c in Manifest.__table__.columns}
        db.session.add(Manifest(**{**columns, "number": 99, "hash": "f" * 64}))
        with pytest.raises(sa.exc.IntegrityError):
            db.session.flush()


def test_a_new_key_is_signed_by_the_old_and_signs_what_follows(hall):
    with hall.app.app_context():
        old = db.session.scalars(sa.select(ChainEnd)).one().key
        changed = chain.change_key("Once a year.")
        after = manifests.voided(hall.poll(), "A trial.")
        new = json.loads(changed.body)["public_key"]

        assert site_key.is_signed(changed.header.encode(), changed.signature, old)
        assert after is not None
        assert site_key.is_signed(after.header.encode(), after.signature, new)
        assert not site_key.is_signed(after.header.encode(), after.signature, old)


def test_a_chain_that_fell_back_with_a_backup_takes_its_end_back_from_any_copy(hall):
    with hall.app.app_context():
        for why in ("One.", "Two.", "Three."):
            manifests.voided(hall.poll(), why)
        db.session.commit()
        copy, whole = queries.chain_file(0), [entry.hash for entry in entries()]
        fall_back_to(3)
        assert mending.take_back(copy) == 2
        assert [entry.hash for entry in entries()] == whole
        assert mending.problems() == []
        assert manifests.voided(hall.poll(), "It goes on.").number == 6


def fall_back_to(number: int) -> None:
    """As a backup of an earlier day would be."""
    db.session.execute(sa.delete(Manifest).where(Manifest.number > number))
    end = db.session.scalars(sa.select(ChainEnd)).one()
    end.number, end.hash = number, entries()[-1].hash
    db.session.commit()


def test_a_copy_that_was_altered_or_is_of_another_chain_is_refused(hall):
    with hall.app.app_context():
        manifests.voided(hall.poll(), "One.")
        db.session.commit()
        copy = json.loads(queries.chain_file(0))
        fall_back_to(2)
        altered = json.loads(json.dumps(copy))
        altered["chain"][2]["body"]["why"] = "Two."
        unsigned = json.loads(json.dumps(copy))
        unsigned["chain"][2]["signature"] = "00" * 64
        other = json.loads(json.dumps(copy))
        other["chain"][1]["header"]["made_on"] = "2020-01-01"
        for wrong in (altered, unsigned, other):
            with pytest.raises(Refused):
                mending.take_back(json.dumps(wrong))
            db.session.rollback()
        assert len(entries()) == 2


@pytest.mark.parametrize("column", ["header", "body", "signature", "previous_hash"])
def test_whoever_alters_the_chain_in_the_database_is_found_by_the_check(hall, column):
    with hall.app.app_context():
        assert mending.problems() == []
        opening = entries()[1]
        value = getattr(opening, column)
        setattr(opening, column, value[:-3] + ("1" if value[-3] != "1" else "2") + value[-2:])
        db.session.commit()

        assert mending.problems() != []


def test_killed_between_count_and_statement_nothing_is_half_published(hall):
    """The worker dies when all rows are written and the chain is about to be: all, or nothing."""
    hall.vote_all(hall.members[:12])
    with hall.app.app_context():
        polls.close_poll(hall.poll())
        db.session.commit()
        before = len(entries())
    with hall.app.app_context():
        polls.count_poll(hall.poll())
        db.session.flush()
        assert len(entries()) == before + 1
        db.session.connection().invalidate()  # the process is gone before it committed
        db.session.rollback()
    with hall.app.app_context():
        assert len(entries()) == before
        assert hall.poll().state == "closed"
        assert not list(db.session.scalars(sa.select(PollRow)))
        polls.count_poll(hall.poll())
        db.session.commit()
        assert [entry.kind for entry in entries()][before:] == ["closing"]
        assert mending.problems() == []
