"""The application under gunicorn, as it is run for people, on the database of the test."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from accounts.access import hash_of
from accounts.models import Clp, SignIn
from core import house_rules, versions
from core.clock import now, today
from core.db import db
from core.house_rules import RuleChange
from tests import make

ROOT = Path(__file__).resolve().parents[2]
CSRF = "0" * 40
PATIENCE_SECONDS = 120  # however busy the machine


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    retry_after: str

    @property
    def number(self) -> int:
        """Of the post that the answer leads to."""
        found = re.search(r"#p(\d+)$", self.location)
        return int(found[1]) if found else 0


@dataclass(slots=True)
class RealServer:
    """A server with two processes of four threads, and people who are signed in."""

    app: Flask
    port: int
    process: subprocess.Popen[bytes]
    cookies: dict[int, str] = field(default_factory=dict)

    def write(self, person: int, thread_id: int, text: str, key: str) -> Answer:
        """Send the form of a thread, as a browser would."""
        body = urlencode({"csrf_token": self._csrf(), "form_key": key, "text": text})
        headers = {
            "Cookie": self.cookies[person],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", f"/threads/{thread_id}/posts", body, headers)
            answer = connection.getresponse()
            answer.read()
            given = answer.headers
            return Answer(answer.status, given.get("Location", ""), given.get("Retry-After", ""))
        finally:
            connection.close()

    def _csrf(self) -> str:
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        return str(signer.dumps(CSRF))

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def people(app: Flask, count: int) -> dict[int, str]:
    """So many new members and the cookies of their browsers."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookies = {}
    with app.app_context():
        clp = db.session.query(Clp).order_by(Clp.id).first()
        _unhurried()
        for _ in range(count):
            member_id = make.member(of=clp).id
            token = f"browser of {member_id}"
            lasts = now() + timedelta(days=1)
            db.session.add(
                SignIn(
                    token_hash=hash_of(token),
                    member_id=member_id,
                    began_on=today(),
                    expires_at=lasts,
                )
            )
            said = signer.dumps({"_user_id": token, "_fresh": True, "csrf_token": CSRF})
            cookies[member_id] = f"{app.config['SESSION_COOKIE_NAME']}={said}"
        db.session.commit()
    return cookies


def _unhurried() -> None:
    """Nobody has to wait between two posts, in a process that knows the database only."""
    for key, value in (("newcomer.gap", 0), ("post.gap", 0), ("newcomer.replies", 1_000)):
        db.session.add(
            RuleChange(
                key=key, value=str(value), reason="A test", decided_at=now(), starts_at=now()
            )
        )
    versions.move_on([house_rules.PAGE])


@contextmanager
def serving(app: Flask, cookies: dict[int, str]) -> Iterator[RealServer]:
    """The server, for as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = app.extensions["settings"]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "app:create_app()", "--bind", f"127.0.0.1:{port}"),
            *("--preload", "--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            *("--log-level", "warning"),
        ],
        cwd=ROOT,
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("FOLKMOOT_")},
            "FOLKMOOT_DATA_DIR": str(settings.data_path),
            "FOLKMOOT_DATABASE_URL": settings.database_url,
            "FOLKMOOT_SECRET_KEY": str(app.secret_key),
            "FOLKMOOT_SITE_URL": f"http://127.0.0.1:{port}",
        },
        start_new_session=True,
    )
    server = RealServer(app, port, process, cookies)
    try:
        _wait_for(server)
        yield server
    finally:
        server.kill()


def _wait_for(server: RealServer) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the server did not start")
