"""From a real published poll and real threads to a prompt, and what stewards do about it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Clp, Member
from accounts.rules import Grant, Role
from core import clock
from core.db import db
from deliberation.actions import reply, start_thread
from deliberation.models import Post
from deliberation.queries import voices_on
from deliberation.rules import Position, Where
from moderation.models import Case
from tests import make
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place
from voting import codes
from voting.actions import polls, votes
from voting.methods.support_scale import Answer
from voting.models import Poll, PollFigure, PollRow
from voting.rules import State
from wiki.models import Argument, Suggestion

BALLOTS, AGAINST = 60, 24
VOICES = 20  # one of them against: the worked example of C1


def as_viewer(member: Member, *grants: Grant) -> Viewer:
    return Viewer(
        id=member.id,
        name=member.name,
        clp_id=member.clp_id,
        joined_on=date(2020, 1, 1),
        on_roll=True,
        grants=grants,
    )


@pytest.fixture
def lopsided(office: Office, place: Place, cast: Cast) -> Place:
    """24 of 60 published ballots are against; 1 of 20 people says so."""
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        discuss([as_viewer(make.member(of=home)) for _ in range(VOICES)], place)
        publish(place, cast)
        db.session.commit()
    return place


def publish(place: Place, cast: Cast) -> None:
    """What stands in the published table after such a poll."""
    poll = Poll(
        question="Should councils run the buses?",
        option_id=place.option,
        state=State.COUNTED,
        opened_by_id=cast.chen,
        closes_at=clock.now(),
        counted_at=clock.now(),
        k_show=10,
        k_pool_eligible=50,
        mix_min=20,
    )
    db.session.add(poll)
    db.session.flush()
    db.session.add(
        PollRow(
            poll_id=poll.id, position=0, level="total", label="All", eligible=60, took_part=BALLOTS
        )
    )
    db.session.flush()
    percents = {**dict.fromkeys(Answer, 0), Answer.FOR: 60, Answer.AGAINST: 40}
    for answer, percent in percents.items():
        db.session.add(PollFigure(poll_id=poll.id, position=0, answer=answer, percent=percent))


def discuss(members: list[Viewer], place: Place) -> None:
    where = Where(option_id=place.option)
    thread = start_thread(
        "Who runs the buses?", "They should.", by=members[0], where=where, position=Position.FOR
    )
    for member in members[1:-2]:
        reply(thread, "So say I.", by=member, position=Position.FOR)
    for _ in range(3):  # however often one writes, it is one voice
        reply(thread, "I am against it.", by=members[-1], position=Position.AGAINST)
    # Bola's argument on the page makes the twentieth voice.


def vote(members: list[Viewer], place: Place, cast: Cast) -> None:
    chen = as_viewer(db.session.get_one(Member, cast.chen), Grant(Role.STEWARD, None))
    poll = polls.draft_poll(
        chen,
        question="Should councils run the buses?",
        closes_at=clock.now() + timedelta(days=1),
        topic_id=place.topic,
        option_id=place.option,
    )
    polls.open_poll(poll, chen)
    for number, member in enumerate(members):
        answer = Answer.AGAINST if number < AGAINST else Answer.FOR
        votes.cast(poll, member, typed_code=codes.new_code(), answer=answer, at=clock.now())
    polls.close_poll(poll)
    polls.count_poll(poll)


def look(office: Office, *, after: timedelta) -> None:
    with clock.freeze(clock.now() + after):
        office.work()


def prompts(office: Office) -> list[Case]:
    with office.open():
        found = db.session.scalars(sa.select(Case).where(Case.kind == "prompt").order_by(Case.id))
        return list(found)


@pytest.fixture
def prompt(lopsided: Place, office: Office) -> Case:
    """The view-gap prompt, after a day of the gap."""
    look(office, after=timedelta())
    look(office, after=timedelta(hours=25))
    return next(case for case in prompts(office) if case.aspect == "view_gap:against")


def test_a_prompt_is_raised_once_after_a_day_from_a_real_poll_and_real_voices(
    office: Office, place: Place, cast: Cast
) -> None:
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        members = [as_viewer(make.member(of=home)) for _ in range(BALLOTS)]
        db.session.commit()
        discuss(members[:VOICES], place)
        vote(members, place, cast)
        db.session.commit()

    look(office, after=timedelta())
    assert prompts(office) == []
    look(office, after=timedelta(hours=25))
    look(office, after=timedelta(hours=26))

    (raised,) = prompts(office)
    assert raised.aspect == "view_gap:against"
    assert raised.figures["voices"] == 1
    assert raised.figures["all_voices"] == VOICES


def test_a_side_without_an_argument_is_named_after_three_days(
    lopsided: Place, office: Office, people: People
) -> None:
    look(office, after=timedelta(hours=73))

    (raised,) = prompts(office)
    assert raised.aspect == "no_case:against"
    page = people.chen.get(f"/cases/{raised.id}").text
    assert "the page has no argument against" in page


def test_nothing_is_raised_before_the_poll_is_published(
    place: Place, office: Office, cast: Cast
) -> None:
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        discuss([as_viewer(make.member(of=home)) for _ in range(VOICES)], place)
        db.session.commit()

    look(office, after=timedelta(hours=73))
    look(office, after=timedelta(hours=98))

    assert prompts(office) == []


def test_the_prompt_says_what_it_saw_and_shows_its_working(prompt: Case, people: People) -> None:
    page = people.chen.get(f"/cases/{prompt.id}").text

    assert "About two in five of the members who took a side" in page
    assert "1 of the 20 people who took a side in the discussion argues against" in page
    assert "at least 20 to 1" in page
    assert "What is the strongest case against “Councils run the buses”?" in page
    assert "View missing" in people.chen.get("/moderation?kind=prompt").text


def test_the_question_appears_in_the_thread_marked_and_counts_as_nobodys_voice(
    prompt: Case, people: People, office: Office
) -> None:
    people.chen.post(
        f"/cases/{prompt.id}/questions",
        {"question-version": prompt.version, "question-words": "What speaks against it?"},
    )

    with office.open():
        note = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
        assert note is not None
        assert (note.text, note.is_note) == ("What speaks against it?", True)
        address = note.url
    assert "What speaks against it?" in people.eve.get(address.split("#")[0]).text
    assert "Asked for the missing view" in people.eve.get("/log").text
    assert "Nothing is waiting" in people.chen.get("/moderation").text


def test_the_suggestion_appears_in_the_editors_queue(
    prompt: Case, people: People, office: Office
) -> None:
    people.chen.post(
        f"/cases/{prompt.id}/suggestions",
        {"editor-version": prompt.version, "editor-words": "Look at rural routes."},
    )

    with office.open():
        made = db.session.scalars(sa.select(Suggestion).order_by(Suggestion.id.desc())).first()
        assert made is not None
        assert (made.asks_for, made.side, made.reason) == (
            "argument",
            "against",
            "Look at rural routes.",
        )
    assert "the strongest case against" in people.dilys.get("/suggestions").text
    assert "Asked an editor" in people.eve.get("/log").text


def test_what_editors_write_for_people_who_are_not_here_is_nobodys_voice(
    prompt: Case, people: People, office: Office, lopsided: Place
) -> None:
    people.chen.post(
        f"/cases/{prompt.id}/suggestions",
        {"editor-version": prompt.version, "editor-words": "Look at rural routes."},
    )
    with office.open():
        made = db.session.scalars(sa.select(Suggestion).order_by(Suggestion.id.desc())).first()
        assert made is not None
    people.dilys.post(
        f"/suggestions/{made.id}/accept", {"title": "Rural routes would go.", "sentence": "Done."}
    )

    with office.open():
        added = db.session.scalars(sa.select(Argument).where(Argument.side == "against")).one()
        assert (added.claim, added.author_id) == ("Rural routes would go.", None)
        assert voices_on(lopsided.option)["against"] == 1


def test_putting_it_aside_needs_a_reason_and_is_logged(prompt: Case, people: People) -> None:
    def dismissed(reason: str, *, status: int, link: str = "") -> str:
        sent = {"dismissal-version": prompt.version, "dismissal-reason": reason}
        sent["dismissal-link"] = link
        return people.chen.post(f"/cases/{prompt.id}/dismissals", sent, status=status).text

    assert "Choose why nothing is needed" in dismissed("", status=422)
    assert "Say in your own words" in dismissed("other", status=422)
    assert "Say where the view is already" in dismissed("covered", status=422)
    assert "page of this site" in dismissed("covered", link="//elsewhere.example", status=422)
    dismissed("covered", link="/posts/1", status=303)

    assert "The view is already here" in people.eve.get("/log").text


def test_a_steward_who_argued_in_the_discussion_does_not_answer_the_prompt(
    prompt: Case, people: People, office: Office, cast: Cast
) -> None:
    with office.open():
        post = db.session.scalars(sa.select(Post)).first()
        assert post is not None
        stella = as_viewer(db.session.get_one(Member, cast.stella))
        reply(post.thread, "I am for it.", by=stella, position=Position.FOR)
        db.session.commit()

    assert "argued a position" in people.stella.get(f"/cases/{prompt.id}").text
    refused = people.stella.post(
        f"/cases/{prompt.id}/questions",
        {"question-version": prompt.version, "question-words": "Why not?"},
        status=422,
    )
    assert "argued a position" in refused.text


def test_the_same_prompt_comes_back_after_a_month_and_another_steward_puts_it_aside(
    prompt: Case, people: People, office: Office
) -> None:
    sent = {"dismissal-version": prompt.version, "dismissal-reason": "poll_doubtful"}
    people.chen.post(f"/cases/{prompt.id}/dismissals", sent)

    look(office, after=timedelta(days=29))
    assert len([case for case in prompts(office) if case.aspect == prompt.aspect]) == 1
    look(office, after=timedelta(days=32))
    again = [case for case in prompts(office) if case.aspect == prompt.aspect][-1]
    assert again.id != prompt.id

    refused = people.chen.post(f"/cases/{again.id}/dismissals", sent, status=422)
    assert "put this prompt aside before" in refused.text
    people.stella.post(f"/cases/{again.id}/dismissals", sent)


def test_a_prompt_nobody_answers_ends_quietly(prompt: Case, people: People, office: Office) -> None:
    look(office, after=timedelta(days=9))

    with office.open():
        assert db.session.get_one(Case, prompt.id).state == "void"
    assert "Nothing has been decided yet" in people.eve.get("/log").text
