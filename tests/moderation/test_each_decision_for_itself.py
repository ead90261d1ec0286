"""Several things decided in one case: each is signed, lapses, is appealed and undone for itself."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from accounts import restrictions
from core import clock
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from moderation.models import Decision
from moderation.rules.cases import Action, CaseState
from moderation.rules.states import Fate, state_after
from tests.make import Cast
from tests.moderation.conftest import Office, People, report
from tests.moderation.doing import act, overturn, reported, second

SEEN = "Much too far, you fool."


def takes_a_side(office: Office, post_id: int) -> None:
    with office.open():
        db.session.get_one(Post, post_id).position = "for"
        db.session.commit()


def hidden_and(people: People, talk: dict[str, int], office: Office, author: str) -> int:
    """A post that takes a side hidden at once for abuse, and this done to its author.

    Gives the number of the case; decision 1 hides and waits for a second, decision 2 is the other.
    """
    takes_a_side(office, talk["third"])
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse", author=author)
    return case.id


def disagree(people: People, office: Office, case_id: int) -> None:
    sent = {"version": office.case(case_id).version, "agrees": "no", "words": "Too much."}
    people.stella.post(f"/cases/{case_id}/seconds", sent)


def is_seen(people: People, talk: dict[str, int]) -> bool:
    return SEEN in people.eve.get(f"/threads/{talk['thread']}").text


def is_suspended(office: Office, cast: Cast) -> bool:
    with office.open():
        return restrictions.standing_of(cast.bola) is not None


def test_one_second_signature_is_given_and_the_other_refused_by_the_same_person(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case_id = hidden_and(people, talk, office, "suspend")
    second(people.stella, office.case(case_id))
    assert office.case(case_id).state == "awaiting_second"
    assert "suspended" in people.stella.get(f"/cases/{case_id}").text
    disagree(people, office, case_id)

    assert office.case(case_id).state == "decided"
    assert not is_seen(people, talk)
    assert not is_suspended(office, cast)
    log = people.eve.get("/log").text
    assert "<td>Left as it is</td>" not in log  # it was hidden
    assert "undone: the national steward did not agree" in log
    assert "a second moderator did not agree" in people.bola.get("/decisions/2").text
    assert "It held until" not in people.bola.get("/decisions/1").text
    assert "left as it is" not in office.mail()["dilys@demo.example"]


def test_what_hides_is_refused_and_the_suspension_still_waits_for_its_own_signature(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case_id = hidden_and(people, talk, office, "suspend")
    disagree(people, office, case_id)

    assert is_seen(people, talk)
    assert office.case(case_id).state == "awaiting_second"
    assert "A second moderator did not agree: Too much." in office.mail()["bola@demo.example"]
    second(people.stella, office.case(case_id))
    assert is_suspended(office, cast)
    assert office.case(case_id).state == "decided"


def test_only_what_was_not_signed_lapses_and_the_case_waits_if_it_was_about_the_thing(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case_id = hidden_and(people, talk, office, "suspend")
    second(people.stella, office.case(case_id))
    with clock.freeze(now() + timedelta(hours=49)):
        office.work()
    assert not is_seen(people, talk)
    assert office.case(case_id).state == "decided"
    assert not is_suspended(office, cast)


def test_a_warning_stands_when_the_hiding_beside_it_lapses_and_the_case_waits_again(
    people: People, talk: dict[str, int], office: Office
) -> None:
    case_id = hidden_and(people, talk, office, "warn")
    with clock.freeze(now() + timedelta(hours=49)):
        office.work()

    assert is_seen(people, talk)
    assert office.case(case_id).state == "open"
    assert "no second one signed it in time" in office.mail()["bola@demo.example"]
    with office.open():
        hides, warns = db.session.scalars(sa.select(Decision).order_by(Decision.id))
        assert (hides.lapsed_at is None, warns.lapsed_at is None) == (False, True)


def test_one_is_appealed_while_the_other_waits_and_each_has_an_appeal_of_its_own(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case = office.case(hidden_and(people, talk, office, "posting_pause:24"))
    people.bola.post("/decisions/2/appeals", {"words": "The pause is unjust."})
    assert office.case(case.id).state == "awaiting_second"  # hiding still takes a second

    second(people.stella, office.case(case.id))
    assert office.case(case.id).state == "appealed"
    people.bola.post("/decisions/1/appeals", {"words": "So is hiding it."})
    again = people.bola.post("/decisions/1/appeals", {"words": "Again."}, status=422).text
    assert "There can be one" in again


def test_reversing_one_leaves_the_effect_of_the_other(
    people: People, talk: dict[str, int], office: Office, cast: Cast
) -> None:
    case = reported(people, office, talk["third"])
    act(people.chen, case, "hide", reason="personal_abuse", author="posting_pause:24")
    overturn(people, office, people.stella, 2)

    assert not is_suspended(office, cast)
    assert not is_seen(people, talk)
    assert office.case(case.id).state == "closed"


def test_what_had_no_effect_yet_opens_nothing_when_it_lapses(
    people: People, talk: dict[str, int], office: Office
) -> None:
    takes_a_side(office, talk["third"])
    case = reported(people, office, talk["third"], "off_topic")
    act(people.chen, case, "no_action", reason="off_topic", discussion="lock_thread")
    with office.open():
        assert db.session.scalars(sa.select(Decision.action).order_by(Decision.id)).all() == [
            "no_action",
            "lock_thread",
        ]
        thread = db.session.get_one(Thread, talk["thread"])
        assert thread.closed_at is None
        thread.closed_at, thread.closed_because = now(), "Its officers closed it."
        db.session.commit()
    with clock.freeze(now() + timedelta(hours=49)):
        office.work()

    with office.open():
        assert db.session.get_one(Decision, 2).lapsed_at is not None
        assert db.session.get_one(Thread, talk["thread"]).closed_at is not None


def test_two_labels_are_taken_away_each_for_itself(
    people: People, talk: dict[str, int], office: Office
) -> None:
    for reporter, label in ((people.dilys, "source_asked"), (people.ada, "disputed")):
        report(reporter, "post", talk["third"], "off_topic")
        act(people.chen, office.newest(), "label", reason="off_topic", label=label)
    overturn(people, office, people.stella, 1)

    assert "Disputed" in people.eve.get(f"/threads/{talk['thread']}").text


def test_the_state_of_a_case_follows_from_all_its_decisions() -> None:
    lapsed_hide = Fate(Action.HIDE, has_lapsed=True)
    warned, appealed = Fate(Action.WARN), Fate(Action.WARN, appealed=True, appeal_waits=True)
    assert state_after([lapsed_hide, warned]) == CaseState.OPEN
    assert state_after([lapsed_hide, appealed]) == CaseState.OPEN
    assert state_after([Fate(Action.HIDE), Fate(Action.SUSPEND, has_lapsed=True)]) == "decided"
    assert state_after([lapsed_hide, warned, Fate(Action.NO_ACTION)]) == CaseState.DECIDED
    assert state_after([Fate(Action.HIDE, is_pending=True), appealed]) == "awaiting_second"
    assert state_after([Fate(Action.HIDE), appealed]) == CaseState.APPEALED
    assert state_after([Fate(Action.HIDE, appealed=True)]) == CaseState.CLOSED
