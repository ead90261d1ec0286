"""Kept pages: whole pages in process memory, good for as long as their versions stand still.

A kept page is the same for everyone of one variant (signed out, member, editor …). What differs
from person to person — the header strip, the message after an action, the secrets of forms — stands
in *slots*, filled for each response. One statement reads the versions; nothing is invalidated by
hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from core import versions
from core.front import Front, FrontPage, address_of
from core.shelf import Shelf

P = ParamSpec("P")
VersionNames = Callable[..., tuple[str, ...]]
SLOT = re.compile(r"(<!--slot:[\w:]+-->)")
HTML = "text/html"
PLAIN = "text/plain"
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

    @property
    def is_for_all(self) -> bool:
        """Whether everybody without a cookie gets the same: no form of it has a secret."""
        return b"<!--slot:secrets-->" not in self.parts


@dataclass(slots=True)
class PageSystem:
    """What `kept` needs from the rest of the application; one per app."""

    shelf: Shelf[KeptPage]
    front: Shelf[FrontPage]
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
    front: Shelf[FrontPage] = Shelf(size, MOST_BYTES)
    app.extensions["pages"] = PageSystem(Shelf(size, MOST_BYTES), front, build, reader, slots)
    app.wsgi_app = Front(app, front)  # type: ignore[method-assign]
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
    names: VersionNames,
    *,
    apart: Callable[..., str | None] | None = None,
    mine: Callable[..., str] | None = None,
    mimetype: str = HTML,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Keep this view's page while the versions named by `names(**route arguments)` stand still.

    The view may return a page (str) or anything else; only a str is kept.
    `apart(**route arguments)` tells readers of one variant apart where they get different pages.
    `mine(**route arguments)` tells, for the ETag, what slots of the page show this person alone.
    `mimetype`: what it is when it is no HTML page; then it has no slots.
    """

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def keep(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            part = apart(*args, **kwargs) if apart else None
            about = names(*args, **kwargs)
            own = mine(*args, **kwargs) if mine else ""
            return _serve(lambda: view(*args, **kwargs), about, part, own, mimetype)

        return keep

    return decorate


def _serve(
    view: Callable[[], Any], about: tuple[str, ...], part: str | None, own: str, mimetype: str
) -> ResponseReturnValue:
    pages = system()
    reader = pages.reader()
    names = (*about, "site")
    numbers = versions.read(names)
    key = (request.full_path, reader.variant, part, numbers, pages.build)
    whose = repr((key, reader.person, own)).encode()
    etag = hashlib.blake2b(whose, digest_size=12).hexdigest()
    said = pages.slots["said"]() if mimetype == HTML else ""
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
    body = _filled(page, said)
    for_front = part is None and page.is_for_all and mimetype in {HTML, PLAIN}
    if for_front and len(body) <= LARGEST and not request.cookies:
        pages.front.put(
            address_of(request.environ), FrontPage(names, numbers, etag, body, mimetype)
        )
    response = Response(body, mimetype=mimetype)
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
