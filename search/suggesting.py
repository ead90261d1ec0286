"""Titles that are suggested while somebody types: public ones only, the same for everybody."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from core.limits import limited
from search import engine
from search.backend import PUBLIC_ONLY, Unavailable
from search.blueprint import bp
from search.hits import Key, how_it_stands, read
from search.kinds import NAMES
from search.language import SHORTEST_START, cleaned
from search.names import topics_called

LONGEST_TYPED = 60
SUGGESTED = 8
KINDS = ("topic", "option", "thread", "proposal", "poll", "clp")


@bp.get("/search/suggestions")
@limited("complete")
def suggestions() -> ResponseReturnValue:
    """Up to 8 titles that go on as was typed: [title, kind, address], best first.

    What topics were called before, and are called in their places, counts too. About 6 statements.
    """
    typed = cleaned(request.args.get("q", ""))[:LONGEST_TYPED]
    answer = jsonify(_titles(typed) if len(typed) >= SHORTEST_START else [])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _titles(typed: str) -> list[tuple[str, str, str]]:
    keys = dict.fromkeys([*_in_titles(typed), *(("topic", id_) for id_, _ in topics_called(typed))])
    there = read(list(keys)[:SUGGESTED])
    chosen = [one for one in there.values() if one and one.audience in PUBLIC_ONLY]
    return [(one.heading, NAMES[one.kind][0], one.url) for one in chosen]


def _in_titles(typed: str) -> list[Key]:
    try:
        found = engine.index().suggest(typed, readers=PUBLIC_ONLY, kinds=KINDS, limit=SUGGESTED)
    except Unavailable:
        return []
    withheld = how_it_stands().withheld
    return [key for hit in found if (key := (hit.kind, hit.id)) not in withheld]
