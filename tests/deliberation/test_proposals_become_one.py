"""When proposals become one, everyone who moved or supported any of them is behind it, once."""

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from deliberation.actions import joinings, proposals, publishing, supporting
from deliberation.models import Proposal, ProposalAuthor, ProposalSupport
from deliberation.rules.proposals import State
from tests import make


def published(by, title):
    made = proposals.begin(title, "A summary.", f"The text of {title}.", by=by)
    publishing.publish(made, by=by)
    return made


def behind(proposal):
    return set(
        db.session.scalars(
            sa.select(ProposalSupport.member_id).where(ProposalSupport.proposal_id == proposal.id)
        )
    )


def movers(proposal):
    return set(
        db.session.scalars(
            sa.select(ProposalAuthor.member_id).where(
                ProposalAuthor.proposal_id == proposal.id,
                ProposalAuthor.agreed_at.is_not(None),
                ProposalAuthor.ended_at.is_(None),
            )
        )
    )


@pytest.fixture
def three(inside, town):
    return made_three(town)


@pytest.fixture
def two_ids(app, town):
    """Two of them, for browsers: no context stays open."""
    with app.app_context():
        made = made_three(town)
        db.session.commit()
        return [one.id for one in made[:2]]


def made_three(town):
    """Proposals of Ada, Bola and Chen; five members support some of them."""
    made = [published(by, f"Of {n}") for n, by in enumerate((town.ada, town.bola, town.chen))]
    crowd = [Viewer(id=make.member().id, on_roll=True) for _ in range(5)]
    for one, supporters in zip(made, (crowd[:3], crowd[2:], [crowd[0], town.ada]), strict=True):
        for by in supporters:
            supporting.support(one, by=by)
    return made


def test_a_duplicate_brings_its_authors_and_supporters_each_counted_once(three, town):
    one, other, _ = three
    everyone, authors = behind(one) | behind(other), movers(one) | movers(other)
    before = behind(one)
    joining = joinings.ask_to_join(one, other, "They say the same.", by=town.ada)
    assert joining.done_at is None
    with pytest.raises(Refused, match="Only the authors"):
        joinings.agree(joining, by=town.chen)
    assert joinings.agree(joining, by=town.bola)

    assert behind(other) == everyone
    assert other.supports == len(everyone) == 7
    assert movers(other) == authors
    assert (one.state, one.merged_into_id) == (State.MERGED, other.id)
    assert behind(one) == before
    with pytest.raises(Refused):
        supporting.support(one, by=town.chen)


def test_a_composite_waits_for_everyone_who_moved_a_part_and_keeps_them_all(three, town):
    everyone = set.union(*map(behind, three))
    made = joinings.composite(three, "All of them", "One summary.", "One text.", by=town.ada)
    proposals.agree(made, by=town.bola)
    with pytest.raises(Refused, match="One author has not agreed"):
        publishing.publish(made, by=town.ada)
    proposals.agree(made, by=town.chen)
    publishing.publish(made, by=town.bola)

    assert behind(made) == everyone
    assert made.supports == len(everyone) == 8
    assert movers(made) == {town.ada.id, town.bola.id, town.chen.id}
    assert {one.state for one in three} == {State.MERGED}
    assert {one.merged_into_id for one in three} == {made.id}


def test_nobody_is_made_an_author_of_a_composite_by_others(three, town):
    made = joinings.composite(three[:2], "Both", "One summary.", "One text.", by=town.ada)
    proposals.step_back(made, by=town.bola)
    publishing.publish(made, by=town.ada)

    assert three[1].state == State.GATHERING
    assert town.bola.id not in movers(made)


def test_taken_out_again_everyone_is_where_they_would_be_without_it(three, town):
    one, other, third = three
    made = joinings.composite(three, "All of them", "One summary.", "One text.", by=town.ada)
    for by in (town.bola, town.chen):
        proposals.agree(made, by=by)
    publishing.publish(made, by=town.ada)
    with pytest.raises(Refused, match="Only those who moved it"):
        joinings.part_again(other, "Not mine.", by=town.chen)
    joinings.part_again(other, "It lost its point.", by=town.bola)

    assert other.state == State.GATHERING
    assert other.merged_into_id is None
    assert behind(made) - {town.bola.id} == behind(one) | behind(third)
    assert made.supports == len(behind(made))


def test_what_became_part_of_another_leads_there(two_ids, sign_in, cast):
    one, other = two_ids
    ada, bola = sign_in(cast.ada), sign_in(cast.bola)
    ada.get(f"/proposals/{one}/join")
    ada.post(f"/proposals/{one}/join", {"into": "P99999", "reason": "The same."}, status=422)
    ada.post(f"/proposals/{one}/join", {"into": f"P{other}", "reason": "The same."})
    asked = bola.get(f"/proposals/{other}").text
    joining = asked.split("/joinings/")[1].split("/")[0]
    bola.post(f"/joinings/{joining}/agree")

    page = sign_in(cast.chen).get(f"/proposals/{one}").text
    assert f'href="/proposals/{other}"' in page
    assert "The text of Of 0." in page
    assert f'href="/proposals/{one}"' in sign_in(cast.chen).get(f"/proposals/{other}").text


def test_a_composite_is_made_on_its_pages(app, two_ids, sign_in, cast):
    one, other = two_ids
    ada = sign_in(cast.ada)
    ada.get(f"/proposals/{one}/composite")
    form = ada.get(f"/proposals/{one}/composite?part={other}").text
    assert "The text of Of 1." in form
    sent = {"title": "Both", "summary": "One.", "text": "Both texts.", "part": str(other)}
    page = ada.follow(ada.post(f"/proposals/{one}/composite", sent))
    address = page.request.path
    assert "asked, has not answered" in page.text
    bola = sign_in(cast.bola)
    bola.post(f"{address}/agree")
    bola.post(f"{address}/publish")
    ada.get(f"/proposals/{one}/part")

    assert "Made of" in bola.get(address).text
    with app.app_context():
        assert db.session.get_one(Proposal, one).state == State.MERGED
