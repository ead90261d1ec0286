"""The front: a kept page is given to visitors without cookies before Flask is woken.

To somebody without a cookie a kept page is the same whoever they are, so the path chooses it. One
statement reads its versions; when one has moved on, or the page is not here, Flask answers, and the
page system puts the new page here. It costs a tenth of the way through Flask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy.engine import Engine

from core import versions
from core.db import db
from core.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A whole page for visitors, good while the versions of these names stand at these numbers."""

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    etag: str  # without quotes
    body: bytes
    mimetype: str

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.body)


class Front:
    """Stands before a WSGI application and answers what it can."""

    def __init__(self, app: Flask, shelf: Shelf[FrontPage]) -> None:
        self._app = app
        self._shelf = shelf
        self._engine: Engine | None = None
        self._behind: WSGIApplication = app.wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or let the application answer."""
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in environ:
            return self._behind(environ, start_response)
        page = self._shelf.get(address_of(environ))
        if page is None or versions.read(page.names, self._database()) != page.numbers:
            return self._behind(environ, start_response)
        headers = [
            ("ETag", f'"{page.etag}"'),
            ("Cache-Control", "public, no-cache"),
            ("Vary", "Cookie"),
        ]
        if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 NOT MODIFIED", headers)
            return []
        kind = ("Content-Type", f"{page.mimetype}; charset=utf-8")
        start_response("200 OK", [kind, ("Content-Length", str(page.size)), *headers])
        return [page.body]

    def _database(self) -> Engine:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine
        return self._engine


def address_of(environ: WSGIEnvironment) -> tuple[str, str]:
    """What a visitor asked for: path and query."""
    return environ["PATH_INFO"], environ.get("QUERY_STRING", "")
