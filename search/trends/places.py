"""Places whose words are compared, and in which of them a subject stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from accounts.models import Clp, Region
from core.db import db
from core.subjects import Subject
from core.text import slugify
from search.analysis import WORD
from search.asked import is_id
from search.english import ENGLISH
from search.kinds import searched
from search.trends.nations import NATIONS, nation_of

WHOLE = "whole"  # the party
_CLPS = sa.select(Clp.id, Clp.name, Clp.region_id)
_REGIONS = sa.select(Region.id, Region.name, Region.slug).order_by(Region.name, Region.id)


@dataclass(frozen=True, slots=True)
class Place:
    """The whole party, or one nation, region, CLP or topic. `url` is of its own page, "" if none.

    `slug` is what it is called in addresses: a topic's is its number. `regions` has the slugs of
    those of a nation.
    """

    kind: str = WHOLE
    id: int = 0
    name: str = "the whole party"
    slug: str = ""
    url: str = ""
    regions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """As it stands in the database: "whole", "clp:7"."""
        return f"{self.kind}:{self.id}" if self.id else WHOLE

    @property
    def trends_url(self) -> str:
        """Its page of trends."""
        return f"/trends/{self.kind}/{self.slug}" if self.id else "/trends"

    @property
    def as_filter(self) -> str:
        """What narrows a search down to it: “&clp=ashford-vale”."""
        if self.kind == "nation":
            return "".join(f"&region={slug}" for slug in self.regions)
        return f"&{'in' if self.kind == 'topic' else self.kind}={self.slug}" if self.id else ""


@dataclass(frozen=True, slots=True)
class Map:
    """Which region each CLP is in, which nation each region, what topics stand under, and names."""

    nation_of: Mapping[int, int] = field(default_factory=dict)
    region_of: Mapping[int, int] = field(default_factory=dict)
    above: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # itself among them
    own_stems: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by key of place
    own_words: frozenset[str] = frozenset()  # of all places, small letters

    def places_of(self, subject: Subject) -> set[str]:
        """Keys of the places that a subject stands in, the whole party among them."""
        clp, topic = subject.clp_of, subject.topic_of
        region = subject.region_of or self.region_of.get(clp or 0)
        found = {WHOLE}
        found.update(f"topic:{id_}" for id_ in self.above.get(topic or 0, ()))
        if clp:
            found.add(f"clp:{clp}")
        if region:
            found.add(f"region:{region}")
            found.add(f"nation:{self.nation_of[region]}")
        return found


def read_map() -> Map:
    """As the party and the wiki are now. 4 statements."""
    clps = db.session.execute(_CLPS).all()
    names = {f"clp:{id_}": name for id_, name, _ in clps}
    regions = db.session.execute(_REGIONS).all()
    names |= {f"region:{id_}": name for id_, name, _ in regions}
    names |= {f"nation:{number}": name for number, name in enumerate(NATIONS, 1)}
    topics = searched()["topic"]
    ids = list(db.session.scalars(sa.select(topics.id)))
    trails = topics.steps(ids)
    names |= {f"topic:{id_}": trail[-1][1] for id_, trail in trails.items() if trail}
    return Map(
        nation_of={id_: nation_of(name) for id_, name, _ in regions},
        region_of={id_: region for id_, _, region in clps},
        above={id_: (id_, *(step for step, _ in trail)) for id_, trail in trails.items()},
        own_stems={key: frozenset(ENGLISH.stems(name)) for key, name in names.items()},
        own_words=frozenset(word.lower() for name in names.values() for word in WORD.findall(name)),
    )


def find(kind: str, slug: str) -> Place | None:
    """The place that is called so and that everybody may see; None when there is none."""
    if kind == "topic":
        return _topic(int(slug)) if is_id(slug) else None
    if kind == "clp":
        clp = db.session.scalar(sa.select(Clp).where(Clp.slug == slug, Clp.is_shown()))
        return Place(kind, clp.id, clp.name, slug, clp.url) if clp else None
    if kind == "nation":
        return next((one for one in nations() if one.slug == slug), None)
    region = db.session.scalar(sa.select(Region).where(Region.slug == slug))
    return Place(kind, region.id, region.name, slug, f"/regions/{slug}") if region else None


def nations() -> list[Place]:
    """Those that have regions, by name. 1 statement."""
    regions = db.session.execute(_REGIONS).all()
    parts = {
        number: [slug for _, name, slug in regions if nation_of(name) == number]
        for number in range(1, len(NATIONS) + 1)
    }
    return [
        Place("nation", number, name, slugify(name), regions=tuple(parts[number]))
        for number, name in enumerate(NATIONS, 1)
        if parts[number]
    ]


def _topic(topic_id: int) -> Place | None:
    topics = searched()["topic"]
    topic = db.session.scalar(sa.select(topics).where(topics.id == topic_id, topics.is_shown()))
    return Place("topic", topic_id, topic.heading, str(topic_id), topic.url) if topic else None
