"""Killed with no warning at any point of a cast, a mix, a count or a purge; and a full disk.

A child process works and says what it has finished, one line each; then it is killed. What it had
acknowledged must be there, and doing the same again must finish the work.
"""

import os
import random
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable
from functools import cache
from typing import NoReturn

from tests.voting.boxes import Poll, new_poll, same_poll
from voting.booth import CountStopped
from voting.box import Cast, postgres
from voting.box.sqlite import SqliteBox
from voting.keys import KeysMissing

LONGEST = {"cast": 0.08, "mix": 0.08, "count": 0.03, "purge": 0.006}  # seconds until the kill
WORK = tuple(LONGEST)


def killed_after(seconds: float, work: Callable[[int], NoReturn]) -> list[str]:
    """Work in another process until it is killed so long after its first line; what it said."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        child = os.fork()
    if child == 0:
        with_engines_of_its_own()
        try:
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        lines = [said.readline()]  # however busy the machine, it has begun
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [
            line for line in [*lines, *said.read().splitlines(keepends=True)] if line.endswith("\n")
        ]


_of_parent: list[object] = []


def with_engines_of_its_own() -> None:
    """Leave the parent’s connections alone: closing them here would cut them there."""
    _of_parent.append(postgres._engine)
    postgres._engine = cache(postgres._engine.__wrapped__)


class Trial:
    """One kill while a poll is at some work, and the look at what is left."""

    def __init__(self, url: str, folder, chance: random.Random) -> None:
        self._url, self._folder, self._chance = url, folder, chance
        self.lost = self.half = self.acknowledged = 0

    def run(self, work: str) -> None:
        poll = new_poll(self._url, self._folder)
        codes = {member: poll.vote(member)[1] for member in range(8)}
        if work in {"count", "purge"}:
            poll.booth.close()
        seconds = self._chance.uniform(0, LONGEST[work])
        said = killed_after(seconds, lambda out: getattr(self, f"_{work}")(poll.booth.poll, out))
        codes |= {int(m): code for m, code in (line.split()[1:] for line in said if line[0] == "v")}
        self.acknowledged += len(codes)
        self._look(same_poll_or_none(self._url, self._folder, poll) or poll, work, codes)
        poll.booth.destroy()

    def _cast(self, name: str, out: int) -> NoReturn:
        poll = same_poll(self._url, self._folder, name)
        for member in range(100, 100_000):
            _, code = poll.vote(member)
            os.write(out, f"v {member} {code}\n".encode())
        os._exit(0)

    def _mix(self, name: str, out: int) -> NoReturn:
        poll = same_poll(self._url, self._folder, name)
        for member in range(100, 100_000):
            _, code = poll.vote(member)
            os.write(out, f"v {member} {code}\n".encode())
            poll.booth.box.mix()
        os._exit(0)

    def _count(self, name: str, out: int) -> NoReturn:
        poll = same_poll(self._url, self._folder, name)
        os.write(out, b"counting\n")
        while True:
            poll.booth.count({1})

    def _purge(self, name: str, out: int) -> NoReturn:
        poll = same_poll(self._url, self._folder, name)
        os.write(out, b"purging\n")
        poll.booth.destroy()
        os._exit(0)

    def _look(self, poll: Poll, work: str, codes: dict[int, str]) -> None:
        if work == "purge":
            self._look_after_purge(poll)
            return
        sizes = poll.booth.box.sizes()
        self.half += sizes.took_part != sizes.ballots or not is_sound(poll)
        for member, code in codes.items():
            content = poll.booth.read_back(code)
            self.lost += content is None or poll.vote(member, code=code)[0] is not Cast.AGAIN
        poll.booth.close()
        try:
            self.lost += poll.booth.count({1}).ballots < len(codes)
        except CountStopped:
            self.half += 1

    def _look_after_purge(self, poll: Poll) -> None:
        """Whatever was left, doing it again destroys the rest, and the keys went first."""
        keys_left = poll.booth.keys.folder.exists() and any(poll.booth.keys.folder.iterdir())
        if not is_there(poll) and keys_left:
            self.half += 1
        poll.booth.destroy()
        poll.booth.destroy()
        self.half += is_there(poll) or poll.booth.keys.folder.exists()


def same_poll_or_none(url: str, folder, poll: Poll) -> Poll | None:
    """The poll as a fresh process finds it; None when its keys are gone."""
    try:
        return same_poll(url, folder, poll.booth.poll)
    except KeysMissing:
        return None


def is_sound(poll: Poll) -> bool:
    if not isinstance(poll.booth.box, SqliteBox):
        return True
    box = sqlite3.connect(poll.booth.box.path)
    try:
        return bool(box.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    finally:
        box.close()


def is_there(poll: Poll) -> bool:
    """Whether the box can still be asked."""
    try:
        poll.booth.box.sizes()
    except Exception:  # noqa: BLE001 — each store says in its own way that there is no box
        return False
    return True
