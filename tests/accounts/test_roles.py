"""Roles are grants with scope and reason, and everyone can read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts import rules
from accounts.rules import Grant, Power, Role
from tests import make
from tests.browser import Browser

SignIn = Callable[[int], Browser]


def _grant(browser: Browser, status: int = 303, **changes: str) -> str:
    fields = {
        "email": "ada@demo.example",
        "role": "steward",
        "clp_id": "0",
        "reason": "Elected on 3 May.",
        **changes,
    }
    browser.get("/access/new")
    return browser.post("/access", fields, status=status).text


def test_an_admin_grants_a_role_and_everyone_reads_it_in_the_register(
    sign_in: SignIn, cast: make.Cast, browser: Browser
) -> None:
    _grant(sign_in(cast.hari), clp_id=str(cast.ashford))

    page = browser.get("/access").text
    for words in ("Ada Okafor", "steward", "Ashford Vale", "Hari Patel", "Elected on 3 May."):
        assert words in page


def test_a_granted_role_works_at_once_and_an_ended_one_no_longer(
    sign_in: SignIn, cast: make.Cast
) -> None:
    hari, ada = sign_in(cast.hari), sign_in(cast.ada)
    ada.get("/access/new", status=403)
    _grant(hari, role="admin")
    ada.get("/access/new")

    page = hari.get("/access").text
    line = page.split("<tbody>")[1].split("Ada Okafor")[1]
    end = line.split('href="')[1].split('"')[0]
    hari.get(end)
    hari.post(end, {"reason": "Stood down."})

    ada.get("/access/new", status=403)
    assert "Stood down." in ada.get("/access").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nobody@demo.example"}, "No member has this e-mail address."),
        ({"email": "hari@demo.example"}, "You cannot grant a role to yourself."),
        ({"reason": " "}, "Say why."),
        ({"role": "emperor"}, "Not a valid choice"),
        ({"role": "officer"}, "An officer is an officer of one CLP."),
    ],
)
def test_a_grant_that_cannot_be_is_refused_in_a_sentence(
    sign_in: SignIn, cast: make.Cast, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in _grant(sign_in(cast.hari), status=422, **changes)


def test_only_admins_reach_the_form(sign_in: SignIn, cast: make.Cast, browser: Browser) -> None:
    for person in (cast.ada, cast.chen, cast.dilys, cast.farah, cast.gwen):
        sign_in(person).post("/access", {"role": "admin"}, status=403)
    browser.get("/access/new", status=303)


def test_a_grant_for_one_clp_says_nothing_of_another_or_of_the_party() -> None:
    grants = (Grant(Role.STEWARD, 7),)
    assert rules.allows(grants, Power.MODERATE, 7)
    assert not rules.allows(grants, Power.MODERATE, 8)
    assert not rules.allows(grants, Power.MODERATE, None)
    assert rules.allows((Grant(Role.STEWARD, None),), Power.MODERATE, 8)
