"""Kept pages: whole pages in process memory, good for as long as their versions stand still.

A kept page is the same for everyone of one variant (signed out, member, editor …). What differs
from person to person — the header strip, the message after an action, the secrets of forms — stands
in *slots*, filled for each response. One statement reads the versions; nothing is invalidated by
hand.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from core import versions

P = ParamSpec("P")
VersionNames = Callable[..., tuple[str, ...]]
SLOT = re.compile(r"(<!--slot:[\w:]+-->)")
LARGEST = 400_000  # characters; a larger page is not kept
MOST_BYTES = 64_000_000  # kept by one process


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a page is for. `variant` chooses the text; `person` tells ETags apart, "" signed out."""

    variant: str
    person: str


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page, cut at its slots: text, slot, text, slot, … text; all UTF-8."""

    parts: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self.parts))


class Shelf:
    """The least recently used pages fall off. Safe between threads.

    Bounded by count and by bytes: addresses with made-up queries cannot fill the memory.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._bytes = 0
        self._pages: OrderedDict[object, KeptPage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> KeptPage | None:
        """The page kept under this key, if it is still here."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: object, page: KeptPage) -> None:
        """Keep the page, dropping the one not asked for the longest."""
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while len(self._pages) > self._size or self._bytes > MOST_BYTES:
                self._bytes -= self._pages.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0


@dataclass(slots=True)
class PageSystem:
    """What `kept` needs from the rest of the application; one per app."""

    shelf: Shelf
    build: str  # changes with templates and assets
    reader: Callable[[], Reader]
    slots: dict[str, Callable[..., str]]


def install(
    app: Flask,
    *,
    size: int,
    build: str,
    reader: Callable[[], Reader],
    slots: dict[str, Callable[..., str]],
) -> None:
    """Give the app its shelf; `slots` makes the text of each slot for the present request.

    A package adds its own to `app.extensions["pages"].slots` when its blueprint is registered.
    """
    app.extensions["pages"] = PageSystem(Shelf(size), build, reader, slots)
    app.jinja_env.globals["slot"] = slot


def system() -> PageSystem:
    """The page system of the present app."""
    found: PageSystem = current_app.extensions["pages"]
    return found


def slot(name: str, *about: int) -> Markup:
    """In a template: the place of something that differs from person to person.

    `about` are numbers, handed to the slot's function as text: `slot("own", author_id, post_id)`.
    """
    words = [name, *map(str, about)]
    if g.get("keeping", False):
        return Markup(f"<!--slot:{':'.join(words)}-->")  # noqa: S704 — a constant and numbers
    return Markup(_text_of(":".join(words)))  # noqa: S704 — slots render escaped HTML


def _text_of(words: str) -> str:
    name, *about = words.split(":")
    return system().slots[name](*about)


def leave() -> None:
    """In a kept view: this page is for fewer people than its variant, so make it for them alone."""
    g.keeping = False


def kept(
    names: VersionNames, *, apart: Callable[..., str] | None = None
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Keep this view's page while the versions named by `names(**route arguments)` stand still.

    The view may return a page (str) or anything else; only a str is kept.
    `apart(**route arguments)` tells readers of one variant apart where they get different pages.
    """

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def keep(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            part = apart(*args, **kwargs) if apart else ""
            return _serve(lambda: view(*args, **kwargs), names(*args, **kwargs), part)

        return keep

    return decorate


def _serve(view: Callable[[], Any], names: tuple[str, ...], part: str) -> ResponseReturnValue:
    pages = system()
    reader = pages.reader()
    key = (request.full_path, reader.variant, part, versions.read((*names, "site")), pages.build)
    etag = hashlib.blake2b(repr((key, reader.person)).encode(), digest_size=12).hexdigest()
    said = pages.slots["said"]()
    if not said and etag in request.if_none_match:
        return _with_headers(Response(status=304), etag, reader)
    page = pages.shelf.get(key)
    if page is None:
        made, to_keep = _made(view)
        if not to_keep:
            return made  # type: ignore[no-any-return]
        page = KeptPage(tuple(part.encode() for part in SLOT.split(made)))
        if len(made) <= LARGEST:
            pages.shelf.put(key, page)
    response = Response(_filled(page, said), mimetype="text/html")
    if said:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    return _with_headers(response, etag, reader)


def _made(view: Callable[[], Any]) -> tuple[Any, bool]:
    """What the view answers, and whether it is a page to be kept. An error page has no slots."""
    g.keeping = True
    try:
        made = view()
        return made, g.keeping and isinstance(made, str)
    finally:
        g.keeping = False


def _filled(page: KeptPage, said: str) -> bytes:
    pieces = list(page.parts)
    for index in range(1, len(pieces), 2):
        name = pieces[index][len("<!--slot:") : -len("-->")].decode()
        pieces[index] = (said if name == "said" else _text_of(name)).encode()
    return b"".join(pieces)


def _with_headers(response: Response, etag: str, reader: Reader) -> Response:
    who = "private" if reader.person else "public"
    response.headers["ETag"] = f'"{etag}"'
    response.headers["Cache-Control"] = f"{who}, no-cache"
    response.headers["Vary"] = "Cookie"
    return response
