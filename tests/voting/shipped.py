"""The site as it is run for people: the shipped settings of gunicorn, behind the shipped nginx."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from accounts.access import hash_of
from accounts.models import SignIn
from core.clock import now, today
from core.db import db
from tests.tree import ROOT

PATIENCE_SECONDS = 120  # however busy the machine
SETTINGS = ROOT / "docs" / "operate"
CSRF = "0" * 40
LOG = "folkmoot.log"
NGINX = shutil.which("nginx") or next(iter(Path("/usr/sbin").glob("nginx")), None)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site and the folder in which its servers write whatever they write."""

    app: Flask
    address: str
    folder: Path

    def get(self, path: str, cookie: str = "") -> str:
        return self._answer(urllib.request.Request(self.address + path, headers={"Cookie": cookie}))

    def post(self, path: str, fields: dict[str, str], cookie: str = "") -> str:
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        body = urlencode({"csrf_token": signer.dumps(CSRF), **fields}).encode()
        headers = {"Cookie": cookie}
        return self._answer(urllib.request.Request(self.address + path, body, headers))

    def _answer(self, request: urllib.request.Request) -> str:
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return f"{refused.code} {refused.read().decode()}"

    def written(self, *, once: str = "") -> dict[str, bytes]:
        """Every file that the servers have written: logs, bodies, answers.

        nginx writes the line of a page only after its reader has the page: what is compared is
        read once the log has the line of the last page that was asked for.
        """
        if once:
            wait_until(lambda: f"GET {once} ".encode() in (self.folder / LOG).read_bytes())
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.endswith((".conf", ".pid"))
        }


def cookies_of(app: Flask, member_ids: list[int]) -> dict[int, str]:
    """The cookies of these members' browsers, signed in."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookies = {}
    with app.app_context():
        for member_id in member_ids:
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


@contextmanager
def shipped_site(app: Flask, folder: Path) -> Iterator[Site]:
    """The site as shipped. Without nginx the test is skipped, saying so; in CI it must be there."""
    if NGINX is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must run the shipped nginx.conf: install nginx-light", pytrace=False)
        pytest.skip("no nginx: install nginx-light to read what the shipped settings log")
    inner, outer, plain = free_port(), free_port(), free_port()
    with ExitStack() as running:
        running.enter_context(gunicorn(app, folder, inner))
        running.enter_context(nginx(folder, inner, outer, plain))
        site = Site(app, f"http://127.0.0.1:{outer}", folder)
        wait_for(site)
        yield site


@contextmanager
def gunicorn(app: Flask, folder: Path, port: int) -> Iterator[None]:
    settings = app.extensions["settings"]
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("FOLKMOOT_")},
        "FOLKMOOT_DATA_DIR": str(settings.data_path),
        "FOLKMOOT_DATABASE_URL": settings.database_url,
        "FOLKMOOT_SECRET_KEY": str(app.secret_key),
    }
    command = (
        *(sys.executable, "-m", "gunicorn", "--config", str(SETTINGS / "gunicorn.conf.py")),
        *("--bind", f"127.0.0.1:{port}", "--preload", "--workers", "2", "app:create_app()"),
    )
    with running_command(command, folder / "gunicorn.log", environment):
        yield


@contextmanager
def nginx(folder: Path, inner: int, outer: int, plain: int) -> Iterator[None]:
    (folder / "nginx.conf").write_text(around(folder, site_file(folder, inner, outer, plain)))
    command = (str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "start.log")
    subprocess.run([*command, "-t", "-q"], check=True, capture_output=True)
    with running_command(command, folder / "nginx.log", dict(os.environ)):
        yield


def site_file(folder: Path, inner: int, outer: int, plain: int) -> str:
    """The shipped file: only ports, certificates and the folder of the logs are ours."""
    text = (SETTINGS / "nginx.conf").read_text()
    text = re.sub(r"(?m)^ *ssl_\w+ .*$", "", text)
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{outer}")
    text = text.replace("listen 80", f"listen 127.0.0.1:{plain}")
    return text.replace("127.0.0.1:8000", f"127.0.0.1:{inner}").replace(
        "/var/log/nginx", str(folder)
    )


def around(folder: Path, site: str) -> str:
    """What Debian's own file puts around a site file, logs for everything included."""
    who = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{who}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/all-errors.log info;\nevents {{}}\n"
        f"http {{\naccess_log {folder}/all.log;\n{site}\n}}\n"
    )


@contextmanager
def running_command(
    command: tuple[str, ...], log: Path, environment: dict[str, str]
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(site: Site) -> None:
    def answers() -> bool:
        try:
            return site.get("/health").startswith("{")  # else the number of an error
        except OSError:
            return False

    wait_until(answers)


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < until, "the servers did not get that far"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
