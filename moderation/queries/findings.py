"""What the detectors find in subjects of one kind, many at once. Reads, thinks, stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Clp
from deliberation.models import Thread
from moderation.detectors import (
    Finding,
    contrast,
    dominance,
    group_gap,
    loud_side,
    no_case,
    pile_on,
    unanswered,
    unseen_minority,
    view_gap,
)
from moderation.detectors.group_gap import Group
from moderation.detectors.said import MOST_UNTAGGED, mostly_untagged
from moderation.discussions import (
    Discussion,
    Scale,
    Talk,
    arguments_weighed,
    open_talks,
    posts_weighed,
    with_published_polls,
)
from moderation.queries.heard import groups_in_clp, heard_enough
from moderation.queries.heard_on_topics import groups_on_topics
from wiki.models import Option, Topic


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one subject, and when time alone may change that; None when it cannot."""

    subject_id: int
    findings: list[Finding]
    ripens: datetime | None = None


def of_options(option_ids: Collection[int], at: datetime) -> list[Looked]:
    """Views that ballots hold and hardly anybody argues, or is shown late. ≤ 7 statements."""
    found = [_of_option(one, at) for one in with_published_polls(option_ids)]
    return [*found, *_of_scales(arguments_weighed(option_ids))]


def _of_option(option: Discussion, at: datetime) -> Looked:
    gaps = view_gap.view_gaps(option.ballots, option.voices)
    listed_for = at - option.listed_at
    bare = no_case.positions_without_a_case(option.ballots, option.arguments, listed_for=listed_for)
    found = no_case.findings(gaps, bare)
    if option.untagged <= MOST_UNTAGGED:
        found += view_gap.findings(gaps)
    waits = listed_for < no_case.PATIENCE
    return Looked(option.option_id, found, option.listed_at + no_case.PATIENCE if waits else None)


def of_threads(thread_ids: Collection[int], at: datetime) -> list[Looked]:
    """Who dominates, what has no answer, who is piled on and who finds nothing. ≤ 11 statements."""
    talks = list(open_talks(thread_ids))
    weighed = posts_weighed([talk.thread_id for talk in talks])
    return [*(_of_thread(talk, at) for talk in talks), *_of_scales(weighed)]


def _of_scales(scales: Mapping[int, Scale]) -> list[Looked]:
    """Those whose holders of a view are less at home on the first screen."""
    return [Looked(whole_id, _contrast(scale)) for whole_id, scale in scales.items()]


def _contrast(scale: Scale) -> list[Finding]:
    found = contrast.contrasts(lambda: scale.answers, scale.screen)
    return contrast.findings(found, scale.statements)


def _of_thread(talk: Talk, at: datetime) -> Looked:
    found = [
        *dominance.findings(talk.posts),
        *unanswered.findings(talk.posts, at=at),
        *pile_on.findings(talk.posts, at=at),
        *unseen_minority.findings(talk.unseen),
    ]
    if not mostly_untagged(talk.posts):
        found += loud_side.findings(talk.posts, seed=f"thread {talk.thread_id}")
    return Looked(talk.thread_id, found, unanswered.ripens(talk.posts, at=at))


def of_clps(clp_ids: Collection[int], at: datetime) -> list[Looked]:
    """Groups of members who are hardly heard in a CLP's forum. 1 statement, and 1 for each CLP."""
    del at
    enough = heard_enough(Thread.clp_id, clp_ids)
    return [Looked(one, _missing(groups_in_clp(one), "this CLP’s forum")) for one in enough]


def of_topics(topic_ids: Collection[int], at: datetime) -> list[Looked]:
    """Groups of the roll who are hardly heard on a topic. ≤ 4 statements."""
    del at
    enough = heard_enough(Thread.topic_id, topic_ids)
    found = groups_on_topics(enough) if enough else {}
    where = "discussions of this topic"
    return [Looked(topic_id, _missing(groups, where)) for topic_id, groups in found.items()]


def _missing(attributes: Iterable[Sequence[Group]], where: str) -> list[Finding]:
    """One attribute at a time: years of membership, region, CLP."""
    return [one for groups in attributes for one in group_gap.findings(groups, where=where)]


BY_KIND: Mapping[str, Callable[[Collection[int], datetime], list[Looked]]] = {
    Option.kind: of_options,
    Thread.kind: of_threads,
    Clp.kind: of_clps,
    Topic.kind: of_topics,
}
