"""Whether a view stands in its place: what a removal has done to it, or is about to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wiki.models import Argument, Option, Removal
from wiki.rules import removals

_Kind = type[Option] | type[Argument]
_removals: dict[str, Any] = {
    kind.kind: sa.orm.aliased(Removal, name=f"{kind.kind}_removal") for kind in (Option, Argument)
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Of an option or argument. `archived_because` is "" unless it is archived."""

    archived_because: str = ""
    merged_into_id: int | None = None
    notice: str = ""  # what a removal has done, or is about to do, to a view that stands
    removal_url: str = ""  # "" when there is none


HERE = Standing()


def columns(kind: _Kind, prefix: str) -> list[sa.Label[Any]]:
    """The columns that `of` reads, for a statement that joins `join(kind)`."""
    removal = _removals[kind.kind]
    read = (
        (kind.archived_because, "archived_because"),
        (kind.merged_into_id, "merged_into_id"),
        (removal.id, "removal_id"),
        (removal.act, "act"),
        (removal.state, "removal_state"),
        (removal.reason, "reason"),
        (sa.func.coalesce(removal.in_effect_at, removal.due_at), "due_at"),
    )
    return [column.label(prefix + name) for column, name in read]


def join(kind: _Kind) -> tuple[Any, sa.ColumnElement[bool]]:
    """What to join, and on what."""
    removal = _removals[kind.kind]
    return removal, removal.id == kind.removal_id


def of(row: Any, prefix: str) -> Standing:
    """How the view of this row stands."""
    fact = row._mapping  # noqa: SLF001 — the public way to read a column by a computed name
    removal_id = fact[prefix + "removal_id"]
    if removal_id is None:
        return HERE
    act, state, reason, due_at = (
        fact[prefix + name] for name in ("act", "removal_state", "reason", "due_at")
    )
    return Standing(
        fact[prefix + "archived_because"] or "",
        fact[prefix + "merged_into_id"],
        removals.notice(act, state, reason, due_at),
        f"/removals/{removal_id}",
    )
