"""T15 and T16: killed at any point, closed while people vote, no space left."""

import os
import random
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.files import copy
from tests.voting.boxes import Poll, same_poll
from voting.box import Cast
from voting.box.sqlite import SqliteBox
from voting.keys import KeysMissing
from voting.methods.support_scale import Answer

TRIALS = 20
Say = Callable[[str], object]
Work = Callable[[Poll, Say], None]


def killed_after(seconds: float, poll: Poll, *, work: Work) -> list[tuple[int, str]]:
    """Work in another process until it is killed so long after the first; what it acknowledged."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        child = os.fork()
    if child == 0:
        work(poll, lambda line: os.write(writing, f"{line}\n".encode()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        lines = [said.readline()]  # however busy the machine, it has begun
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += said.read().splitlines()
    return [(int(member), code) for member, code in (line.split() for line in lines)]


def vote_until_killed(poll: Poll, say: Say, *, mix_every: int = 0) -> None:
    start = poll.booth.box.sizes().took_part * 1000
    for member in range(start, start + 100_000):
        _, code = poll.vote(member)
        say(f"{member} {code}")
        if mix_every and member % mix_every == 0:
            poll.booth.box.mix()


def assert_whole(poll: Poll) -> None:
    assert isinstance(poll.booth.box, SqliteBox)
    box = sqlite3.connect(poll.booth.box.path)
    assert box.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    box.close()
    sizes = poll.booth.box.sizes()
    assert sizes.took_part == sizes.ballots


def test_killed_at_twenty_random_points_every_acknowledged_ballot_is_there(sqlite_poll):
    chance = random.Random(16)
    acknowledged = []
    for trial in range(TRIALS):
        acknowledged += killed_after(
            chance.uniform(0, 0.1),
            sqlite_poll,
            work=partial(vote_until_killed, mix_every=3) if trial % 2 else vote_until_killed,
        )
        assert_whole(sqlite_poll)

    assert len(acknowledged) >= TRIALS
    for member, code in acknowledged:
        assert sqlite_poll.booth.read_back(code).answer == Answer.FOR
        assert sqlite_poll.vote(member, code=code)[0] is Cast.AGAIN
    sqlite_poll.booth.close()
    assert sqlite_poll.booth.count({1}).ballots >= len(acknowledged)


def test_killed_between_moving_and_rewriting_the_next_mix_finishes_the_work(
    sqlite_poll, monkeypatch
):
    box = sqlite_poll.booth.box
    codes = [sqlite_poll.vote(member)[1] for member in range(10)]
    with monkeypatch.context() as patch:
        patch.setattr(SqliteBox, "_write_anew", lambda _box: os.kill(os.getpid(), signal.SIGKILL))
        killed_while_mixing(box)
    assert_whole(sqlite_poll)
    assert box.sizes().mixed == 10
    assert box.needs_mixing(mix_min=1000)

    box.mix()

    assert not box.needs_mixing(mix_min=1000)
    assert all(sqlite_poll.booth.read_back(code) for code in codes)


def killed_while_mixing(box: SqliteBox) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        box.mix()
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_whoever_was_acknowledged_while_the_poll_closed_is_counted_and_nobody_else(poll):
    with ThreadPoolExecutor(6) as pool:
        voting = [pool.submit(poll.vote, member) for member in range(80)]
        while poll.booth.box.sizes().took_part < 15:
            time.sleep(0.005)
        poll.booth.close()
        answers = [vote.result()[0] for vote in voting]

    count = poll.booth.count({1})

    assert count.ballots == answers.count(Cast.RECORDED) >= 15
    assert set(answers) <= {Cast.RECORDED, Cast.CLOSED}


def test_mixing_while_people_vote_and_look_loses_nothing(poll):
    with ThreadPoolExecutor(6) as pool:
        mixing = [pool.submit(poll.booth.box.mix) for _ in range(8)]
        codes = [vote.result()[1] for vote in [pool.submit(poll.vote, n) for n in range(60)]]
        looks = [pool.submit(poll.booth.read_back, code) for code in codes]
        mixing += [pool.submit(poll.booth.box.mix) for _ in range(8)]
        assert all(look.result() for look in looks)
        for mix in mixing:
            mix.result()

    assert poll.booth.box.sizes().took_part == poll.booth.box.sizes().ballots == 60


def test_a_box_that_was_lost_is_not_quietly_made_anew(sqlite_poll):
    sqlite_poll.booth.box.destroy()

    with pytest.raises(sqlite3.OperationalError):
        sqlite_poll.vote(1)
    assert not sqlite_poll.booth.box.path.exists()


def test_without_its_secrets_a_box_takes_no_votes(sqlite_poll):
    sqlite_poll.booth.destroy()

    with pytest.raises(KeysMissing):
        same_poll(sqlite_poll.url, sqlite_poll.data_dir, sqlite_poll.booth.poll)


def test_a_box_put_back_from_a_backup_is_the_one_that_is_used_from_then_on(sqlite_poll, tmp_path):
    """Also by a process that had the former file open: no ballot goes into one without a name."""
    path = sqlite_poll.booth.box.path
    _, code = sqlite_poll.vote(1)
    sqlite_poll.booth.box.mix()
    copy(path, tmp_path / "backup")
    sqlite_poll.vote(2)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink()
    (tmp_path / "backup").replace(path)

    assert sqlite_poll.vote(3)[0] is Cast.RECORDED

    assert sqlite_poll.booth.read_back(code)
    fresh = sqlite3.connect(path)
    assert fresh.execute("SELECT count(*) FROM participation").fetchone() == (2,)
    fresh.close()
