"""A member drafts a proposal, alone or with others; it comes out and gathers support."""

import pytest

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Grant, Role
from core.db import db
from core.errors import Refused
from deliberation.actions import proposals, publishing, supporting
from deliberation.models import Proposal, Thread
from deliberation.rules import Where
from deliberation.rules.proposals import Part, Sort, State
from tests import make


def drafted(town, **options):
    return proposals.begin(
        "Breakfast clubs in every primary school",
        "Every primary school offers a breakfast. The state pays.",
        "We ask the party to promise **breakfast**.",
        by=town.ada,
        where=Where(option_id=town.option),
        **options,
    )


def crowd(count):
    people = [make.member() for _ in range(count)]
    return [Viewer(id=one.id, on_roll=True) for one in people]


def test_it_comes_out_with_a_code_and_a_discussion(inside, town):
    made = drafted(town)
    publishing.publish(made, by=town.ada)
    thread = db.session.get_one(Thread, made.thread_id)

    assert made.state == State.GATHERING
    assert made.code == f"P{made.id}"
    assert (thread.asks, thread.topic_id, thread.option_id) == (
        "proposal",
        town.topic,
        town.option,
    )
    assert made.supports == 1  # its author


def test_a_co_author_agrees_to_the_words_as_they_are(inside, town):
    made = drafted(town)
    proposals.invite(made, db.session.get_one(Member, town.bola.id), Part.AUTHOR, by=town.ada)
    proposals.agree(made, by=town.bola)
    proposals.edit_draft(made, made.title, "Breakfast for all.", made.text, by=town.bola)

    with pytest.raises(Refused, match="has not agreed to the words"):
        publishing.publish(made, by=town.bola)
    proposals.agree(made, by=town.ada)
    publishing.publish(made, by=town.bola)
    assert made.supports == 2


def test_somebody_who_was_asked_and_did_not_answer_holds_nothing_up(inside, town):
    made = drafted(town)
    proposals.invite(made, db.session.get_one(Member, town.bola.id), Part.AUTHOR, by=town.ada)
    publishing.publish(made, by=town.ada)

    assert made.supports == 1


def test_support_counts_each_member_once_up_to_the_threshold(inside, town):
    made = drafted(town)
    publishing.publish(made, by=town.ada)
    made.needed = 4
    db.session.flush()
    one, two, three = crowd(3)
    for by in (one, one, two):
        supporting.support(made, by=by)
    assert (made.supports, made.state) == (3, State.GATHERING)
    supporting.take_back_support(made, by=two)
    supporting.take_back_support(made, by=two)
    assert made.supports == 2
    supporting.support(made, by=two)
    assert supporting.support(made, by=three)
    assert (made.supports, made.state) == (4, State.SUPPORTED)
    supporting.take_back_support(made, by=three)
    assert (made.supports, made.state) == (3, State.SUPPORTED)
    with pytest.raises(Refused, match="one of its authors"):
        supporting.take_back_support(made, by=town.ada)


def test_a_resolution_needs_a_seconder_of_the_clp_and_an_officer(inside, town, cast):
    made = proposals.begin(
        "Buses on Sundays",
        "Buses run on Sundays.",
        "We ask the county to run them.",
        by=town.ada,
        sort=Sort.RESOLUTION,
        where=Where(clp_id=cast.ashford),
    )
    farah = Viewer(
        id=cast.farah,
        clp_id=cast.ashford,
        on_roll=True,
        grants=(Grant(Role.OFFICER, cast.ashford),),
    )
    with pytest.raises(Refused, match="needs a seconder"):
        publishing.table(made, "Carried on 12 May, 31 to 4.", by=farah)
    with pytest.raises(Refused, match="of the CLP that tables"):
        proposals.invite(made, db.session.get_one(Member, cast.chen), Part.SECONDER, by=town.ada)
    proposals.invite(made, db.session.get_one(Member, cast.bola), Part.SECONDER, by=town.ada)
    proposals.agree(made, by=town.bola)
    with pytest.raises(Refused, match="tabled by an officer"):
        publishing.publish(made, by=town.ada)
    with pytest.raises(Refused, match="tabled by an officer"):
        publishing.table(made, "I say so.", by=town.chen)
    with pytest.raises(Refused, match="Say how the CLP"):
        publishing.table(made, " ", by=farah)
    publishing.table(made, "Carried on 12 May, 31 to 4.", by=farah)

    assert made.code == f"R{made.id}"
    assert db.session.get_one(Thread, made.thread_id).clp_id == cast.ashford


def test_withdrawing_wants_a_reason_and_leaves_the_text(inside, town):
    made = drafted(town)
    publishing.publish(made, by=town.ada)
    with pytest.raises(Refused, match="Only its authors"):
        proposals.withdraw(made, "No.", by=town.bola)
    with pytest.raises(Refused, match="Say why"):
        proposals.withdraw(made, "", by=town.ada)
    proposals.withdraw(made, "It was promised today.", by=town.ada)

    assert made.state == State.WITHDRAWN
    assert db.session.get_one(Proposal, made.id).text
    with pytest.raises(Refused):
        supporting.support(made, by=town.bola)


@pytest.mark.parametrize(
    ("changed", "why_not"),
    [
        ({"title": "T" * 121}, "121 characters"),
        ({"summary": "One two. Three four. Five six."}, "3 sentences"),
        ({"summary": ""}, "Enter a summary"),
        ({"text": "\u200b"}, "Write the text"),
        ({"text": "x" * 20_001}, "20,001 of 20,000"),
    ],
)
def test_words_that_will_not_do_are_refused_with_the_reason(inside, town, changed, why_not):
    words = {"title": "A title", "summary": "A summary.", "text": "A text.", **changed}
    with pytest.raises(Refused, match=why_not):
        proposals.begin(words["title"], words["summary"], words["text"], by=town.ada)
