"""Hits of the index, read again in the database before anyone sees them.

The index proposes, the database decides: what has been hidden or is not for this person is left
out of the hits *and* of the counts, and the page is filled up with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from accounts.access import Viewer
from core.db import db
from core.events import Event, Follower
from core.subjects import Subject, find
from search import documents, engine, machines
from search.backend import Found, Hit, Search
from search.kinds import NAMES
from search.snippets import marked, snippet

MOST_PENDING = 500
MOST_TURNS = 4  # in which the page is filled up
WIDER = 5  # times as many hits are looked at in each turn

Key = tuple[str, int]

_BEHIND = (
    sa.select(Follower.event_id, Event.subject_kind, Event.subject_id, Event.name)
    .outerjoin(Event, Event.id > Follower.event_id)
    .where(Follower.name == sa.bindparam("follower"))
    .order_by(Event.id.desc())
    .limit(MOST_PENDING)
)


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as it is shown."""

    kind: str
    id: int
    kind_name: str
    title: Markup
    url: str
    where: str
    snippet: Markup
    score: float
    topic_id: int | None = None  # the topic it belongs to, if to one
    position: str | None = None  # "for", "against", "unsure"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """How the index stands to the change log."""

    read_to: int | None  # the last event that is in the index; None when it never read any
    pending: frozenset[Key]  # what has changed since
    withheld: frozenset[Key] = frozenset()  # words of these must not even be found, since


def hits(viewer: Viewer, search: Search, log: Log) -> tuple[Found, list[Result]]:
    """What this person may see by the index and by the database: `search.limit` while there are.

    ≤ 4 statements for each kind of hit. Raises Unavailable.
    """
    out = _gone(viewer, log.pending) | {f"{kind}:{id_}" for kind, id_ in log.withheld}
    search = replace(search, readers=frozenset(viewer.audiences()))
    for turn in range(MOST_TURNS):
        wide = replace(search, leave_out=frozenset(out), limit=search.limit * WIDER**turn)
        found = engine.index().query(wide)
        subjects = read((hit.kind, hit.id) for hit in found.hits)
        for_viewer = {key: s for key, s in subjects.items() if s and is_for(viewer, s)}
        wrong = {hit.key for hit in found.hits if (hit.kind, hit.id) not in for_viewer}
        if not wrong:
            break
        out |= wrong
    else:  # what nobody could look at is not counted either
        found = replace(found, total=len(for_viewer), counts={}, facets={})
    good = [hit for hit in found.hits if (hit.kind, hit.id) in for_viewer][: search.limit]
    fresh = [_as_now(hit, for_viewer[hit.kind, hit.id], log) for hit in good]
    return found, shown(fresh, for_viewer, found)


def how_it_stands() -> Log:
    """How the index stands to the change log; the newest changes when it is far behind.

    1 statement.
    """
    rows = db.session.execute(_BEHIND, {"follower": machines.follower()}).all()
    pending = frozenset((kind, id_) for _, kind, id_, _ in rows if kind in NAMES)
    withheld = frozenset((kind, id_) for _, kind, id_, name in rows if _is_redaction(name))
    return Log(rows[0][0] if rows else None, pending, withheld)


def read(keys: Iterable[Key]) -> dict[Key, Subject | None]:
    """The subjects as they are now; None for those that are not shown.

    1 statement for each kind.
    """
    found: dict[Key, Subject | None] = dict.fromkeys(keys)
    for kind in sorted({kind for kind, _ in found}):
        ids = [id_ for other, id_ in found if other == kind]
        found.update({(kind, subject.id): subject for subject in documents.shown(kind, ids)})
    return found


def _is_redaction(name: str | None) -> bool:
    return name is not None and name.endswith(".redacted")


def _gone(viewer: Viewer, pending: Iterable[Key]) -> set[str]:
    """Keys of what this person may see no more, and of what went with it, before the index knows.

    A subject that is not shown costs ≤ 4 statements more.
    """
    out: set[str] = set()
    for (kind, id_), subject in read(pending).items():
        if subject is None and (hidden := find(kind, id_)):
            out.update(f"{part}:{part_id}" for part, part_id in hidden.parts())
        if subject is None or not is_for(viewer, subject):
            out.add(f"{kind}:{id_}")
    return out


def is_for(viewer: Viewer, subject: Subject) -> bool:
    """Whether this person may see it."""
    return subject.audience in viewer.audiences()


def shown(hits: Sequence[Hit], subjects: dict[Key, Subject], found: Found) -> list[Result]:
    """The hits as results; at most 2 statements for each kind, for where they stand."""
    where: dict[Key, str] = {}
    for kind in sorted({hit.kind for hit in hits}):
        of_kind = [subjects[kind, hit.id] for hit in hits if hit.kind == kind]
        texts = type(of_kind[0]).wheres(of_kind)
        where.update({(kind, id_): text for id_, text in texts.items()})
    return [
        _result(hit, subjects[hit.kind, hit.id], where.get((hit.kind, hit.id), ""), found)
        for hit in hits
    ]


def _result(hit: Hit, subject: Subject, where: str, found: Found) -> Result:
    stem_of = engine.index().stem_of
    return Result(
        kind=hit.kind,
        id=hit.id,
        kind_name=NAMES[hit.kind][0],
        title=marked(subject.heading, found.stems, stem_of),
        url=subject.url,
        where=where,
        snippet=snippet(hit.passage, found.stems, stem_of),
        score=hit.score,
        topic_id=subject.topic_of,
        position=subject.position_of,
        at=subject.dated,
    )


def _as_now(hit: Hit, subject: Subject, log: Log) -> Hit:
    """The hit with the text it has now; that of the index is as good when nothing has changed."""
    is_changed = (hit.kind, hit.id) in log.pending or len(log.pending) >= MOST_PENDING
    return replace(hit, text=subject.body) if is_changed else hit
