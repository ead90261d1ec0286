"""Many people writing in one thread at the same moment, through a server, each pressing twice."""

from __future__ import annotations

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import sqlalchemy as sa
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from benchmarks.data import CSRF, KEY, cookie_of, sign_in
from benchmarks.servers import serving
from core.db import db
from deliberation.models import Post

WRITERS = 200
ACCEPTED, BUSY = 303, 503


@dataclass(frozen=True, slots=True)
class Crowd:
    """What became of them."""

    answers: list[tuple[int, float]]  # status, seconds
    stored: int  # posts there were more afterwards
    seconds: float

    def sentence(self) -> str:
        """In words."""
        statuses = [status for status, _seconds in self.answers]
        others = sum(status not in {ACCEPTED, BUSY} for status in statuses)
        slowest = max(seconds for _status, seconds in self.answers)
        return (
            f"{WRITERS} people writing in one thread at the same moment, each pressing twice: "
            f"{self.stored} posts stored, in {self.seconds:.1f} s; the slowest answer took "
            f"{slowest:.1f} s, {statuses.count(BUSY)} were told to come again, {others} failed."
        )


def write_at_once(application: Flask, folder: Path, thread_id: int) -> Crowd:
    """200 members, one post each."""
    with application.app_context():
        cookies = [_cookie(application, member_id) for member_id in range(2, WRITERS + 2)]
        before = _count(thread_id)
    answers: list[tuple[int, float]] = []
    together = threading.Barrier(WRITERS)
    run = f"{time.time_ns()}"
    with serving("app:create_app()", FOLKMOOT_DATA_DIR=str(folder), FOLKMOOT_SECRET_KEY=KEY) as web:

        def write(number: int) -> None:
            together.wait()
            pressing = (web.address, thread_id, cookies[number], f"{run}-{number}")
            answers.extend(_post(*pressing) for _press in range(2))

        began = time.monotonic()
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(write, range(WRITERS)))
        seconds = time.monotonic() - began
    with application.app_context():
        return Crowd(answers, _count(thread_id) - before, seconds)


def _cookie(application: Flask, member_id: int) -> str:
    token = f"the browser of member {member_id}"
    sign_in(token, member_id)
    return cookie_of(application, token)


def _count(thread_id: int) -> int:
    counted = sa.select(sa.func.count()).where(Post.thread_id == thread_id)
    return db.session.scalar(counted) or 0


def _post(address: str, thread_id: int, cookie: str, key: str) -> tuple[int, float]:
    token = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(CSRF)
    body = urlencode({"csrf_token": token, "form_key": key, "text": f"Said in {key}."})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    began = time.monotonic()
    connection.request("POST", f"/threads/{thread_id}/posts", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.monotonic() - began
