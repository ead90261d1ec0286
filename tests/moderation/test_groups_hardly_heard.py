"""The sweep looks for groups of the roll that are hardly heard, in forums and on topics."""

from __future__ import annotations

import sqlalchemy as sa

from core import clock
from core.db import db
from moderation.actions import looking
from moderation.detectors.group_gap import Group
from moderation.models import Case
from moderation.queries.heard import groups_on_topic
from moderation.queries.heard_on_topics import groups_on_topics
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place
from tests.moderation.test_the_sweep import DAY, members, sweep, thread_of


def test_those_who_joined_lately_and_hardly_speak_in_a_forum_are_told_without_a_number(
    office: Office, people: People, place: Place, cast: Cast
) -> None:
    with office.open():
        old, new = members(60, cast), members(60, cast, joined_on=clock.today() - 90 * DAY)
        thread_of(None, ((one, None) for one in [*old[:29], new[0]]), clp=cast.ashford)
        looking.want("clp", {cast.ashford: clock.now()})
        assert sweep() == 0
        assert sweep(DAY) == 1

        case = db.session.scalars(sa.select(Case)).one()
        assert (case.subject_kind, case.subject_id) == ("clp", cast.ashford)
        assert set(case.figures) == {
            "detector",
            "level",
            "group",
            "where",
            "all_speakers",
            "groups",
            "steps",  # by how many halves more it could be asked to be sure, 0 to a few
        }  # nothing of how many of them spoke
        page = people.chen.get(f"/cases/{case.id}").text
        assert "Members who joined in the last two years are well below their share" in page


def test_groups_on_many_topics_are_those_on_one(office: Office, place: Place, cast: Cast) -> None:
    with office.open():
        old, new = members(5, cast), members(4, cast, joined_on=clock.today() - 90 * DAY)
        thread_of(place, [(one, None) for one in [*old[:3], new[0]]])

        def counted(ways: list[list[Group]]) -> list[set[Group]]:
            return [set(groups) for groups in ways]

        found = groups_on_topics([place.topic])[place.topic]
        assert counted(found) == counted(groups_on_topic(place.topic))
        assert sum(group.speakers for group in found[0]) == 4
