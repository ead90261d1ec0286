"""Where two topics stand that become one: neither under itself nor twice in one place."""

from __future__ import annotations

from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.standing import (
    above,
    below,
    check_after,
    last_position,
    places_of,
    places_under,
)
from wiki.actions.steps import Step, facts_of, place_step, spot_at, take
from wiki.models import Place, Topic


def join_places(topic: Topic, into: Topic) -> list[Step]:
    """Let what stands under a topic stand under another, and that stand where the topic stood.

    A place is left out where the other stands already, or would stand under itself. Raises Refused.
    """
    steps = _children_go(topic, into) + _places_go(topic, into)
    left = places_of(into.id)
    if left and not any(spot.is_home for spot in left):
        steps += take([_made_home(left[0])])
    children = {step["child"] for step in steps if step["child"] not in {topic.id, into.id}}
    check_after([into.id, *children])
    return steps


def _children_go(topic: Topic, into: Topic) -> list[Step]:
    steps: list[Step] = []
    over = above(into.id)
    for spot in places_under(topic.id):
        if spot.child_id != into.id and spot.child_id in over:
            between = db.session.get_one(Topic, spot.child_id).title
            raise Refused(rules.why_not_merge(same=False, hidden=False, between=between) or "")
        steps += take([place_step(topic.id, spot.child_id, facts_of(spot), None)])
        there = spot_at(into.id, spot.child_id)
        if spot.child_id == into.id:
            continue
        if there is None:
            position = last_position(into.id) + 1
            facts = {**facts_of(spot), "position": position}
            steps += take([place_step(into.id, spot.child_id, None, facts)])
        elif spot.is_home:
            steps += take([_made_home(there)])
    return steps


def _places_go(topic: Topic, into: Topic) -> list[Step]:
    steps: list[Step] = []
    for spot in places_of(topic.id):
        steps += take([place_step(spot.parent_id, topic.id, facts_of(spot), None)])
        beneath = spot.parent_id is not None and spot.parent_id in below(into.id)
        if not beneath and spot_at(spot.parent_id, into.id) is None:
            facts = {**facts_of(spot), "is_home": False}
            steps += take([place_step(spot.parent_id, into.id, None, facts)])
    return steps


def _made_home(spot: Place) -> Step:
    return place_step(spot.parent_id, spot.child_id, {"is_home": False}, {"is_home": True})
