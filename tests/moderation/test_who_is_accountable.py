"""Who answers for online safety stands with the house rules; while nobody does, doctor says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask

from core import weak_spots
from tests.browser import Browser


def doctor(app: Flask) -> str:
    with app.app_context():
        return " ".join(weak_spots.found())


def name(app: Flask, **chosen: Any) -> None:
    settings = replace(app.extensions["settings"], **chosen)
    app.extensions["settings"] = settings
    app.jinja_env.globals["site"] = settings


def test_the_rules_say_that_nobody_is_named_and_then_who_and_how_to_reach_them(
    app: Flask, browser: Browser
) -> None:
    before = app.extensions["settings"]
    assert "Nobody has been named yet" in browser.get("/rules").text
    assert "FOLKMOOT_ACCOUNTABLE_PERSON" in doctor(app)
    try:
        name(app, accountable_person="Ida <b>Okoye</b>, general secretary")
        assert "FOLKMOOT_ACCOUNTABLE_CONTACT" in doctor(app)  # named, and cannot be reached
        name(app, accountable_contact="safety@demo.example")
        page = browser.get("/rules?named").text  # the other address is kept
    finally:
        name(app, accountable_person=before.accountable_person, accountable_contact="")
    assert "Ida &lt;b&gt;Okoye&lt;/b&gt;, general secretary" in page
    assert "safety@demo.example" in page
    assert "Nobody has been named yet" not in page
    assert doctor(app).count("FOLKMOOT_ACCOUNTABLE_PERSON") == 1
