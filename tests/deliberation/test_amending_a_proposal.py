"""Amendments are put together with what stands there; all authors agree, or one by house rule."""

import pytest

from accounts.access import Viewer
from accounts.models import Member
from core.db import db
from core.errors import Refused
from deliberation.actions import amendments, answering, proposals, publishing
from deliberation.models import ProposalVersion
from deliberation.rules.amendments import AmendmentState
from deliberation.rules.proposals import Part
from tests import make

TEXT = "The first point.\n\nThe second point.\n\nThe third point."


@pytest.fixture
def two_authors(inside, town):
    made = proposals.begin("A title", "A summary.", TEXT, by=town.ada)
    proposals.invite(made, db.session.get_one(Member, town.bola.id), Part.AUTHOR, by=town.ada)
    proposals.agree(made, by=town.bola)
    publishing.publish(made, by=town.ada)
    return made


def amended(proposal, old, new, by):
    text = TEXT.replace(old, new)
    return amendments.amend(proposal, proposal.summary, text, "Better.", by=by, base=1)


def test_it_takes_every_author(two_authors, town):
    made = amended(two_authors, "first", "very first", town.chen)
    assert not amendments.agree(made, by=town.ada)
    with pytest.raises(Refused, match="agreed already"):
        amendments.agree(made, by=town.ada)
    assert "very" not in two_authors.text
    assert amendments.agree(made, by=town.bola)

    assert "very first" in two_authors.text
    assert (made.state, two_authors.revision) == (AmendmentState.ACCEPTED, 2)
    assert db.session.get_one(ProposalVersion, (two_authors.id, 1)).text == TEXT


def test_amendments_of_different_places_are_both_in_the_text(two_authors, town):
    one = amended(two_authors, "first", "very first", town.chen)
    other = amended(two_authors, "third", "very last", town.dilys)
    for by in (town.ada, town.bola):
        amendments.agree(one, by=by)
        amendments.agree(other, by=by)

    assert two_authors.text == TEXT.replace("first", "very first").replace("third", "very last")


def test_where_two_change_the_same_words_the_second_is_made_again(two_authors, town):
    one = amended(two_authors, "first", "last", town.chen)
    other = amended(two_authors, "first", "only", town.dilys)
    for by in (town.ada, town.bola):
        amendments.agree(one, by=by)
    amendments.agree(other, by=town.ada)
    with pytest.raises(Refused, match="made again"):
        amendments.agree(other, by=town.bola)
    _, text = amendments.merged(two_authors, other)

    assert not text.is_clean
    with pytest.raises(Refused, match="in order first"):
        amendments.amend(two_authors, "A summary.", text.text, "Again.", by=town.dilys)


def test_a_sole_author_changes_the_text_by_an_amendment_of_their_own(inside, town):
    made = proposals.begin("A title", "A summary.", TEXT, by=town.ada)
    publishing.publish(made, by=town.ada)
    done = amended(made, "first", "very first", town.ada)

    assert done.state == AmendmentState.ACCEPTED
    assert "very first" in made.text


def test_only_authors_refuse_and_only_with_a_reason(two_authors, town):
    made = amended(two_authors, "first", "very first", town.chen)
    with pytest.raises(Refused, match="Only the authors"):
        amendments.refuse(made, "No.", by=town.chen)
    with pytest.raises(Refused, match="Say why"):
        amendments.refuse(made, " ", by=town.ada)
    amendments.refuse(made, "It says less.", by=town.ada)
    with pytest.raises(Refused, match="refused already"):
        amendments.agree(made, by=town.bola)

    assert two_authors.text == TEXT


def test_the_words_stand_still_while_members_vote(two_authors, town):
    two_authors.needed = 1
    made = amended(two_authors, "first", "very first", town.chen)
    proposals.reach(two_authors)
    answering.put_to_poll(two_authors.id, 7, by=Viewer(id=make.member().id))
    with pytest.raises(Refused, match="cannot be amended any more"):
        amendments.agree(made, by=town.ada)
    with pytest.raises(Refused, match="cannot be amended any more"):
        amended(two_authors, "second", "2nd", town.chen)
