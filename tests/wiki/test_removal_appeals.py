"""An appeal takes one click, suspends the removal, and somebody else decides it in public."""

from datetime import timedelta

import pytest

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from tests.wiki.removal_house import EDITOR, House
from wiki import actions
from wiki.actions import redacting, removal_appeals, removals
from wiki.models import Removal
from wiki.rules.removals import Act


@pytest.fixture
def house(app, cast):
    with app.app_context():
        yield House(cast)
        db.session.rollback()


def refused(act, *args, **more) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return caught.value.sentence


def in_days(days):
    return freeze(now() + timedelta(days=days))


def test_an_appeal_suspends_the_removal_until_it_is_decided(house):
    removal = house.appealed()
    with in_days(60):
        house.work()
        assert not house.is_archived()
        removal_appeals.judge(removal, by=house.jo, stands=True, words="It is out of date indeed.")

        assert house.is_archived()
    steps = ["proposed", "agreed", "appealed", "upheld", "took_effect"]
    assert house.steps(removal) == steps


def test_an_appeal_before_its_day_that_fails_changes_nothing_about_the_day(house):
    removal = house.appealed()
    removal_appeals.judge(removal, by=house.jo, stands=True, words="Yes.")
    assert not house.is_archived()
    with in_days(7):
        house.work()
    assert house.is_archived()


def test_an_appeal_after_it_took_effect_puts_the_view_back_meanwhile(house):
    removal = house.agreed()
    with in_days(8):
        house.work()
        removal_appeals.appeal(removal, by=house.ada, words="It is still so.")
        assert not house.is_archived()
        removal_appeals.judge(removal, by=house.jo, stands=False, words="It is still so.")

        assert (removal.state, house.argument.removal_id) == ("overturned", None)
    told = house.mail("the view stays")
    assert told == {f"{name}@demo.example" for name in ("ada", "dilys", "emrys")}


def test_an_appeal_after_a_change_of_sense_puts_the_words_back_meanwhile(house):
    words = {"claim": "Hungry children learn less", "text": "", "sources": ""}
    removal = house.agreed(act=Act.SENSE, reason="corrected", new_words=words)
    with in_days(8):
        house.work()
        removal_appeals.appeal(removal, by=house.ada)
        assert house.argument.claim == "Hungry children cannot learn"
        removal_appeals.judge(removal, by=house.jo, stands=True, words="The study says less.")
    assert house.argument.claim == "Hungry children learn less"


def test_it_is_open_for_thirty_days_after_it_took_effect_and_once(house):
    removal = house.agreed()
    with in_days(7):
        house.work()
    with in_days(38):
        assert "30 days" in refused(removal_appeals.appeal, removal, by=house.ada)
    with in_days(36):
        removal_appeals.appeal(removal, by=house.ada)
        removal_appeals.judge(removal, by=house.jo, stands=True, words="Yes.")
        assert "There can be one" in refused(removal_appeals.appeal, removal, by=house.ada)


def test_only_who_stands_behind_the_view_appeals(house):
    removal = house.agreed()

    for other in (house.bola, house.emrys, house.dilys, Viewer()):
        assert "those who support it" in refused(removal_appeals.appeal, removal, by=other)


@pytest.mark.parametrize(
    ("who", "clp", "grants", "said"),
    [
        ("dilys", "brambleton", (EDITOR,), "one of the two editors"),
        ("emrys", "ashford", (EDITOR,), "one of the two editors"),
        ("gwen", "brambleton", (EDITOR,), "another CLP"),
        ("stella", "ashford", (Grant(Role.STEWARD, None),), "another CLP"),
        ("gwen", "", (EDITOR,), "another CLP"),
        ("gwen", "third", (), "Editors and stewards"),
        ("ada", "third", (EDITOR,), "your own appeal"),
        ("bola", "third", (EDITOR,), "what stands against"),
    ],
)
def test_somebody_else_decides(house, who, clp, grants, said):
    removal = house.appealed()
    clps = {"": None, "third": house.jo.clp_id}
    clp_id = clps[clp] if clp in clps else getattr(house.cast, clp)
    judge = Viewer(id=getattr(house.cast, who), clp_id=clp_id, grants=grants)

    assert said in refused(removal_appeals.judge, removal, by=judge, stands=True, words="So.")


def test_the_editors_cannot_slip_past_an_appeal(house):
    removal = house.appealed()

    assert "An appeal is being decided" in refused(
        removals.put_back, removal, by=house.dilys, words="Never mind."
    )
    assert "One at a time" in refused(house.propose)


def test_a_redaction_withholds_at_once_in_every_revision_and_is_reviewed(house):
    actions.edit(house.argument, {"text": "Call 555."}, by=house.dilys, base=1)
    removal = redacting.redact(house.argument, by=house.dilys, reason="private", words="A number.")

    said = str([one.words for one in house.revisions(house.argument)]) + house.argument.html
    assert "555" not in said
    assert "Hungry" not in said
    assert house.argument.claim == "Redacted argument"
    assert f"/removals/{removal.id}" in house.argument.html
    assert "another person" in refused(removals.agree, removal, by=house.dilys)
    removals.agree(removal, by=house.emrys)
    assert removal.second_id == house.cast.emrys
    assert "past that" in refused(removals.refuse, removal, by=house.jo, words="No.")
    assert house.mail("withheld") == {"ada@demo.example"}


def test_a_refused_redaction_puts_every_word_back(house):
    removal = redacting.redact(house.argument, by=house.dilys, reason="private", words="A number.")
    removals.refuse(removal, by=house.emrys, words="Nothing private in it.")

    assert house.argument.claim == "Hungry children cannot learn"
    assert house.revisions(house.argument)[0].words["claim"] == "Hungry children cannot learn"


def test_an_appeal_against_a_redaction_leaves_the_words_withheld_until_it_succeeds(house):
    removal = redacting.redact(house.argument, by=house.dilys, reason="unlawful", words="Libel.")
    removal_appeals.appeal(removal, by=house.ada)
    assert house.argument.claim == "Redacted argument"
    removal_appeals.judge(removal, by=house.jo, stands=False, words="No libel.")

    assert house.argument.claim == "Hungry children cannot learn"
    assert db.session.get(Removal, removal.id).state == "overturned"


def test_clean_words_in_place_of_redacted_ones_stay(house):
    removal = redacting.redact(house.argument, by=house.dilys, reason="private", words="A number.")
    actions.edit(house.argument, {"claim": "Hunger hinders"}, by=house.emrys, base=2)
    removals.refuse(removal, by=house.emrys, words="It was fine.")

    assert house.argument.claim == "Hunger hinders"
