"""Members see each other by name and CLP; nobody sees an address, and strangers see nobody."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from core.db import db
from tests import make
from tests.browser import Browser


def test_a_member_sees_name_clp_and_roles_but_no_address(
    sign_in: Callable[[int], Browser], cast: make.Cast, browser: Browser
) -> None:
    page = sign_in(cast.ada).get(f"/members/{cast.farah}").text
    assert "Farah Khan" in page
    assert "officer of Ashford Vale" in page
    assert "farah@demo.example" not in page
    browser.get(f"/members/{cast.farah}", status=303)


def test_someone_on_the_roll_without_an_account_has_no_page(
    app: Flask, sign_in: Callable[[int], Browser], cast: make.Cast
) -> None:
    with app.app_context():
        offline = make.member("Offline", password_hash=None).id
        db.session.commit()
    sign_in(cast.ada).get(f"/members/{offline}", status=404)
