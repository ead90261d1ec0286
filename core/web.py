"""HTTP for every feature: settings, found-or-404, the answer to a POST, errors, headers, assets."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    get_flashed_messages,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import IntegerConverter, Map

from config import ROOT, Settings
from core import busy, dates, events, forms, pages, sessions
from core.db import db, set_reading

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

T = TypeVar("T")
csrf = CSRFProtect()
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_NUMBER = 2**31 - 1  # of a row, in PostgreSQL
PRIVATE_FIELDS = frozenset({"csrf_token", "form_key", "code"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def settings() -> Settings:
    """The settings of the present app."""
    found: Settings = current_app.extensions["settings"]
    return found


def found(thing: T | None) -> T:
    """The thing, or the page that says it was not found."""
    if thing is None:
        raise NotFound
    return thing


def see_other(url: str) -> ResponseReturnValue:
    """303: the answer to a POST is another page."""
    return redirect(url, 303)


def done(url: str, said: str = "") -> ResponseReturnValue:
    """Commit what the view did, remember its form as sent, say so, go to the page: a view's end."""
    forms.remember_sent(url)
    events.commit()
    if said:
        flash(said)
    return see_other(url)


class RowNumber(IntegerConverter):
    """<int:…> in a route: no more than the databases can hold; anything larger is not found."""

    def __init__(self, map: Map, *arguments: Any, **options: Any) -> None:  # noqa: A002
        super().__init__(map, *arguments, **{"max": LARGEST_NUMBER, **options})


def number_asked(name: str) -> int:
    """The number in this field or query argument; 0, which is no row's id, for anything else."""
    number = request.values.get(name, 0, type=int)
    return number if 0 < number <= LARGEST_NUMBER else 0


def page_number() -> int:
    """The page asked for with ?page=; 1 for anything else."""
    return max(1, min(request.args.get("page", 1, type=int) or 1, 100_000))


def takes_files(largest: int) -> Callable[[T], T]:
    """Let this view receive so many bytes; the outermost decorator but the route."""

    def mark(view: T) -> T:
        view.largest_request = largest  # type: ignore[attr-defined]
        return view

    return mark


def local_path(url: str | None, default: str = "/") -> str:
    """A path of this site to go back to; the default for anything that leads elsewhere."""
    if url and url.startswith("/") and not url.startswith(("//", "/\\")) and "\n" not in url:
        return url
    return default


def said() -> str:
    """The messages for this person, as a status line; "" when there is none."""
    if not request.cookies:
        return ""
    messages = get_flashed_messages()
    return render_template("layout/said.html", messages=messages) if messages else ""


def install(app: Flask, chosen: Settings) -> None:
    """Add what every page needs to the app."""
    app.extensions["settings"] = chosen
    app.url_map.converters["int"] = RowNumber
    app.before_request(_make_room)  # before anything looks into the form
    csrf.init_app(app)
    dates.install(app)
    assets = _Assets(ROOT / "static")
    app.jinja_env.globals.update(
        asset_url=assets.url,
        header_strip=lambda: pages.slot("strip"),
        said=lambda: pages.slot("said"),
        form_secrets=lambda: pages.slot("secrets"),
        site=chosen,
    )
    app.add_url_rule("/assets/<name>", "asset", assets.serve)
    app.before_request(_begin)
    app.after_request(_finish)
    app.wsgi_app = _guarded(app.wsgi_app)  # type: ignore[assignment,method-assign]
    app.session_interface = sessions.Sessions()
    app.teardown_request(_end)
    app.register_error_handler(CSRFError, _bad_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def _guarded(answer: WSGIApplication) -> WSGIApplication:
    """Each answer with HEADERS; added here because Werkzeug's own way costs more than the page."""
    fixed = list(HEADERS.items())

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, headers + fixed, *error)

        return answer(environ, start)

    return guarded


def _make_room() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if (largest := getattr(view, "largest_request", None)) is not None:
        request.max_content_length = largest


def _begin() -> None:
    set_reading(on=request.method in SAFE)
    if "\x00" in request.path:  # PostgreSQL refuses it in any text
        raise NotFound


def _finish(response: Response) -> Response:
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _end(_error: BaseException | None) -> None:
    set_reading(on=False)


BUSY = "Many people are writing at this moment. Nothing was saved; send it again in a few seconds."
TOO_LARGE = 413  # reading its form would be refused again
ERRORS = {
    400: ("Something is missing", "The site did not understand what was sent."),
    403: ("You do not have access to this page", "Who has access to what is on a public list."),
    404: (
        "Page not found",
        "If you typed the address, check it. If you followed a link, it is old.",
    ),
    405: ("This page cannot be used that way", "Go back and use the form on the page."),
    409: ("Somebody was faster", "Go back, look at what changed, and try again."),
    413: ("That is too long", "Please shorten it or attach less."),
    429: ("You have sent a lot in a short time", "Please try again in a few minutes."),
    503: ("Please wait a moment", "Others are waiting for the same. Try again in a minute."),
    500: ("Sorry, there is a problem", "What you sent was not saved. Please try again later."),
}


def error_page(code: int, sentence: str = "") -> ResponseReturnValue:
    """The page for an error, with the reason for the person and everything they had typed."""
    title, usual = ERRORS.get(code, ERRORS[400])
    typed = [] if code == TOO_LARGE else _typed()
    page = render_template("errors/page.html", title=title, sentence=sentence or usual, typed=typed)
    return page, code


def _typed() -> list[tuple[str, str]]:
    return [
        (name, text.replace("\x00", ""))  # which no page can hold
        for name, text in request.form.items(multi=True)
        if name not in PRIVATE_FIELDS and "password" not in name and text.strip()
    ]


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # noqa: PLR2004 — redirects are exceptions too
        return error
    db.session.rollback()
    # abort(409, description="…") carries a sentence of ours; Werkzeug's own descriptions do not.
    ours = error.description if error.description != type(error).description else ""
    limited = error.code == 429  # noqa: PLR2004 — Flask-Limiter describes the limit, not what to do
    return error_page(error.code, "" if limited else ours or "")


def _bad_form(_error: CSRFError) -> ResponseReturnValue:
    return error_page(
        400,
        "Your form had been open for too long, or you have signed out since. "
        "What you typed is below: copy it, go back, and send it again.",
    )


def _bug(error: Exception) -> ResponseReturnValue:
    if busy.is_busy(error):
        db.session.rollback()
        set_reading(on=True)  # the page that says so asks who is reading, and must not wait again
        return busy.come_again(error_page(503, BUSY))
    if current_app.testing or current_app.debug:
        raise error
    db.session.rollback()
    current_app.logger.error("request %s failed", secrets.token_hex(4), exc_info=error)
    return error_page(500)


class _Assets:
    """The stylesheet and script, each joined from its parts and named by what is in it."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, tuple[bytes, str]] = {}
        self._urls: dict[str, str] = {}
        self._add("folkmoot.css", style_sheet(folder / "css"), "text/css")
        self._add("briefing.css", (folder / "briefing.css").read_bytes(), "text/css")
        self._add("folkmoot.js", _joined(folder / "js"), "text/javascript")
        for icon in sorted((folder / "icons").glob("*.svg")):
            self._add(icon.name, icon.read_bytes(), "image/svg+xml")

    def _add(self, name: str, content: bytes, mimetype: str) -> None:
        stem, ending = name.rsplit(".", 1)
        hashed = f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
        self._files[hashed] = (content, mimetype)
        self._urls[name] = f"/assets/{hashed}"

    def url(self, name: str) -> str:
        """The path of an asset; it may be cached for ever."""
        return self._urls[name]

    def serve(self, name: str) -> ResponseReturnValue:
        """The asset itself."""
        content, mimetype = found(self._files.get(name))
        response = Response(content, mimetype=mimetype)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def style_sheet(folder: Path) -> bytes:
    """The style of every page: the files of the folder without their comments."""
    return re.sub(rb"\s*/\*.*?\*/", b"", _joined(folder), flags=re.DOTALL)


def _joined(folder: Path) -> bytes:
    """The files named in order.txt, one after the other."""
    order = folder / "order.txt"
    names = order.read_text().split() if order.exists() else []
    return b"\n".join((folder / name).read_bytes() for name in names)


def build_of(folder: Path = ROOT) -> str:
    """A short name for the present state of templates and assets; part of every ETag."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("templates/**/*.html"), *folder.glob("static/**/*.*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def slots(strip: Callable[[], str]) -> dict[str, Callable[[], str]]:
    """The slots of a kept page; accounts gives the header strip."""
    return {"strip": strip, "said": said, "secrets": forms.form_secrets}
