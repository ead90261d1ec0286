"""T16 and T17: kill -9 at any point, a power cut, a full disk, a read-only one, a lock.

The same trials, hundreds of them, are in the benchmark of ballots.
"""

import os
import random
import resource
import sqlite3
import stat

import pytest

from tests.files import content, copy
from tests.voting.boxes import new_poll
from tests.voting.conftest import postgres_url
from tests.voting.hall import code_on
from tests.voting.killing import WORK, Trial
from voting import codes
from voting.box import Cast, Sizes
from voting.box.sqlite import SqliteBox

EACH = 5


@pytest.mark.parametrize("work", WORK)
def test_killed_while_it_casts_mixes_counts_or_purges_nothing_is_lost_or_half_done(work, tmp_path):
    trial = Trial("sqlite://", tmp_path, random.Random(work))
    for _ in range(EACH):
        trial.run(work)

    assert (trial.lost, trial.half) == (0, 0)
    assert trial.acknowledged >= 8 * EACH


@pytest.mark.postgres
@pytest.mark.parametrize("work", WORK)
def test_killed_beside_postgresql_nothing_is_lost_or_half_done(work, tmp_path):
    trial = Trial(postgres_url(), tmp_path, random.Random(work))
    for _ in range(2):
        trial.run(work)

    assert (trial.lost, trial.half) == (0, 0)


def test_a_power_cut_that_keeps_only_what_was_synced_loses_no_acknowledged_ballot(
    sqlite_poll, tmp_path
):
    """SQLite's log is cut at any byte from where it stood when the last ballot was acknowledged.

    What was synced before the acknowledgement stays; of what came later any part may be missing.
    """
    path, chance = sqlite_poll.booth.box.path, random.Random(4)
    log = path.with_name(path.name + "-wal")
    acknowledged = [sqlite_poll.vote(member)[1] for member in range(6)]
    synced = log.stat().st_size
    for member in range(6, 12):
        sqlite_poll.vote(member)  # not acknowledged: the power fails
    logged = content(log)
    for number in range(12):
        after = tmp_path / f"after{number}"
        after.mkdir()
        copy(path, after / "box.sqlite")
        cut = chance.randint(synced, len(logged))
        noise = chance.randbytes(chance.randint(0, 64))
        (after / "box.sqlite-wal").write_bytes(logged[:cut] + noise)
        box = SqliteBox(after / "box.sqlite")
        sizes = box.sizes()
        assert sizes.took_part == sizes.ballots >= len(acknowledged)
        assert all(box.find(tracker_of(sqlite_poll, code)) for code in acknowledged)


def tracker_of(poll, code):
    return codes.tracker(poll.booth.poll, code)


def test_every_acknowledged_cast_was_synced_first(sqlite_poll):
    box = sqlite_poll.booth.box
    with box._connection() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


# -- T17 ------------------------------------------------------------------------------------


@pytest.fixture
def full_disk():
    """No file may grow beyond what it is: writes fail as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield fill
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_a_vote_is_refused_nothing_is_half_written_and_a_retry_works(
    sqlite_poll, full_disk
):
    _, first = sqlite_poll.vote(1)
    log = sqlite_poll.booth.box.path.with_name(sqlite_poll.booth.box.path.name + "-wal")
    full_disk(log.stat().st_size + 100)
    with pytest.raises(sqlite3.OperationalError, match=r"full|disk I/O"):
        sqlite_poll.vote(2)
    resource.setrlimit(
        resource.RLIMIT_FSIZE,
        (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]),
    )

    assert sqlite_poll.booth.box.sizes() == Sizes(took_part=1, pending=1, mixed=0)
    assert sqlite_poll.vote(2)[0] is Cast.RECORDED
    assert sqlite_poll.booth.read_back(first)


def test_a_box_that_cannot_be_written_to_takes_no_vote_and_can_still_be_read(tmp_path, monkeypatch):
    poll = new_poll("sqlite://", tmp_path)
    _, code = poll.vote(1)
    poll.booth.box.mix()
    uri = SqliteBox.__dict__["_uri"].fget

    monkeypatch.setattr(
        SqliteBox, "_uri", property(lambda box: uri(box).replace("mode=rw", "mode=ro"))
    )
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        poll.vote(2)
    assert poll.booth.read_back(code)
    monkeypatch.undo()

    assert poll.vote(2)[0] is Cast.RECORDED


def test_a_locked_box_is_waited_for_and_then_said_to_be_busy(sqlite_poll, monkeypatch):
    monkeypatch.setattr("voting.box.sqlite._BUSY_SECONDS", 0.05)
    blocker = sqlite3.connect(sqlite_poll.booth.box.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite_poll.vote(1)
    blocker.execute("ROLLBACK")
    blocker.close()

    assert sqlite_poll.vote(1)[0] is Cast.RECORDED


@pytest.mark.parametrize("problem", ["database is locked", "database or disk is full"])
def test_the_voter_reads_a_sentence_and_sends_the_same_page_again(
    problem, hall, sign_in, monkeypatch
):
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{hall.url}/vote").text)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError(problem)

    with monkeypatch.context() as broken:
        broken.setattr(SqliteBox, "cast", fail)
        broken.setattr("voting.box.postgres.PostgresBox.cast", fail)
        refused = ada.post(f"{hall.url}/vote", {"answer": "for", "code": code}, status=503)

    assert "nothing was stored and nothing was changed" in refused.text
    assert code in refused.text
    assert hall.sizes().ballots == 0
    ada.post(f"{hall.url}/vote", {"answer": "for", "code": code}, status=200)
    assert hall.sizes().ballots == 1


def test_secrets_and_boxes_belong_to_the_site_alone(sqlite_poll):
    path = sqlite_poll.booth.box.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.access(path, os.W_OK)
