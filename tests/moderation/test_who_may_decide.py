from datetime import UTC, datetime, timedelta

import pytest

from moderation.rules import people
from moderation.rules.acting import Hat, Step, needs_second
from moderation.rules.cases import Action
from moderation.rules.people import Part
from moderation.rules.reasons import UNCONTESTED, Reason

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(wrote_it=True), "something you wrote"),
        (Part(reported_it=True), "you reported it"),
        (Part(acted_earlier=True), "you signed the decision"),
    ],
)
@pytest.mark.parametrize("reason", [None, *Reason])
def test_nobody_decides_a_case_they_have_a_part_in(
    part: Part, words: str, reason: Reason | None
) -> None:
    assert words in (people.why_not_decide(part, reason) or "")


@pytest.mark.parametrize("reason", list(Reason))
def test_who_argued_in_the_discussion_acts_only_on_what_is_not_a_matter_of_opinion(
    reason: Reason,
) -> None:
    refused = people.why_not_decide(Part(took_position=True), reason)

    assert (refused is None) == (reason in UNCONTESTED)


def test_who_argued_in_the_discussion_may_claim_what_was_reported_as_spam() -> None:
    part = Part(took_position=True)

    assert people.why_not_claim(part, [Reason.SPAM, Reason.OTHER]) is None
    assert people.why_not_claim(part, [Reason.PERSONAL_ABUSE])
    assert people.why_not_decide(part, None)


def test_a_steward_without_a_part_may_decide() -> None:
    assert people.why_not_claim(Part(), []) is None
    assert people.why_not_decide(Part(), Reason.PERSONAL_ABUSE) is None


@pytest.mark.parametrize("reason", list(Reason))
def test_hiding_a_view_takes_two_people_unless_it_is_not_a_matter_of_opinion(
    reason: Reason,
) -> None:
    alone = {Reason.SPAM, Reason.PRIVATE_INFORMATION, Reason.THREAT}
    national, local = Hat(is_national=True), Hat()
    hide = Step(Action.HIDE, reason)

    two = needs_second(hide, takes_position=True, hat=national)

    assert two == (reason not in {*alone, Reason.UNLAWFUL})
    assert not needs_second(hide, takes_position=False, hat=national)
    assert needs_second(hide, takes_position=False, hat=local) == (reason not in alone)
    assert not needs_second(Step(Action.NO_ACTION), takes_position=True, hat=local)


@pytest.mark.parametrize(("hours", "two"), [(24, False), (72, True), (168, True)])
def test_more_than_a_day_without_writing_takes_two_people_and_so_does_a_suspension(
    hours: int, *, two: bool
) -> None:
    pause = Step(Action.POSTING_PAUSE, Reason.PERSONAL_ABUSE, {"hours": hours})
    suspend = Step(Action.SUSPEND, Reason.PERSONAL_ABUSE)

    for hat in (Hat(is_national=True), Hat(is_safety=True), Hat()):
        assert needs_second(pause, takes_position=False, hat=hat) == two
        assert needs_second(suspend, takes_position=False, hat=hat)


def test_the_second_signature_comes_from_another_person_of_another_clp() -> None:
    def why_not(member_id: int, clp_id: int | None) -> str | None:
        return people.why_not_second(member_id=member_id, clp_id=clp_id, first_id=1, first_clp_id=7)

    assert "another person" in (why_not(1, 8) or "")
    assert "your own CLP" in (why_not(2, 7) or "")
    assert why_not(2, 8) is None
    assert why_not(2, None) is None


def test_one_reports_others_once_and_ten_a_day() -> None:
    def why_not(*, is_author: bool = False, has_reported: bool = False, today: int = 0) -> bool:
        return bool(
            people.why_not_report(
                is_author=is_author,
                has_reported=has_reported,
                reports_today=today,
                most_a_day=10,
            )
        )

    assert not why_not(today=9)
    assert why_not(today=10)
    assert why_not(is_author=True)
    assert why_not(has_reported=True)


@pytest.mark.parametrize(
    ("who", "action", "refused"),
    [
        ("author", Action.HIDE, ""),
        ("author", Action.NO_ACTION, "Only the person"),
        ("reporter", Action.HIDE, "Only the person"),
        ("reporter", Action.NO_ACTION, ""),
        ("passer-by", Action.HIDE, "Only the person"),
    ],
)
def test_whom_a_decision_went_against_may_appeal(who: str, action: Action, refused: str) -> None:
    said = people.why_not_appeal(
        is_author=who == "author",
        is_reporter=who == "reporter",
        action=action,
        decided_at=NOON,
        at=NOON,
        has_been_appealed=False,
        appeal_for=timedelta(days=183),
    )

    assert (said or "").startswith(refused)
    assert bool(said) == bool(refused)


@pytest.mark.parametrize(
    ("days", "appeals", "refused"), [(180, 0, ""), (184, 0, "183 days"), (1, 1, "can be one")]
)
def test_an_appeal_is_made_once_and_in_time(days: int, appeals: int, refused: str) -> None:
    said = people.why_not_appeal(
        is_author=True,
        is_reporter=False,
        action=Action.HIDE,
        decided_at=NOON,
        at=NOON + timedelta(days=days),
        has_been_appealed=appeals > 0,
        appeal_for=timedelta(days=183),
    )

    assert refused in (said or "")
    assert bool(said) == bool(refused)
