"""The sweep finds what is missing in threads and options, and looks where something changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from accounts.models import Clp, Member
from core import clock, events
from core.db import db, statements
from deliberation.actions import reply
from deliberation.models import Endorsement, Post, Thread
from deliberation.rules import Position
from moderation.actions import detecting, looking
from moderation.discussions.threads import open_talks
from moderation.discussions.voices import voices_on_each
from moderation.models import Case, Look, Sighting
from moderation.queries.findings import of_options, of_threads
from tests import make
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place
from tests.moderation.test_prompts import as_viewer

DAY = timedelta(days=1)


def thread_of(
    place: Place | None, said: Iterable[tuple[int, str | None]], clp: int | None = None
) -> int:
    """A thread with these posts by these members, two days old; nothing is in the log of it."""
    said = list(said)
    at = clock.now() - 2 * DAY
    thread = Thread(
        title="Who runs the buses?",
        asks="discussion",
        author_id=said[0][0],
        started_at=at,
        active_at=at,
        posts=len(said),
        clp_id=clp,
        topic_id=place.topic if place else None,
        option_id=place.option if place else None,
    )
    db.session.add(thread)
    db.session.flush()
    db.session.add_all(
        Post(
            thread_id=thread.id,
            number=number,
            author_id=author,
            text="So say I.",
            position=position,
            written_at=at,
        )
        for number, (author, position) in enumerate(said, start=1)
    )
    db.session.flush()
    return thread.id


def members(count: int, cast: Cast, **options: Any) -> list[int]:
    home = db.session.get_one(Clp, cast.ashford)
    return [make.member(of=home, **options).id for _ in range(count)]


def looks() -> set[tuple[str, int]]:
    rows = db.session.execute(sa.select(Look.subject_kind, Look.subject_id))
    return {(row.subject_kind, row.subject_id) for row in rows}


def sweep(after: timedelta = timedelta()) -> int:
    with clock.freeze(clock.now() + after):
        return detecting.sweep(clock.now())


@pytest.fixture
def inside(office: Office, place: Place) -> Iterable[None]:
    with office.open():
        events.commit()
        sweep()
        yield


def test_a_thread_that_one_person_dominates_is_raised_after_a_day_and_named_to_a_steward(
    office: Office, people: People, place: Place, cast: Cast
) -> None:
    with office.open():
        some = members(6, cast)
        thread_id = thread_of(None, ((one, None) for one in [some[0]] * 9 + some * 2))
        looking.want("thread", {thread_id: clock.now()})
        assert sweep() == 0
        assert sweep(DAY / 2) == 0
        assert sweep(DAY) == 1
        assert sweep(2 * DAY) == 0
        case = db.session.scalars(sa.select(Case)).one()
        assert (case.subject_kind, case.aspect) == ("thread", "dominance:")

    page = people.chen.get(f"/cases/{case.id}").text
    assert "One person has written 52% of the 21 posts here; 6 people have spoken." in page
    assert "It is as if so many wrote alike" in page
    assert "One person has written" in people.chen.get("/moderation").text


def test_a_sighting_that_is_gone_before_it_has_lasted_is_forgotten(
    inside: None, cast: Cast
) -> None:
    some = members(6, cast)
    thread_id = thread_of(None, ((one, None) for one in [some[0]] * 9 + some * 2))
    looking.want("thread", {thread_id: clock.now()})
    sweep()
    assert db.session.scalars(sa.select(Sighting.detector)).all() == ["dominance"]

    db.session.get_one(Thread, thread_id).closed_at = clock.now()
    events.commit()

    assert sweep(DAY) == 0
    assert db.session.scalars(sa.select(Sighting)).all() == []
    assert looks() == set()


def test_only_what_changed_is_looked_at(inside: None, place: Place, cast: Cast) -> None:
    others = [thread_of(place, [(cast.ada, "for")]) for _ in range(3)]
    assert looking.mark_changed(clock.now()) == 0
    assert looks() == set()

    ada = as_viewer(db.session.get_one(Member, cast.ada))
    reply(db.session.get_one(Thread, others[1]), "And I.", by=ada, position=Position.FOR)
    looking.mark_changed(clock.now())

    now_due = {("thread", others[1]), ("option", place.option)}
    assert looks() == {*now_due, ("topic", place.topic)}  # its groups tomorrow


def test_a_good_point_has_its_thread_looked_at_and_is_in_no_log(
    inside: None, people: People, cast: Cast
) -> None:
    thread_id = thread_of(None, [(cast.bola, None)])
    post_id = db.session.scalar(sa.select(Post.id).where(Post.thread_id == thread_id))
    events.commit()
    logged = db.session.scalar(sa.select(sa.func.count()).select_from(events.Event))

    people.ada.post(f"/posts/{post_id}/good-point", {})

    assert looks() == {("thread", thread_id)}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(events.Event)) == logged


def test_what_a_worker_had_in_hand_when_it_stopped_comes_due_again(
    inside: None, cast: Cast
) -> None:
    now = clock.now()
    looking.want("thread", {thread_of(None, [(cast.ada, None)]): now})
    (taken,) = looking.take_due("thread", now, most=200)

    assert looking.take_due("thread", now, most=200) == []  # another worker
    assert looking.take_due("thread", now + looking.LEASE, most=200) == [taken]


def test_what_changes_while_it_is_looked_at_is_looked_at_again(inside: None, cast: Cast) -> None:
    now = clock.now()
    thread_id = thread_of(None, [(cast.ada, None)])
    looking.want("thread", {thread_id: now})
    looking.take_due("thread", now, most=200)
    looking.want("thread", {thread_id: now + timedelta(seconds=1)})
    looking.looked_at("thread", [thread_id], now)

    assert looks() == {("thread", thread_id)}


def test_ten_times_as_many_are_read_in_as_many_statements(
    inside: None, office: Office, place: Place, cast: Cast
) -> None:
    people = members(8, cast)
    threads = [thread_of(place, ((one, "for") for one in people)) for _ in range(20)]
    events.commit()

    def sent(some: list[int]) -> int:
        with statements(office.app) as made:
            of_threads(some, clock.now())
            of_options([place.option], clock.now())
        return len(made)

    assert sent(threads) == sent(threads[:2])


def test_members_of_three_days_count_and_guests_of_a_clp_do_not(
    inside: None, place: Place, cast: Cast
) -> None:
    (old,) = members(1, cast)
    (new,) = members(1, cast, joined_on=clock.today() - 2 * DAY)
    (off_roll,) = members(1, cast, membership_number=None)
    (visitor,) = [make.member(of=db.session.get_one(Clp, cast.brambleton)).id]
    thread_of(place, [(old, "for"), (new, "for"), (off_roll, "for"), (visitor, "against")])
    assert voices_on_each([place.option])[place.option] == {"for": 2, "against": 1, "unsure": 0}

    thread_of(place, [(visitor, "unsure"), (old, "against")], clp=cast.ashford)
    assert voices_on_each([place.option])[place.option] == {"for": 1, "against": 2, "unsure": 0}


def test_readers_and_visitors_are_known_of_each_post(
    inside: None, place: Place, cast: Cast
) -> None:
    some = members(3, cast)
    visitor = make.member(of=db.session.get_one(Clp, cast.brambleton)).id
    said = [(one, "for") for one in (some[0], some[1], visitor, some[0])]
    thread_id = thread_of(place, said, clp=cast.ashford)
    third = db.session.scalars(
        sa.select(Post.id).where(Post.thread_id == thread_id, Post.number == 3)
    ).one()
    db.session.add(Endorsement(post_id=third, member_id=some[2]))

    (talk,) = open_talks([thread_id])

    assert [post.readers for post in talk.posts] == [3, 3, 2, 0]
    assert [post.endorsed for post in talk.posts] == [0, 0, 1, 0]
    assert [post.counts for post in talk.posts] == [True, True, False, True]


def test_who_supports_nothing_on_the_first_screen_is_found_by_one_query(
    inside: None, cast: Cast
) -> None:
    some = members(30, cast)
    thread_id = thread_of(None, ((one, None) for one in some[:15]))
    posts = db.session.scalars(
        sa.select(Post.id).where(Post.thread_id == thread_id).order_by(Post.number)
    ).all()
    liked = [(posts[0], one) for one in some[:26]]  # 26 of 30 find what they like on top
    liked += [(posts[12], one) for one in some[24:30]]  # of six for the thirteenth, two do
    db.session.add_all(Endorsement(post_id=post, member_id=one) for post, one in liked)

    (talk,) = open_talks([thread_id])
    assert [(one.number, one.people, one.all_people) for one in talk.unseen] == [(13, 4, 30)]
    (looked,) = of_threads([thread_id], clock.now())
    assert [finding.case_aspect for finding in looked.findings] == ["unseen_minority:13"]

    db.session.add_all(Endorsement(post_id=posts[9], member_id=one) for one in some[28:30])
    assert of_threads([thread_id], clock.now())[0].findings == []


def test_a_watched_gap_is_remembered_and_raises_nothing(
    office: Office, place: Place, cast: Cast, people: People
) -> None:
    from tests.moderation.test_prompts import publish  # noqa: PLC0415

    with office.open():
        some = members(19, cast)
        thread_of(place, [(one, "for") for one in some[:17]] + [(s, "against") for s in some[17:]])
        publish(place, cast)
        looking.want("option", {place.option: clock.now()})
        assert sweep() == sweep(2 * DAY) == 0
        seen = db.session.scalars(sa.select(Sighting).where(Sighting.detector == "view_gap")).one()
        assert (seen.aspect, seen.level) == ("against", "watch")

    page = people.chen.get("/moderation/watched").text
    assert "Councils run the buses" in page
    assert "2 of the 20 people who took a side in the discussion argue against" in page
    people.ada.get("/moderation/watched", status=403)


def test_where_most_posts_say_nothing_of_themselves_no_gap_is_told(
    office: Office, place: Place, cast: Cast
) -> None:
    from tests.moderation.test_prompts import publish  # noqa: PLC0415

    with office.open():
        some = members(19, cast)
        thread_of(place, [*((one, "for") for one in some), *((one, None) for one in some[:12])])
        publish(place, cast)
        gaps = [one.detector for one in of_options([place.option], clock.now())[0].findings]
        assert gaps == ["view_gap"]
        thread_of(place, [(some[0], None)])
        assert of_options([place.option], clock.now())[0].findings == []
