"""Views that were archived: parted from those that stand, and all of the wiki on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.db import db
from wiki.models import Argument, Option

if TYPE_CHECKING:
    from wiki.queries.views import ArgumentShown, OptionShown


@dataclass(frozen=True, slots=True)
class ArchivedShown:
    """An archived option or argument, still to be read."""

    kind: str
    id: int
    title: str
    html: str
    credit: str
    side: str  # "" for an option
    option: str  # the option an argument stood under; "" for an option
    because: str
    hidden_because: str
    removal_url: str
    arguments: list[ArgumentShown]  # of an option, those that went with it


def parted(options: list[OptionShown]) -> tuple[list[OptionShown], list[ArchivedShown]]:
    """The options that stand with the arguments that do, and everything archived, in order."""
    _name_the_merged(options)
    archived: list[ArchivedShown] = []
    standing: list[OptionShown] = []
    for option in options:
        if option.standing.archived_because:
            archived.append(_option(option))
            continue
        standing.append(option)
        for side, arguments in option.sides.items():
            archived += [
                _argument(one, option.title) for one in arguments if one.standing.archived_because
            ]
            option.sides[side] = [one for one in arguments if not one.standing.archived_because]
    return standing, archived


def beside(view: Option | Argument) -> list[Option | Argument]:
    """What this view could be merged into: its like, standing beside it. 1 statement."""
    kind = type(view)
    where = [kind.topic_id == view.topic_id, kind.id != view.id]
    if isinstance(view, Argument):
        where += [Argument.option_id == view.option_id, Argument.side == view.side]
    return list(
        db.session.scalars(
            sa.select(kind)
            .where(*where, kind.archived_at.is_(None), kind.hidden_at.is_(None))
            .order_by(kind.id)
        )
    )


def _option(option: OptionShown) -> ArchivedShown:
    arguments = [one for side in option.sides.values() for one in side]
    return ArchivedShown(
        "option",
        option.id,
        option.title,
        option.html,
        option.credit,
        "",
        "",
        option.standing.archived_because,
        option.hidden_because,
        option.standing.removal_url,
        arguments,
    )


def _argument(argument: ArgumentShown, option: str) -> ArchivedShown:
    return ArchivedShown(
        "argument",
        argument.id,
        argument.claim,
        argument.html,
        argument.credit,
        argument.side,
        option,
        argument.standing.archived_because,
        argument.hidden_because,
        argument.standing.removal_url,
        [],
    )


def _name_the_merged(options: list[OptionShown]) -> None:
    """Let the view that another was merged into name its author too."""
    for index, option in enumerate(options):
        options[index] = replace(option, credit=_joined(option, options))
    for option in options:
        for side, arguments in option.sides.items():
            option.sides[side] = [replace(one, credit=_joined(one, arguments)) for one in arguments]


def _joined(
    view: OptionShown | ArgumentShown, others: Sequence[OptionShown | ArgumentShown]
) -> str:
    """The credit of a view and of all that was merged into it, however often."""
    into: dict[int, list[OptionShown | ArgumentShown]] = defaultdict(list)
    for one in others:
        if one.standing.merged_into_id:
            into[one.standing.merged_into_id].append(one)
    names, waiting, seen = [view.credit], [view.id], {view.id}
    while waiting:
        for one in into[waiting.pop()]:
            if one.id not in seen:
                seen.add(one.id)
                waiting.append(one.id)
                names.append(one.credit)
    return " and ".join(dict.fromkeys(names))
