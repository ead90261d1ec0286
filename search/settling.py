"""From what was asked to what the engine is asked: names become ids, days become moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from core import subjects
from core.clock import now
from core.dates import LONDON
from search import engine, names
from search.analysis import WORD
from search.asked import Asked
from search.backend import Filters, Sort
from search.kinds import NAMES
from search.language import FIELDS, Query, parse
from search.names import Named
from search.synonyms import table
from search.synonyms.lines import widened
from search.when import days_meant

MOST_NAMED = 4  # in one sentence
EXAMPLES = {
    "kinds": "kind:poll",
    "inside": "in:education",
    "clps": "clp:bristol",
    "by": "by:ada",
    "since": "since:2024",
    "until": "until:2024",
}
MOST_BRANCHES = 5  # that are looked through for one name


@dataclass(frozen=True, slots=True)
class Settled:
    """What the engine is asked, and what has to be said about it."""

    query: Query
    filters: Filters
    notices: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE

    @property
    def everything(self) -> bool:
        """Whether no words are asked for, but what it must be: all that passes, newest first."""
        return self.query.is_empty and (self.filters != Filters() or bool(self.query.kinds))


def settled(asked: Asked) -> Settled:
    """What is meant by all that was asked. About 2 statements, and 2 for each name."""
    today = now().astimezone(LONDON).date()
    query = parse(asked.text, today)
    kinds = {*query.kinds, *asked.kinds} & NAMES.keys()
    query = replace(query, kinds=tuple(kind for kind in NAMES if kind in kinds))
    query = widened(query, table.in_force(stems_of), stems_of)
    said = [*(_unclear(*one) for one in query.unclear), *_too_common(query)]
    topics = _topics(query, asked, said)
    clps, regions = _local(query, asked, said)
    since, before = _days(query, asked, today)
    filters = Filters(
        topics=topics,
        clps=clps,
        regions=regions,
        authors=_authors(query),
        positions=frozenset(asked.positions) or None,
        since=since,
        before=before,
    )
    sort = Sort.NEWEST if query.is_empty else asked.sort  # without words nothing tells more
    return Settled(query, filters, tuple(said), sort)


def stems_of(text: str) -> tuple[str, ...]:
    """What the words of a text are found by."""
    stem_of = engine.index().stem_of
    return tuple(stem for word in WORD.findall(text) if (stem := stem_of(word)))


def midnight(day: date) -> datetime:
    """When a day begins in Britain."""
    return datetime.combine(day, time(), LONDON)


def _topics(query: Query, asked: Asked, said: list[str]) -> frozenset[int] | None:
    """The topics of every branch that was named or chosen; None when none was."""
    chosen = [id_ for id_, _ in names.topics_of(asked.topics)]
    for words in query.inside:
        chosen += _meant(words, "topic", names.topics_called(words)[:MOST_BRANCHES], said)
    topic = subjects.kinds().get("topic")
    if topic is None or not chosen:
        return None
    return frozenset().union(*topic.branches(dict.fromkeys(chosen)).values())


def _local(
    query: Query, asked: Asked, said: list[str]
) -> tuple[frozenset[int] | None, frozenset[int] | None]:
    """The CLPs and the regions that were named or chosen; None when none was."""
    clps = {id_ for id_, _, _ in names.clps_of((), asked.clps)}
    regions = {id_ for id_, _, _ in names.regions_of((), asked.regions)}
    for words in query.clps:
        if named := names.regions_called(words):
            regions.update(id_ for id_, _ in named)
        else:
            clps.update(_meant(words, "CLP or region", names.clps_called(words), said))
    return frozenset(clps) or None, frozenset(regions) or None


def _meant(words: str, what: str, found: list[Named], said: list[str]) -> list[int]:
    """The ids of what was named; says so when there is none, or more than one."""
    if not found:
        said.append(f"There is no {what} called “{words}”, so everything was looked through.")
    elif len(found) > 1:
        some = ", ".join(name for _, name in found[:MOST_NAMED])
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        said.append(f"“{words}” may be more than one: {some}{more}. All of them were looked in.")
    return [id_ for id_, _ in found]


def _authors(query: Query) -> frozenset[int] | None:
    if not query.by:
        return None
    return frozenset().union(*(names.members_called(words) for words in query.by))


def _days(query: Query, asked: Asked, today: date) -> tuple[datetime | None, datetime | None]:
    """The first moment, and the first that is too late; of what was typed and chosen the nearer."""
    since, until = days_meant(asked.since, today), days_meant(asked.until, today)
    first = max(filter(None, (query.since, since.first if since else None)), default=None)
    last = min(filter(None, (query.until, until.last if until else None)), default=None)
    late = last + timedelta(days=1) if last and last < date.max else None
    return midnight(first) if first else None, midnight(late) if late else None


def _unclear(name: str, value: str) -> str:
    if name == "*":
        return f"“{value}*” was taken as a word: a beginning needs three letters before the star."
    if name.startswith("-") and name[1:] in FIELDS:
        return f"A minus leaves out words. “{name}:{value}” was not used."
    if name not in FIELDS:
        return f"There is no “{name}:” to look by here, so it was taken as a word."
    if not value:
        return (
            f"“{name}:” needs something right after it, without a space: {EXAMPLES[FIELDS[name]]}."
        )
    if name in {"kind", "type"}:
        return f"There is no kind “{value}”. Kinds are topic, argument, post, poll, meeting, CLP …"
    return f"“{name}:{value}” names no day. Try {name}:2024, {name}:2024-05 or {name}:last-week."


def why_nothing(text: str, query: Query) -> tuple[str, ...]:
    """What to say where something was typed and nothing of it can be looked for."""
    if query.without:
        return ("A minus leaves out. Say what to look for too: rent -London.",)
    return (f"There is no word in “{text}” that can be looked for.",) if text else ()


def _too_common(query: Query) -> list[str]:
    """Said where all words are so common that none is looked for."""
    if query.is_empty or stems_of(query.plain):
        return []
    return [f"Nearly every text has “{query.plain}”, so it cannot be looked for by itself."]
