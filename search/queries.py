"""What people see of the index: a page of results, and what is similar to a text.

The index proposes, the database decides: each hit that is shown is read again, and is left out
when it has been hidden or is not for this person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from markupsafe import Markup

from accounts.access import Viewer
from core.clock import today
from core.db import db
from core.events import Event, Follower
from core.subjects import Subject
from search import documents, engine, fallback, indexer
from search.backend import Found, Hit, How, Search, Unavailable
from search.kinds import NAMES
from search.language import Query, parse
from search.snippets import marked, snippet

ON_A_PAGE = 20
SPARE = 4  # hits read beyond the page, for those that may have been hidden since
MOST_PAGES = 50
MOST_PENDING = 500
SIMILAR = 5
LOOKED_AT = 6  # times as many are looked at, when those of one topic come first

Key = tuple[str, int]

_BEHIND = (
    sa.select(Follower.event_id, Event.subject_kind, Event.subject_id)
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


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind that can be chosen, and how many hits it has."""

    kind: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results, with what it has to say about them."""

    text: str  # as typed
    query: Query
    results: list[Result] = field(default_factory=list)
    kinds: list[KindCount] = field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    how: How = How.EXACT
    instead: list[tuple[str, str]] = field(default_factory=list)  # as typed, as found
    nearest: list[Result] = field(default_factory=list)  # when nothing was found
    titles_only: bool = False  # there is no index: only titles were looked at


@dataclass(frozen=True, slots=True)
class Log:
    """How the index stands to the change log."""

    read_to: int | None  # the last event that is in the index; None when it never read any
    pending: frozenset[Key]  # what has changed since


def search(viewer: Viewer, text: str, kinds: Iterable[str] = (), page: int = 1) -> Results:
    """A page of results for what somebody typed. Never fails.

    1 statement when it was asked for since anything last happened, else about 10.
    """
    query = _with_kinds(parse(text, today()), kinds)
    if query.is_empty:
        return Results(text, query)
    page = max(1, min(page, MOST_PAGES))
    log = _log()
    try:
        return _kept(viewer, text, query, page, log)
    except Unavailable:
        return _from_titles(viewer, text, query)


def first(viewer: Viewer, text: str, limit: int) -> list[Result]:
    """The best hits for what somebody typed. Never fails."""
    query = parse(text, today())
    if query.is_empty:
        return []
    try:
        return _hits(viewer, query, _log(), 0, limit)[1]
    except Unavailable:
        return _from_titles(viewer, text, query).results[:limit]


def similar(
    viewer: Viewer,
    text: str,
    kinds: Iterable[str] = (),
    limit: int = SIMILAR,
    *,
    topic_id: int | None = None,
) -> list[Result]:
    """What this person can see that tells nearly the same as a text; best first. Never fails.

    What belongs to the topic comes before everything else.
    """
    query = replace(_with_kinds(parse(text), kinds), loose=True)
    if query.is_empty:
        return []
    try:
        near = _hits(viewer, query, _log(), 0, limit * LOOKED_AT if topic_id else limit)[1]
    except Unavailable:
        return []
    return sorted(near, key=lambda it: it.topic_id != topic_id)[:limit] if topic_id else near


def _with_kinds(query: Query, kinds: Iterable[str]) -> Query:
    chosen = {*query.kinds, *kinds} & NAMES.keys()
    return replace(query, kinds=tuple(kind for kind in NAMES if kind in chosen))


def _kept(viewer: Viewer, text: str, query: Query, page: int, log: Log) -> Results:
    """The page from memory, if it was made for the same readers since anything last happened."""
    state = (log.read_to, engine.index().state(log.read_to))
    if log.pending or log.read_to is None:
        return _from_index(viewer, text, query, page, log)
    asked = (viewer.audiences(), text, query, page)
    return engine.kept().get(state, asked, lambda: _from_index(viewer, text, query, page, log))


def _from_index(viewer: Viewer, text: str, query: Query, page: int, log: Log) -> Results:
    found, results = _hits(viewer, query, log, (page - 1) * ON_A_PAGE, ON_A_PAGE)
    return Results(
        text=text,
        query=query,
        results=results,
        kinds=_counted(found, query),
        total=found.total,
        page=page,
        pages=max(1, min(-(-found.total // ON_A_PAGE), MOST_PAGES)),
        how=found.how,
        instead=[(typed, words[0]) for typed, words in found.instead.items()],
        nearest=[] if found.total else _nearest(viewer, query),
    )


def _from_titles(viewer: Viewer, text: str, query: Query) -> Results:
    """Without an index: titles that hold all the words, in the database."""
    subjects = [s for s in fallback.with_titles_like(query) if _is_for(viewer, s)][:ON_A_PAGE]
    hits = [Hit(subject.kind, subject.id, 0.0, "") for subject in subjects]
    return Results(
        text=text,
        query=query,
        results=_shown(hits, {(s.kind, s.id): s for s in subjects}, Found()),
        total=len(hits),
        titles_only=True,
    )


def _hits(
    viewer: Viewer, query: Query, log: Log, offset: int, limit: int
) -> tuple[Found, list[Result]]:
    """Hits that this person may see by the index and by the database."""
    readers = frozenset(viewer.audiences())
    now_hidden = frozenset(
        f"{kind}:{id_}"
        for (kind, id_), subject in _read(log.pending).items()
        if not subject or not _is_for(viewer, subject)
    )
    found = engine.index().query(
        Search(query, readers, leave_out=now_hidden, offset=offset, limit=limit + SPARE)
    )
    subjects = _read((hit.kind, hit.id) for hit in found.hits)
    for_viewer = {key: s for key, s in subjects.items() if s and _is_for(viewer, s)}
    hits = [hit for hit in found.hits if (hit.kind, hit.id) in for_viewer][:limit]
    fresh = [_as_now(hit, for_viewer[hit.kind, hit.id], log) for hit in hits]
    return found, _shown(fresh, for_viewer, found)


def _log() -> Log:
    """How the index stands to the change log; the newest changes when it is far behind."""
    rows = db.session.execute(_BEHIND, {"follower": indexer.follower()}).all()
    pending = frozenset((kind, id_) for _, kind, id_ in rows if kind in NAMES)
    return Log(rows[0][0] if rows else None, pending)


def _read(keys: Iterable[Key]) -> dict[Key, Subject | None]:
    """The subjects as they are now; None for those that are not shown.

    1 statement for each kind.
    """
    found: dict[Key, Subject | None] = dict.fromkeys(keys)
    for kind in sorted({kind for kind, _ in found}):
        ids = [id_ for other, id_ in found if other == kind]
        found.update({(kind, subject.id): subject for subject in documents.shown(kind, ids)})
    return found


def _is_for(viewer: Viewer, subject: Subject) -> bool:
    return subject.audience in viewer.audiences()


def _as_now(hit: Hit, subject: Subject, log: Log) -> Hit:
    """The hit with the text it has now; that of the index is as good when nothing has changed."""
    is_changed = (hit.kind, hit.id) in log.pending or len(log.pending) >= MOST_PENDING
    return replace(hit, text=subject.body) if is_changed else hit


def _shown(hits: Sequence[Hit], subjects: dict[Key, Subject], found: Found) -> list[Result]:
    """The hits as results; at most 1 statement for each kind, for where they stand."""
    where: dict[Key, str] = {}
    for kind in sorted({hit.kind for hit in hits}):
        of_kind = [subjects[kind, hit.id] for hit in hits if hit.kind == kind]
        texts = type(of_kind[0]).wheres(of_kind)
        where.update({(kind, id_): text for id_, text in texts.items()})
    stem_of = engine.index().stem_of
    return [
        Result(
            kind=hit.kind,
            id=hit.id,
            kind_name=NAMES[hit.kind][0],
            title=marked(subjects[hit.kind, hit.id].heading, found.stems, stem_of),
            url=subjects[hit.kind, hit.id].url,
            where=where.get((hit.kind, hit.id), ""),
            snippet=snippet(hit.text, found.stems, stem_of),
            score=hit.score,
            topic_id=subjects[hit.kind, hit.id].topic_of,
        )
        for hit in hits
    ]


def _counted(found: Found, query: Query) -> list[KindCount]:
    """The kinds that have hits or were chosen, in the usual order."""
    return [
        KindCount(kind, names[1], found.counts.get(kind, 0), kind in query.kinds)
        for kind, names in NAMES.items()
        if found.counts.get(kind) or kind in query.kinds
    ]


def _nearest(viewer: Viewer, query: Query) -> list[Result]:
    """Titles that begin like one of the words, for a page that found nothing."""
    readers = frozenset(viewer.audiences())
    hits = {
        hit.key: hit
        for word in query.words
        for hit in engine.index().suggest(word[:3], readers=readers, kinds=NAMES, limit=3)
    }
    subjects = _read((hit.kind, hit.id) for hit in hits.values())
    for_viewer = {key: s for key, s in subjects.items() if s and _is_for(viewer, s)}
    near = [hit for hit in hits.values() if (hit.kind, hit.id) in for_viewer][:3]
    return _shown(near, for_viewer, Found())
