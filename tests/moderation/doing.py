"""A discussion to act in, and what stewards press: for the tests of actions."""

from __future__ import annotations

from moderation.models import Case
from tests.browser import Browser
from tests.moderation.conftest import Office, People, report

SLOT = "You cannot write here until"


def act(browser: Browser, case: Case, action: str, status: int = 303, **sent: object) -> str:
    """Decide a case with any fields; the page that answers."""
    fields = {"version": case.version, "action": action, "words": "So it is.", **sent}
    return browser.post(f"/cases/{case.id}/decisions", fields, status=status).text


def second(browser: Browser, case: Case) -> None:
    browser.post(f"/cases/{case.id}/seconds", {"version": case.version, "agrees": "yes"})


def reported(people: People, office: Office, post_id: int, reason: str = "personal_abuse") -> Case:
    report(people.dilys, "post", post_id, reason)
    return office.newest()


def overturn(people: People, office: Office, steward: Browser, decision_id: int) -> None:
    """Bola appeals against a decision, and this steward reverses it."""
    people.bola.post(f"/decisions/{decision_id}/appeals", {"words": "Look again."})
    case = office.newest()
    assert case.kind == "appeal"
    sent = {"version": case.version, "action": "overturn", "words": "It was wrong."}
    steward.post(f"/cases/{case.id}/judgements", sent)
