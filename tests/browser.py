"""A test client that checks every page it opens: valid, labelled, nothing inline, no dead link.

`Browser.get` and `Browser.post` follow nothing; `Browser.follow` opens where a 303 leads.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from accounts.access import hash_of
from accounts.models import SignIn
from core.clock import now, today
from core.db import db

XHTML = "{http://www.w3.org/1999/xhtml}"
FIELDS = ("input", "select", "textarea")


class Browser:
    """One person's browser; `member_id` signs them in without the form."""

    def __init__(self, app: Flask, member_id: int | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        self.page: TestResponse | None = None
        if member_id is not None:
            self._sign_in(member_id)

    def _sign_in(self, member_id: int) -> None:
        token = f"token of {member_id}"
        with self.app.app_context():
            if db.session.get(SignIn, hash_of(token)) is None:
                db.session.add(
                    SignIn(
                        token_hash=hash_of(token),
                        member_id=member_id,
                        began_on=today(),
                        expires_at=now() + timedelta(days=1),
                    )
                )
                db.session.commit()
        with self.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True

    def get(self, url: str, *, status: int = 200, **options: Any) -> TestResponse:
        """Open a page, check it, and expect this status."""
        response = self.client.get(url, **options)
        assert response.status_code == status, (
            f"{url}: {response.status_code}\n{response.text[:2000]}"
        )
        if response.mimetype == "text/html" and response.data and status != 303:
            check_page(self.app, response.text, url)
            self.page = response
        return response

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int = 303
    ) -> TestResponse:
        """Send a form with a fresh token, and expect this status."""
        secrets = self._secrets()
        response = self.client.post(url, data={**secrets, **(data or {})})
        assert response.status_code == status, (
            f"{url}: {response.status_code}\n{response.text[:2000]}"
        )
        if response.mimetype == "text/html" and status != 303:
            check_page(self.app, response.text, url)
            self.page = response
        return response

    def follow(self, response: TestResponse) -> TestResponse:
        """Open the page a 303 leads to."""
        assert response.status_code == 303
        return self.get(response.headers["Location"])

    def _secrets(self) -> dict[str, str]:
        page = self.client.get("/sign-in").text
        return dict(re.findall(r'name="(csrf_token|form_key)" value="([^"]+)"', page))


def check_page(app: Flask, text: str, url: str) -> None:
    """Fail unless the page is valid and usable without script, sight or a mouse."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(text)
    errors = [error for error in parser.errors if error[1] not in _TOLERATED]
    assert not errors, f"{url}: invalid HTML {errors[:3]}"
    _check_headings(tree, url)
    _check_ids(tree, url)
    _check_fields(tree, url)
    _check_nothing_inline(tree, url)
    _check_links(app, tree, url)


_TOLERATED = frozenset({"unexpected-end-tag-implies-table-voodoo"})


def _check_headings(tree: Any, url: str) -> None:
    headings = [element for element in tree.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    ones = [_text(element) for element in headings if element.tag == "h1"]
    assert len(ones) == 1, f"{url}: {len(ones)} h1"
    title = _text(tree.find(".//title")).removeprefix("Error: ")
    assert title.startswith(ones[0]), f"{url}: title “{title}” does not begin with h1 “{ones[0]}”"
    level = 0
    for heading in headings:
        this = int(heading.tag[1])
        # The error summary's h2 stands above the h1 on purpose.
        if level:
            assert this <= level + 1, f"{url}: h{level} is followed by h{this} “{_text(heading)}”"
        level = this if heading.tag == "h1" or level else level


def _check_ids(tree: Any, url: str) -> None:
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    twice = {name for name in ids if ids.count(name) > 1}
    assert not twice, f"{url}: ids stand twice: {twice}"
    for element in tree.iter():
        for name in (element.get("aria-describedby") or "").split():
            assert name in ids, f"{url}: aria-describedby names “{name}”, which is not there"


def _check_fields(tree: Any, url: str) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    for kind in FIELDS:
        for field in tree.iter(kind):
            if field.get("type") in {"hidden", "submit"}:
                continue
            named = field.get("id") in labelled or field.get("aria-label")
            assert named, f"{url}: the field {field.get('name')} has no label"
    for form in tree.iter("form"):
        assert form.get("action"), f"{url}: a form without an action"
        if form.get("method") == "post":
            names = {field.get("name") for field in form.iter("input")}
            assert "csrf_token" in names, f"{url}: a form that posts without form_secrets()"


def _check_nothing_inline(tree: Any, url: str) -> None:
    for element in tree.iter():
        assert not element.get("style"), f"{url}: an inline style on {element.tag}"
        assert element.tag != "style", f"{url}: a style element"
        handlers = [name for name, _ in element.items() if name.startswith("on")]
        assert not handlers, f"{url}: an inline handler"
        if element.tag == "script":
            assert element.get("src", "").startswith("/"), f"{url}: an inline or foreign script"


def _check_links(app: Flask, tree: Any, url: str) -> None:
    """Every link of ours leads to a route; every fragment on the page exists."""
    adapter = app.url_map.bind("localhost")
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    for tag, attribute in (("a", "href"), ("form", "action")):
        for element in tree.iter(tag):
            link = element.get(attribute) or ""
            if link.startswith("#"):
                assert link[1:] in ids, f"{url}: the link {link} leads nowhere on the page"
            if not link.startswith("/"):
                continue
            method = (element.get("method") or "get").upper() if tag == "form" else "GET"
            try:
                adapter.match(urlsplit(link).path, method=method)
            except RequestRedirect:
                continue
            except (NotFound, MethodNotAllowed):
                known = urlsplit(link).path.split("/")[1] in UNBUILT
                assert known, f"{url}: {method} {link} leads to no route"


# Routes that other packages will add; emptied before release (test_routes checks that it is empty).
UNBUILT: set[str] = set()


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
