"""Two people act on the same thing in the same moment: one counts, nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa

from core.db import db
from moderation.models import Case, Decision, Report, Seat
from tests.browser import Browser
from tests.moderation.conftest import Office, Panel, People, Place, report


def at_once(*acts: Callable[[], int]) -> list[int]:
    """The status that each act is answered with, when all begin together."""
    start = Barrier(len(acts))

    def wait_and_act(act: Callable[[], int]) -> int:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(wait_and_act, acts))


def posting(browser: Browser, url: str, data: dict[str, object]) -> Callable[[], int]:
    sent = {**browser._secrets(), **data}
    return lambda: browser.client.post(url, data=sent).status_code


def test_two_stewards_decide_and_one_is_told_that_the_other_was_faster(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "suggestion", place.suggestion, "spam")
    case = office.newest()
    url, sent = f"/cases/{case.id}/decisions", {"version": case.version, "words": "So."}

    answers = at_once(
        posting(people.chen, url, {**sent, "action": "hide", "reason": "spam"}),
        posting(people.stella, url, {**sent, "action": "no_action", "reason": ""}),
    )

    assert answers == [303, 409]
    with office.open():
        decision = db.session.scalars(sa.select(Decision)).one()
    is_hidden = office.subject("suggestion", place.suggestion).hidden_at is not None
    assert is_hidden == (decision.action == "hide")


def test_two_reports_open_one_case(people: People, place: Place, office: Office) -> None:
    sent = {"kind": "argument", "id": place.argument, "reason": "spam", "words": ""}

    answers = at_once(
        posting(people.ada, "/reports", sent), posting(people.dilys, "/reports", sent)
    )

    assert answers == [303, 303]
    with office.open():
        assert db.session.scalar(sa.select(sa.func.count(Case.id))) == 1
        assert db.session.scalar(sa.select(sa.func.count(Report.id))) == 2


def test_of_two_of_a_panel_who_vote_in_one_moment_one_votes_again_and_nothing_is_decided(
    panel: Panel, office: Office, sign_in: Callable[[int], Browser]
) -> None:
    sent = {"version": panel.case.version, "action": "overturn", "words": "It was wrong."}
    url = f"/cases/{panel.case.id}/judgements"
    one, other, _ = (sign_in(member_id) for member_id in panel.sitting)

    assert at_once(posting(one, url, sent), posting(other, url, sent)) == [303, 409]

    with office.open():
        voted = sa.select(sa.func.count(Seat.id)).where(Seat.vote.is_not(None))
        assert db.session.scalar(voted) == 1
        assert db.session.scalar(sa.select(sa.func.count(Decision.id))) == 1
