"""Each answer to a prompt, from the button to what everybody sees, by ordinary forms."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from accounts.models import Member
from core import clock
from core.db import db
from deliberation.actions import reply
from deliberation.models import CalendarEntry, MeetingItem, Post, QuietRound, Thread
from deliberation.queries import voices_on
from deliberation.queries.packs import missing_in
from deliberation.rules import Position
from moderation.actions.beside import end_over
from moderation.detectors.finding import Detector
from moderation.models import AlsoSaid, Case, Steelman
from moderation.rules.offers import Offer, offers_of
from moderation.rules.steelmen import names_that_may_be
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report
from tests.moderation.test_prompts import as_viewer, look, lopsided, prompt
from wiki.models import Argument, Option

__all__ = ["lopsided", "prompt"]  # fixtures
WORDS = "Rural routes would lose money, and then they would go."
SOURCE = "Slip on paper, meeting of 3 March"


def send(people: People, prompt: Case, offer: Offer, *, status: int = 303, **fields: str) -> str:
    """Answer the prompt as Chen; the page that comes back."""
    typed = {f"{offer}-{name}": value for name, value in fields.items()}
    sent = {f"{offer}-version": prompt.version, **typed}
    place = f"/cases/{prompt.id}/{offer.words.place}"
    return people.chen.post(place, sent, status=status).text


@pytest.mark.parametrize("detector", list(Detector))
def test_every_detector_offers_something_and_can_be_put_aside(detector):
    offered = offers_of(detector)

    assert offered[-1] is Offer.DISMISSAL
    assert len(offered) == len(set(offered)) > 1
    assert all(offer.words.next for offer in offered)


def test_the_steelman_slot_stands_on_topic_and_thread_and_counts_as_nobodys_voice(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    with office.open():
        before = voices_on(lopsided.option)
        thread = db.session.scalars(sa.select(Thread)).one().id

    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)

    for place in (f"/topics/{lopsided.topic}-buses", f"/threads/{thread}"):
        page = people.eve.get(place).text
        assert "are not here. They would say:" in page
        assert "on behalf of members who are not here" in page
        assert "Not their own view, not a vote, counted in no statistic." in page
        assert WORDS in page
        assert SOURCE in page
    assert "Opened a steelman slot" in people.eve.get("/log").text
    with office.open():
        assert voices_on(lopsided.option) == before


def test_who_answers_a_prompt_goes_on_to_what_came_of_it(
    prompt: Case, people: People, lopsided: Place
) -> None:
    sent = {"question-version": prompt.version, "question-words": "What speaks against it?"}
    answer = people.chen.post(f"/cases/{prompt.id}/questions", sent)

    assert "What speaks against it?" in people.chen.get(answer.headers["Location"]).text


def test_a_slot_needs_a_source_names_nobody_and_is_one_for_each_side(
    prompt: Case, people: People, office: Office
) -> None:
    def refused(**fields: str) -> str:
        return send(people, prompt, Offer.STEELMAN, status=422, **fields)

    assert "Say where this comes from" in refused(words=WORDS, source="")
    assert "is the name of a member" in refused(words="As Bola Adeyemi says, no.", source=SOURCE)
    assert "Leave out" in refused(words="@Bola says no.", source=SOURCE)
    assert WORDS in refused(words=WORDS, source="s" * 301)
    assert "As Bola" in names_that_may_be("As Bola Adeyemi says")
    assert "Bola Adeyemi" in names_that_may_be("As Bola Adeyemi says")

    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)
    with office.open():
        again = db.session.get_one(Case, prompt.id)
        again.state = "open"
        db.session.commit()
    assert "slot for this side already" in people.stella.get(f"/cases/{prompt.id}").text


def test_a_holder_says_not_quite_and_their_own_words_take_its_place(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)
    address = "/steelmen/1"
    people.bola.post(f"{address}/holders", {})
    assert "You have answered this" in people.bola.post(f"{address}/holders", {}, status=422).text

    people.ada.post(f"{address}/corrections", {"words": "They would cost twice as much."})

    assert "1 member who holds this view says that it is put fairly" in people.eve.get(address).text
    page = people.eve.get(f"/topics/{lopsided.topic}-buses").text
    assert "Said by a member who holds this view, against:" in page
    assert "They would cost twice as much." in page
    assert "Not their own view" not in page
    with office.open():
        post = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
        assert post is not None
        assert post.position == "against"
        assert voices_on(lopsided.option)["against"] == 2


def test_a_slot_gives_way_to_the_first_holder_and_ends_after_thirty_days(
    prompt: Case, people: People, office: Office, lopsided: Place, cast: Cast
) -> None:
    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)
    with office.open():
        thread = db.session.scalars(sa.select(Thread)).one()
        stella = as_viewer(db.session.get_one(Member, cast.stella))
        said = reply(thread, "It would bankrupt us.", by=stella, position=Position.AGAINST)
        end_over(clock.now())
        option = db.session.get_one(Option, lopsided.option)
        assert [line["kind"] for line in option.beside or []] == ["holder"]
        said.hidden_at = clock.now()
        db.session.flush()
        end_over(clock.now() + timedelta(days=29))
        end_over(clock.now() + timedelta(days=31))
        db.session.commit()
        assert option.beside is None
        assert db.session.scalars(sa.select(Steelman.ended_at)).one() is not None


def test_removing_a_slot_takes_two_people_and_then_it_is_gone_at_once(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)
    report(people.ada, "steelman", 1, "off_topic")
    page = f"/topics/{lopsided.topic}-buses"

    decide(people.stella, office.newest(), "hide", reason="off_topic")
    assert WORDS in people.eve.get(page).text
    with office.open():
        assert office.newest().state == "awaiting_second"
        slot = db.session.get_one(Steelman, 1)
        assert slot.hidden_at is None


def test_a_quiet_round_opens_from_a_prompt_in_its_discussion(
    prompt: Case, people: People, office: Office
) -> None:
    send(people, prompt, Offer.QUIET, words="What do you think, and why?")

    with office.open():
        thread = db.session.scalars(sa.select(Thread)).one()
        assert db.session.scalars(sa.select(QuietRound.thread_id)).one() == thread.id
    page = people.eve.get(f"/threads/{thread.id}").text
    assert "quiet round</a> is open until" in page
    assert "Opened a quiet round" in people.eve.get("/log").text


def test_what_few_have_seen_stands_at_the_top_for_a_week_and_goes_when_hidden(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    with office.open():
        post = db.session.scalars(sa.select(Post).where(Post.position == "against")).first()
        assert post is not None
    page = f"/topics/{lopsided.topic}-buses"
    assert "I am against it." not in people.eve.get(page).text
    assert "Choose what should be shown" in send(
        people, prompt, Offer.ALSO_SAID, point="post:9999", status=422
    )

    send(people, prompt, Offer.ALSO_SAID, point=f"post:{post.id}")

    assert "<strong>Also said, against:</strong>" in people.eve.get(page).text
    report(people.ada, "post", post.id, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")
    assert "Also said" not in people.eve.get(page).text
    with office.open():
        end_over(clock.now() + timedelta(days=8))
        assert db.session.scalars(sa.select(AlsoSaid.ended_at)).one() is not None


def test_a_prompt_goes_on_the_agenda_and_its_sentence_stands_on_the_sheet(
    prompt: Case, people: People, office: Office, cast: Cast
) -> None:
    with office.open():
        entry = CalendarEntry(
            title="July meeting",
            clp_id=cast.brambleton,
            is_meeting=True,
            state="approved",
            starts_at=clock.now() + timedelta(days=3),
            ends_at=clock.now() + timedelta(days=3, hours=2),
            author_id=cast.farah,
            added_at=clock.now(),
            changed_at=clock.now(),
        )
        db.session.add(entry)
        db.session.commit()
        entry_id = entry.id
    assert "Choose a meeting" in send(people, prompt, Offer.AGENDA, entry="٣", status=422)

    send(people, prompt, Offer.AGENDA, entry=str(entry_id))

    with office.open():
        item = db.session.scalars(sa.select(MeetingItem)).one()
        assert "are against" in missing_in(item.thread_id, item.meeting_id)
    pack = people.chen.get(f"/threads/{item.thread_id}/pack?meeting={item.meeting_id}").text
    assert "Who is absent, which view is missing" in pack
    assert "About two in five of the members who took a side" in pack


def test_people_take_turns_where_a_prompt_says_that_few_speak(
    prompt: Case, people: People, office: Office
) -> None:
    with office.open():
        thread = db.session.scalars(sa.select(Thread)).one()
        case = db.session.get_one(Case, prompt.id)
        figures = {"posts": 20, "speakers": 6, "top_1": 0.5, "top_3": 0.8, "effective": 3.0}
        case.figures = {"detector": "dominance", **figures}
        case.subject_kind, case.subject_id = "thread", thread.id
        db.session.commit()

    send(people, prompt, Offer.TURNS)

    with office.open():
        assert db.session.get_one(Thread, thread.id).turns_until is not None
    assert "Let people take turns" in people.eve.get("/log").text


def test_an_answer_that_a_prompt_does_not_offer_is_refused(
    prompt: Case, people: People, office: Office
) -> None:
    with office.open():
        case = db.session.get_one(Case, prompt.id)
        case.figures = {
            **case.figures,
            "detector": "pile_on",
            "number": 1,
            "people": 4,
            "replies": 5,
        }
        db.session.commit()

    page = send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE, status=422)
    assert "does not offer that" in page


def test_a_steelman_is_in_no_list_of_arguments(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    send(people, prompt, Offer.STEELMAN, words=WORDS, source=SOURCE)
    look(office, after=timedelta(hours=74))

    with office.open():
        assert not db.session.scalars(
            sa.select(Argument.id).where(Argument.side == "against")
        ).all()
        aspects = set(db.session.scalars(sa.select(Case.aspect)))
    assert "no_case:against" in aspects
