"""What removals are decided by, read from the database: pages and actions ask the same."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import find
from wiki.models import Argument, Option, Removal, RemovalNotice, Suggestion, Support
from wiki.rules import removing
from wiki.rules.removals import OPEN, STANDING, Act, RemovalState
from wiki.rules.removing import Part

View = Option | Argument


def view_of(removal: Removal) -> View:
    """The option or argument a removal is about. Views are never deleted."""
    return view_named(removal.subject_kind, removal.subject_id)


def view_named(kind: str, view_id: int) -> View:
    """The option or argument of this kind and id. Raises Refused."""
    subject = find(kind, view_id)
    if not isinstance(subject, Option | Argument):
        raise Refused("There is no such option or argument.")
    return subject


def people_behind(view: View) -> frozenset[int]:
    """Members who stand behind a view: whom it came from, and who supports that.

    Behind an option stand those of its arguments too, who would go with it; behind any view those
    of what was merged into it. 3 statements.
    """
    views = {(view.kind, view.id), *_merged_into(view)}
    if isinstance(view, Option):
        below = sa.select(Argument.id).where(
            Argument.option_id == view.id, Argument.archived_at.is_(None)
        )
        views |= {(Argument.kind, id_) for id_ in db.session.scalars(below)}
    return _authors(views) | _supporters(views)


def _merged_into(view: View) -> set[tuple[str, int]]:
    kind = type(view)
    merged = sa.select(kind.id).where(kind.merged_into_id == view.id)
    return {(view.kind, id_) for id_ in db.session.scalars(merged)}


def _authors(views: Iterable[tuple[str, int]]) -> frozenset[int]:
    return frozenset().union(*(_authors_of(kind, _ids(views, kind.kind)) for kind in _KINDS))


_KINDS: tuple[type[Option | Argument], ...] = (Option, Argument)


def _ids(views: Iterable[tuple[str, int]], kind: str) -> list[int]:
    return [view_id for of_kind, view_id in views if of_kind == kind]


def _authors_of(kind: type[Option | Argument], ids: list[int]) -> set[int]:
    authors = sa.select(kind.author_id).where(kind.id.in_(ids), kind.author_id.is_not(None))
    return {id_ for id_ in db.session.scalars(authors) if id_ is not None} if ids else set()


def _supporters(views: Iterable[tuple[str, int]]) -> frozenset[int]:
    """Members who support a suggestion that one of these views came from."""
    came_from = [
        sa.and_(
            Suggestion.became_kind == kind.kind, Suggestion.became_id.in_(_ids(views, kind.kind))
        )
        for kind in _KINDS
    ]
    suggestions = sa.select(Suggestion.id).where(sa.or_(*came_from))
    supporters = sa.select(Support.member_id).where(Support.suggestion_id.in_(suggestions))
    return frozenset(db.session.scalars(supporters))


def part_in(view: View, member_id: int | None) -> Part:
    """What this member has to do with the view. 4 to 5 statements."""
    if member_id is None:
        return Part()
    return Part(
        wrote_it=view.author_id == member_id,
        supports_it=member_id in people_behind(view) and view.author_id != member_id,
        argues_otherwise=db.session.scalar(_against(view, member_id)) is not None,
    )


def _against(view: View, member_id: int) -> sa.Select[int]:
    """What this member wrote that stands against the view: the other side, or another option."""
    if isinstance(view, Argument):
        return (
            sa.select(Argument.id)
            .where(
                Argument.option_id == view.option_id,
                Argument.author_id == member_id,
                Argument.side != view.side,
            )
            .limit(1)
        )
    rival = sa.select(Option.id).where(
        Option.topic_id == view.topic_id, Option.id != view.id, Option.author_id == member_id
    )
    against = sa.select(Argument.id).where(
        Argument.option_id == view.id, Argument.author_id == member_id, Argument.side == "against"
    )
    return sa.union_all(rival, against).limit(1)  # type: ignore[return-value]


def why_not_propose(view: View, act: Act, by: Viewer, *, reason: str, words: str) -> str | None:
    """The reason this person may not propose this removal. 5 to 6 statements."""
    is_open = sa.select(Removal.id).where(
        Removal.subject_kind == view.kind,
        Removal.subject_id == view.id,
        Removal.state.in_(sorted(OPEN)),
    )
    facts = removing.View(
        is_hidden=view.hidden_at is not None,
        is_archived=view.archived_at is not None,
        has_open_removal=db.session.scalar(is_open.limit(1)) is not None,
    )
    part = part_in(view, by.id)
    may_edit = by.can(Power.EDIT_WIKI)
    return removing.why_not_propose(act, facts, part, may_edit=may_edit, reason=reason, words=words)


def waits_for_second(removal: Removal) -> bool:
    """Whether a second editor has still to decide; a redaction is in effect meanwhile."""
    redacted = removal.act == Act.REDACT and removal.state == RemovalState.IN_EFFECT
    return removal.second_id is None and (removal.state == RemovalState.PROPOSED or redacted)


def why_not_second(removal: Removal, by: Viewer) -> str | None:
    """The reason this person may not be the second editor."""
    return removing.why_not_second(
        removal.state,
        part_in(view_of(removal), by.id),
        may_edit=by.can(Power.EDIT_WIKI),
        is_reviewed=not waits_for_second(removal),
        member_id=by.id or 0,
        clp_id=by.clp_id,
        first_id=removal.first_id,
        first_clp_id=removal.first_clp_id,
    )


def why_not_put_back(removal: Removal, by: Viewer, words: str = "…") -> str | None:
    """The reason this one editor may not call it off, or restore the view."""
    return removing.why_not_put_back(
        removal.state, Act(removal.act), may_edit=by.can(Power.EDIT_WIKI), words=words
    )


def why_not_appeal(removal: Removal, by: Viewer) -> str | None:
    """The reason this person may not appeal. 1 statement."""
    told = sa.select(RemovalNotice.member_id).where(
        RemovalNotice.removal_id == removal.id, RemovalNotice.member_id == by.id
    )
    proposed_by = removal.first_id == by.id
    return removing.why_not_appeal(
        removal.state,
        is_behind=not proposed_by and db.session.scalar(told) is not None,
        has_been_appealed=removal.appealed_at is not None,
        in_effect_at=removal.in_effect_at,
        appeal_for=house_rules.length("removal.appeal_days", at=removal.made_at),
        at=now(),
    )


def why_not_judge(removal: Removal, by: Viewer) -> str | None:
    """The reason this person may not decide the appeal."""
    return removing.why_not_judge(
        removal.state,
        part_in(view_of(removal), by.id),
        may_judge=by.can(Power.EDIT_WIKI) or by.can(Power.MODERATE),
        is_appellant=removal.appellant_id == by.id,
        member_id=by.id or 0,
        clp_id=by.clp_id,
        editors=frozenset({removal.first_id, removal.second_id or removal.first_id}),
        their_clps=frozenset(
            clp_id for clp_id in (removal.first_clp_id, removal.second_clp_id) if clp_id
        ),
    )


def is_standing(removal: Removal) -> bool:
    """Whether it is open or in effect."""
    return removal.state in STANDING
