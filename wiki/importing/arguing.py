"""The options and arguments that a file holds, put on its topic; those that are there stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from accounts.access import Viewer
from core.db import db
from wiki import actions
from wiki.actions.citing import cite_instead
from wiki.briefing.marked import ArgumentMarked, OptionMarked, OwnWordsMarked
from wiki.models import Argument, Option, Topic

Point = Callable[[str], str]  # makes links to files lead to what was attached


def argue(
    topic: Topic,
    options: Sequence[OptionMarked],
    sources: Sequence[int],
    point: Point,
    *,
    by: Viewer,
    why: str,
) -> int:
    """Add what is missing; how many rows. Nobody is made an author by a file. Raises Refused.

    `sources`: the numbers of the rows that the file's sources became, in its order.
    """
    there = {one.title: one for one in db.session.scalars(_OPTIONS, {"topic_id": topic.id})}
    added = 0
    for marked in options:
        option = there.get(marked.title)
        if option is None:
            option = _option(topic, marked, point, by=by, why=why)
            added += 1
        rows = db.session.execute(_ARGUMENTS, {"option_id": option.id})
        said = {(row.side, row.claim) for row in rows}
        for one in marked.arguments:
            if (one.side, one.claim) not in said:
                _argument(option, one, sources, point, by=by, why=why)
                added += 1
    return added


def _option(topic: Topic, marked: OptionMarked, point: Point, *, by: Viewer, why: str) -> Option:
    text = "\n\n".join(filter(None, [point(marked.text), *map(quoted, marked.own_words)]))
    stakes = "\n".join(marked.stakes)
    return actions.add_option(topic, marked.title, text, stakes=stakes, by=by, why=why)


def quoted(own: OwnWordsMarked) -> str:
    """Own words as a quotation in the text of the option, credited in words.

    A file may say anything of anybody, so nobody here is made to have said it.
    """
    note = f"\n\n(Editors’ note: {own.note})" if own.note else ""
    words = f"{own.text}\n\n– {own.credit}, in their own words{note}"
    return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))


def _argument(
    option: Option,
    marked: ArgumentMarked,
    sources: Sequence[int],
    point: Point,
    *,
    by: Viewer,
    why: str,
) -> None:
    argument = actions.add_argument(
        option,
        marked.side,
        marked.claim,
        point(marked.text),
        by=by,
        sources="\n".join(marked.sources),
        why=why,
    )
    known = {
        line: n for line, n in marked.cites.items() if 0 < n <= len(sources) and sources[n - 1]
    }
    if known:
        cite_instead(argument, {line: sources[n - 1] for line, n in known.items()})


_OPTIONS = sa.select(Option).where(Option.topic_id == sa.bindparam("topic_id"))
_ARGUMENTS = sa.select(Argument.side, Argument.claim).where(
    Argument.option_id == sa.bindparam("option_id")
)
