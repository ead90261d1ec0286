"""Ways around the rules that somebody might try, each of which is closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from accounts.rules import Role
from core.db import db
from deliberation.models import Post
from moderation.models import Case, Decision
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, report
from tests.moderation.doing import act, reported, second


def decisions(office: Office) -> dict[str, Decision]:
    """The decisions there are, by what they do."""
    with office.open():
        rows = db.session.scalars(sa.select(Decision).order_by(Decision.id)).all()
        return {row.action: row for row in rows}


def takes_a_side(office: Office, post_id: int) -> None:
    with office.open():
        db.session.get_one(Post, post_id).position = "for"
        db.session.commit()


def test_a_case_that_waits_for_its_second_signature_is_not_decided_anew(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "personal_abuse")
    act(people.chen, office.newest(), "hide", reason="personal_abuse")

    for steward in (people.chen, people.stella):
        refused = act(steward, office.newest(), "hide", 422, reason="spam")
        assert "waits for its second signature" in refused

    assert office.newest().state == "awaiting_second"
    assert len(decisions(office)) == 1


def test_a_view_among_further_posts_takes_two_like_the_first(
    people: People, talk: dict[str, int], office: Office
) -> None:
    takes_a_side(office, talk["third"])
    case = reported(people, office, talk["first"], "off_topic")
    act(people.stella, case, "hide", reason="off_topic", posts="3")

    assert office.newest().state == "awaiting_second"
    assert office.subject("post", talk["third"]).hidden_at is None


def test_each_decision_about_a_case_has_its_own_appeal(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "no_action", reason="personal_abuse", author="posting_pause:24")
    made = decisions(office)

    again = {"words": "Look again."}
    people.dilys.post(f"/decisions/{made['no_action'].id}/appeals", again)
    people.bola.post(f"/decisions/{made['posting_pause'].id}/appeals", again)
    people.bola.post(f"/decisions/{made['posting_pause'].id}/appeals", again, status=422)


def test_an_appeal_takes_nothing_from_what_still_waits_for_its_second_signature(
    people: People, talk: dict[str, int], office: Office
) -> None:
    takes_a_side(office, talk["third"])
    case = reported(people, office, talk["third"], "off_topic")
    act(people.chen, case, "hide", reason="off_topic", author="warn")
    warning = decisions(office)["warn"].id
    people.bola.post(f"/decisions/{warning}/appeals", {"words": "Look again."})

    appealed = office.newest()
    sent = {"version": appealed.version, "action": "uphold", "words": "It stands."}
    people.stella.post(f"/cases/{appealed.id}/judgements", sent)
    assert office.case(case.id).state == "awaiting_second"
    second(people.stella, office.case(case.id))

    assert office.subject("post", talk["third"]).hidden_at is not None
    assert office.case(case.id).state != "awaiting_second"


def test_changed_words_do_not_bring_back_what_another_decision_hides(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "ask_author_to_edit", reason="personal_abuse", at_once="y")
    other = reported(people, office, talk["first"], "spam")
    act(people.chen, other, "hide", reason="spam", posts="3")

    asked = decisions(office)["ask_author_to_edit"].id
    people.bola.post(f"/decisions/{asked}/mended", {"text": "Much too far."})

    assert office.subject("post", talk["third"]).hidden_at is not None


def test_who_may_not_write_sends_no_changed_words_either(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case = reported(people, office, talk["third"])
    act(
        people.chen,
        case,
        "ask_author_to_edit",
        reason="personal_abuse",
        at_once="y",
        author="posting_pause:24",
    )

    asked = decisions(office)["ask_author_to_edit"].id
    mended = f"/decisions/{asked}/mended"
    refused = people.bola.post(mended, {"text": "Something else."}, status=422).text

    assert "You cannot write here until" in refused
    assert "Something else." in refused
    assert office.subject("post", talk["third"]).hidden_at is not None


def test_who_reported_reads_what_befell_the_post_and_not_what_befell_its_author(
    people: People, talk: dict[str, int], office: Office
) -> None:
    receipt = report(people.dilys, "post", talk["third"], "spam")
    act(people.chen, office.newest(), "hide", reason="spam", author="posting_pause:24")
    made = decisions(office)

    page = people.dilys.get(receipt).text
    assert "Hidden" in page
    assert "kept from writing" not in page
    people.dilys.get(f"/decisions/{made['hide'].id}")
    people.dilys.get(f"/decisions/{made['posting_pause'].id}", status=404)
    people.bola.get(f"/decisions/{made['posting_pause'].id}")


def test_what_waits_for_its_second_signature_is_told_to_nobody_who_reported(
    people: People, place: Place, office: Office
) -> None:
    report(people.ada, "argument", place.argument, "off_topic")
    act(people.chen, office.newest(), "hide", reason="off_topic")

    people.ada.get("/decisions/1", status=404)
    people.bola.get("/decisions/1", status=404)
    people.stella.get("/decisions/1")


def test_the_decision_on_a_safety_case_is_not_opened_by_the_steward_of_a_clp(
    people: People, place: Place, office: Office, cast: Cast, sign_in: Callable[[int], Browser]
) -> None:
    report(people.ada, "suggestion", place.suggestion, "unlawful")
    act(people.chen, office.newest(), "hide", reason="unlawful")
    with office.open():
        db.session.scalars(sa.select(Case)).one().clp_id = cast.ashford
        make.grant(cast.emrys, Role.STEWARD, cast.ashford)
        db.session.commit()

    sign_in(cast.emrys).get("/decisions/1", status=404)


@pytest.mark.parametrize("other", ["", "999999999", "0", "1"])
def test_keeping_apart_asks_for_another_member_who_is_there(
    people: People, talk: dict[str, int], office: Office, other: str
) -> None:
    case = reported(people, office, talk["first"])
    sent = {"reason": "personal_abuse", "author": "separate", "other": other}
    status = 422 if other != "1" else 303
    page = act(people.stella, case, "no_action", status, **sent)
    assert "Decided</span>" not in page

    with office.open():
        made = db.session.scalar(sa.select(sa.func.count(Decision.id)))
    assert made == (2 if status == 303 else 0)


def test_changed_words_are_looked_at_when_a_watched_word_is_among_them(
    people: People, talk: dict[str, int], office: Office
) -> None:
    for number, (word, does) in enumerate([("daffodil", "hold"), ("tulip", "block")], start=1):
        sent = {"word": word, "does": does, "reason": "personal_abuse", "why": "An insult."}
        people.chen.post("/moderation/words", sent)
        people.stella.post(f"/moderation/words/{number}/answers", {"agrees": "yes"})
    case = reported(people, office, talk["third"])
    act(people.chen, case, "ask_author_to_edit", reason="personal_abuse", at_once="y")

    refused = people.bola.post("/decisions/1/mended", {"text": "You tulip."}, status=422).text
    assert "cannot stand here" in refused
    people.bola.post("/decisions/1/mended", {"text": "You daffodil."})

    assert office.subject("post", talk["third"]).hidden_at is not None
    assert office.newest().aspect == "mended:1"
