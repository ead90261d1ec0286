"""A view is removed by two editors, with a reason of the list, after seven days."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from tests.wiki.removal_house import EDITOR, House
from wiki import actions
from wiki.actions import removal_facts, removals
from wiki.models import Argument, Option, Suggestion, Support
from wiki.rules.removals import Act, RemovalReason


@pytest.fixture
def house(app, cast):
    with app.app_context():
        yield House(cast)
        db.session.rollback()


def refused(does, *args, **more) -> str:
    with pytest.raises(Refused) as caught:
        does(*args, **more)
    return caught.value.sentence


def in_days(days):
    return freeze(now() + timedelta(days=days))


def test_it_takes_two_different_editors(house):
    removal = house.propose()

    assert "another person" in refused(removals.agree, removal, by=house.dilys)
    assert "Only editors" in refused(removals.agree, removal, by=house.ada)
    removals.agree(removal, by=house.emrys)
    assert not house.is_archived()
    removal.second_id = removal.first_id
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_the_second_comes_from_another_clp(house):
    removal = house.propose()
    neighbour = Viewer(id=house.cast.gwen, clp_id=house.cast.brambleton, grants=(EDITOR,))
    nowhere = Viewer(id=house.cast.gwen, clp_id=None, grants=(EDITOR,))

    assert "another CLP" in refused(removals.agree, removal, by=neighbour)
    assert "another CLP" in refused(removals.agree, removal, by=nowhere)


@pytest.mark.parametrize(
    ("member", "said"),
    [("ada", "This view came from you"), ("bola", "You wrote what stands against this view")],
)
def test_the_second_has_no_part_in_the_view(house, member, said):
    removal = house.propose()
    editor = Viewer(id=getattr(house.cast, member), clp_id=house.cast.ashford, grants=(EDITOR,))

    assert said in refused(removals.agree, removal, by=editor)
    assert said in refused(removals.refuse, removal, by=editor, words="No.")


def test_who_argues_otherwise_cannot_even_propose(house):
    bola = Viewer(id=house.cast.bola, clp_id=house.cast.ashford, grants=(EDITOR,))

    assert "stands against" in refused(house.propose, by=bola)
    assert "stands against" in refused(house.propose, house.option, by=bola)


@pytest.mark.parametrize("reason", ["unpopular", "", "same"])
def test_the_reason_is_one_of_the_list_for_this_act(house, reason):
    assert "from the list" in refused(house.propose, reason=reason)
    assert "your own words" in refused(house.propose, words=" ")


def test_no_reason_is_an_opinion():
    words = " ".join(reason.words.lower() for reason in RemovalReason)

    for opinion in (
        "unpopular",
        "policy",
        "extreme",
        "offens",
        "mislead",
        "wrong view",
        "minority",
    ):
        assert opinion not in words
    assert {act for reason in RemovalReason for act in reason.acts} == set(Act)


def test_it_takes_effect_after_seven_days_and_not_before(house):
    removal = house.agreed()
    with in_days(6.99):
        house.work()
        assert not house.is_archived()
    with in_days(7):
        house.work()
        house.work()

    assert house.is_archived()
    assert house.argument.archived_because.startswith("Archived on ")
    assert "it is out of date" in house.argument.archived_because
    assert house.steps(removal) == ["proposed", "agreed", "took_effect"]
    assert actions.words_of(house.argument)["claim"] == "Hungry children cannot learn"


def test_without_a_second_editor_it_lapses(house):
    removal = house.propose()
    with in_days(31):
        house.work()

    assert (removal.state, house.argument.removal_id) == ("lapsed", None)
    house.propose()


def test_the_people_behind_are_told_and_nobody_else(house):
    house.agreed(house.option)

    told = house.mail("Two editors want to archive")
    assert told == {f"{name}@demo.example" for name in ("ada", "bola", "chen", "farah")}


def test_one_editor_calls_it_off_and_one_restores(house):
    first, second = house.agreed(), house.agreed(house.other)
    removals.put_back(first, by=house.jo, words="It still holds.")
    with in_days(8):
        house.work()
        removals.put_back(second, by=house.jo, words="It still holds.")

    assert (first.state, second.state) == ("called_off", "restored")
    assert not house.is_archived()
    assert house.other.archived_at is None
    assert "nothing to put back" in refused(removals.put_back, second, by=house.jo, words="Again")


def test_only_one_removal_of_a_view_is_open(house):
    house.propose()

    assert "One at a time" in refused(house.propose)


def test_what_moderators_have_hidden_waits_for_them_and_keeps_its_own_state(house):
    house.argument.hidden_at, house.argument.hidden_because = now(), "Hidden: rule 2."
    db.session.flush()
    assert "Moderators have hidden this view" in refused(house.propose)

    house.argument.hidden_at = None
    db.session.flush()
    house.agreed()
    house.argument.hidden_at = now()
    with in_days(8):
        house.work()
    house.argument.hidden_at = None  # put back by moderators
    assert house.is_archived()


def test_a_merged_option_takes_its_arguments_along_and_they_come_back(house):
    target = actions.add_option(house.option.topic, "Meals for everyone", by=house.dilys)
    removal = house.agreed(house.option, Act.MERGE, reason="same", into=target)
    with in_days(8):
        house.work()
        assert house.option.merged_into_id == target.id
        assert _options_of_arguments() == {target.id}
        removals.put_back(removal, by=house.jo, words="They differ after all.")

    assert house.option.merged_into_id is None
    assert _options_of_arguments() == {house.option.id}


def _options_of_arguments():
    db.session.flush()
    return set(db.session.scalars(sa.select(Argument.option_id)))


def test_a_view_is_merged_only_into_one_that_stands_beside_it(house):
    merge = {"act": Act.MERGE, "reason": "same"}

    assert "Choose the view" in refused(house.propose, **merge)
    assert "into itself" in refused(house.propose, into=house.argument, **merge)
    assert "one against" in refused(house.propose, into=house.against, **merge)
    assert "beside it" in refused(house.propose, into=house.option, **merge)
    house.propose(into=house.other, **merge)


def test_a_merge_into_what_was_archived_since_lapses(house):
    removal = house.agreed(act=Act.MERGE, reason="same", into=house.other)
    house.other.archived_at = now()
    with in_days(8):
        house.work()

    assert (removal.state, house.argument.archived_at) == ("lapsed", None)


def test_a_change_of_sense_waits_joins_later_rewording_and_can_be_undone(house):
    words = {"claim": "Hungry children learn less", "text": "", "sources": ""}
    removal = house.agreed(act=Act.SENSE, reason="corrected", new_words=words)
    actions.edit(house.argument, {"text": "See *below*."}, by=house.dilys, base=1)
    assert house.argument.claim == "Hungry children cannot learn"
    with in_days(8):
        house.work()
        assert house.argument.claim == "Hungry children learn less"
        assert house.argument.text == "See *below*."
        removals.put_back(removal, by=house.jo, words="Too weak.")

    assert house.argument.claim == "Hungry children cannot learn"
    assert house.argument.text == "See *below*."
    assert house.argument.revision == 4


def test_a_change_of_sense_that_contradicts_later_words_lapses(house):
    words = {"claim": "Hungry children learn less", "text": "", "sources": ""}
    removal = house.agreed(act=Act.SENSE, reason="corrected", new_words=words)
    actions.edit(house.argument, {"claim": "Hungry pupils never learn"}, by=house.dilys, base=1)
    with in_days(8):
        house.work()

    assert removal.state == "lapsed"
    assert house.argument.claim == "Hungry pupils never learn"


def test_archived_and_merged_views_are_rows_as_before(house):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(Option))
    house.agreed(house.option)
    with in_days(8):
        house.work()

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Option)) == before


def test_the_people_behind_hold_who_supports_what_it_came_from(house, cast):
    suggestion = Suggestion(
        asks_for="argument",
        title="Hungry",
        topic_id=house.argument.topic_id,
        author_id=cast.ada,
        made_at=now(),
        became_kind="argument",
        became_id=house.argument.id,
    )
    db.session.add(suggestion)
    db.session.flush()
    db.session.add(Support(suggestion_id=suggestion.id, member_id=cast.emrys, at=now()))
    db.session.flush()

    assert removal_facts.people_behind(house.argument) == {cast.ada, cast.emrys}
    removal = house.propose()
    assert "You support this view" in (removal_facts.why_not_second(removal, house.emrys) or "")
