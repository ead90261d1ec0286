"""What members weighed, and what stands on the first screen of the page where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from core.db import db
from core.text import excerpt
from deliberation.models import ArrangedPage, Post, Weighing
from deliberation.queries.weighing import OPEN, answers_on, by_turns
from deliberation.rules.order import Order
from deliberation.rules.weighing import Answer
from moderation.detectors.contrast import SCREEN, Statement, Weighed
from wiki.models import Argument, Option

VALUES = {Answer.AGREE: 1, Answer.DISAGREE: -1, Answer.UNSURE: 0}
LONGEST = 120  # characters of a claim in the sentence of a prompt

_ARGUMENTS = (
    sa.select(Argument.option_id, Argument.id, Argument.side, Argument.claim)
    .join(Option, Option.id == Argument.option_id)
    .where(
        Option.id.in_(sa.bindparam("ids", expanding=True)),
        Option.is_shown(),
        Option.archived_at.is_(None),
        OPEN,
    )
    .order_by(Argument.option_id, Argument.id)
)
_WEIGHED_POSTS = (
    sa.select(Post.thread_id, Post.id, Post.number, Post.position)
    .where(
        Post.thread_id.in_(sa.bindparam("ids", expanding=True)),
        Post.hidden_at.is_(None),
        Post.id.in_(sa.select(Weighing.subject_id).where(Weighing.subject_kind == Post.kind)),
    )
    .order_by(Post.thread_id, Post.number)
)
_FIRST_PAGES = sa.select(ArrangedPage.thread_id, ArrangedPage.numbers).where(
    ArrangedPage.thread_id.in_(sa.bindparam("ids", expanding=True)),
    ArrangedPage.order == Order.LANES.value,
    ArrangedPage.page == 1,
)


@dataclass(slots=True)
class Scale:
    """The statements of one option or thread, those on its first screen, and all answers."""

    statements: dict[int, Statement] = field(default_factory=dict)
    screen: list[int] = field(default_factory=list)
    answers: list[Weighed] = field(default_factory=list)


def arguments_weighed(option_ids: Collection[int]) -> Mapping[int, Scale]:
    """The arguments of options that have any beyond the first screen. 2 statements."""
    scales: dict[int, Scale] = defaultdict(Scale)
    sides: dict[int, dict[int, str]] = defaultdict(dict)
    for option_id, id_, side, claim in db.session.execute(_ARGUMENTS, {"ids": list(option_ids)}):
        words = f"the argument {side}, “{excerpt(claim, LONGEST)}”"
        scales[option_id].statements[id_] = Statement(id_, side, words)
        sides[option_id][id_] = side
    for option_id, scale in scales.items():
        scale.screen = by_turns(sides[option_id])[:SCREEN]
    return _answered(Argument.kind, scales)


def posts_weighed(thread_ids: Collection[int]) -> Mapping[int, Scale]:
    """The posts of threads that members weighed, as those of an import. ≤ 3 statements."""
    scales: dict[int, Scale] = defaultdict(Scale)
    asked = {"ids": list(thread_ids)}
    for thread_id, id_, number, position in db.session.execute(_WEIGHED_POSTS, asked):
        scales[thread_id].statements[id_] = Statement(number, position, f"post {number}")
    if not scales:
        return {}
    first = {
        thread_id: numbers[: SCREEN + 1]  # the first post only opens the thread
        for thread_id, numbers in db.session.execute(_FIRST_PAGES, {"ids": list(scales)})
    }
    for thread_id, scale in scales.items():
        shown = first.get(thread_id)
        in_order = [id_ for id_, one in scale.statements.items() if not shown or one.name in shown]
        scale.screen = in_order[:SCREEN]
    return _answered(Post.kind, scales)


def _answered(kind: str, scales: Mapping[int, Scale]) -> Mapping[int, Scale]:
    """Those of them that have more than their screen shows, with the answers."""
    larger = {whole: one for whole, one in scales.items() if len(one.statements) > len(one.screen)}
    of = {id_: one for one in larger.values() for id_ in one.statements}
    for statement, person, answer in _in_parts(kind, list(of)):
        of[statement].answers.append(Weighed(statement, person, VALUES[Answer(answer)]))
    return larger


def _in_parts(kind: str, ids: list[int]) -> Iterable[tuple[int, int, str]]:
    """Some thousand statements at a time: a database takes so many names and no more."""
    for first in range(0, len(ids), 1000):
        yield from answers_on(kind, ids[first : first + 1000])
