"""What a removal does to the view when it takes effect, and how that is undone. Nothing is lost."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import merging
from core.clock import now
from core.dates import day
from core.db import db
from wiki.actions import withholding
from wiki.actions.removal_facts import View, view_named, view_of
from wiki.actions.texts import words_of, write
from wiki.models import Argument, Option, Removal, Revision
from wiki.rules.removals import Act, RemovalReason


def why_impossible(removal: Removal) -> str | None:
    """What has changed since it was proposed, so that it cannot take effect; None when it can."""
    if removal.act == Act.MERGE:
        into = view_named(removal.subject_kind, removal.into_id or 0)
        if into.archived_at is not None or into.hidden_at is not None:
            return "The view it would be merged into has been archived or hidden since."
    if removal.act == Act.SENSE and merged_words(removal) is None:
        return "The same words have been changed in another way since."
    return None


def bring_about(removal: Removal) -> None:
    """Archive or merge the view, or put the other words in its place."""
    view = view_of(removal)
    removal.in_effect_at = now()
    if removal.act == Act.SENSE:
        words = merged_words(removal) or {}
        removal.replaced = view.revision
        write(view, words, by=Viewer(id=removal.first_id), why=_why(removal))
        return
    into = view_named(removal.subject_kind, removal.into_id) if removal.into_id else None
    view.archived_at = now()
    view.archived_because = sentence(removal, into)
    view.merged_into_id = removal.into_id
    if isinstance(view, Option) and into is not None:
        removal.moved = _move_arguments(view.id, into.id, None)


def _why(removal: Removal) -> str:
    return f"Changed in sense by two editors, removal {removal.id}"


def undo(removal: Removal, why: str) -> None:
    """Let the view stand again as it stood before."""
    view = view_of(removal)
    removal.in_effect_at = None
    if removal.act == Act.REDACT:
        withholding.release(removal, view)
        return
    if removal.act == Act.SENSE:
        _write_back(removal, view, why)
        return
    view.archived_at = view.archived_because = view.merged_into_id = None
    if isinstance(view, Option) and removal.into_id:
        _move_arguments(removal.into_id, view.id, removal.moved)


def sentence(removal: Removal, into: View | None) -> str:
    """What stands with an archived view."""
    reason = RemovalReason(removal.reason).words
    where = f" into “{into.heading}”" if into else ""
    return f"{Act(removal.act).done}{where} on {day(now())} by two editors: {_small(reason)}."


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _move_arguments(source: int, target: int, only: list[int] | None) -> list[int]:
    """Let the arguments of one option stand under another; gives their ids. 1 statement."""
    moving = sa.update(Argument).where(Argument.option_id == source)
    if only is not None:
        moving = moving.where(Argument.id.in_(only))
    return list(db.session.scalars(moving.values(option_id=target).returning(Argument.id)))


def merged_words(removal: Removal) -> dict[str, str] | None:
    """The proposed words joined with what was reworded since; None when they contradict."""
    view = view_of(removal)
    current, proposed = words_of(view), removal.words or {}
    if view.revision == removal.base:
        return {**current, **proposed}
    base = _words_at(view, removal.base)
    joined = {
        name: merging.merge(base.get(name, ""), current[name], typed)
        for name, typed in proposed.items()
    }
    if not all(one.is_clean for one in joined.values()):
        return None
    return {**current, **{name: one.text for name, one in joined.items()}}


def words_before(removal: Removal) -> dict[str, str]:
    """What the view said when the change of sense was proposed."""
    return _words_at(view_of(removal), removal.base)


def _write_back(removal: Removal, view: View, why: str) -> None:
    """The words before the change of sense, as one more revision."""
    if removal.replaced is not None:
        write(view, _words_at(view, removal.replaced), by=Viewer(), why=why)


def _words_at(view: View, number: int) -> dict[str, str]:
    found = sa.select(Revision.words).where(
        Revision.subject_kind == view.kind,
        Revision.subject_id == view.id,
        Revision.number == number,
    )
    return dict(db.session.scalars(found).one())
