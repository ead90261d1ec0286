"""What the rows of the seeded data look like: one function for each table, from a row's number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from core.text import slugify
from demo.names import full_name
from demo.seeded import ARGUMENTS, EPOCH, OPTIONS, TEXTS, Counts, Row, html_of, moment, text_of
from demo.sentences import claim, title
from demo.wiki_rows import argument, option, place, revision, topic

ANSWERS = (
    ("strongly-for", 24),
    ("for", 25),
    ("neither", 12),
    ("against", 17),
    ("strongly-against", 11),
    ("more-information", 7),
    ("abstain", 4),
)


def region(number: int, _chance: Random, _counts: Counts) -> Iterator[Row]:
    name = f"Region {number:02d}"
    yield {"id": number, "code": f"S{number}", "slug": slugify(name), "name": name}


def clp(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    name = f"{title(chance, 1)} {number}"
    yield {
        "id": number,
        "code": f"S{counts.clp}" if number == 1 else f"S{counts.clp}-{number}",
        "slug": slugify(name),
        "name": name,
        "region_id": (number - 1) * counts.region // counts.clp + 1,
    }


def member(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    yield {
        "id": number,
        "uuid": f"{chance.getrandbits(128):032x}",
        "membership_number": f"S{number:07d}",
        "name": full_name(chance),
        "email": f"member{number}@sizes.demo.example" if number % 5 else None,
        "clp_id": (number - 1) * counts.clp // counts.member + 1,
        "joined_on": date(2024, 12, 31) - timedelta(days=int(chance.expovariate(1 / 2000))),
        "confirmed_at": EPOCH,
    }


def thread(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    """Every third in the forum of a CLP, the others about a topic's first option."""
    about = (number * 7) % counts.topic + 1
    at_clp = number % 3 == 0
    yield {
        "id": number,
        "title": title(chance, 7),
        "asks": "discussion",
        "clp_id": number % counts.clp + 1 if at_clp else None,
        "topic_id": None if at_clp else about,
        "option_id": None if at_clp else about * OPTIONS,
        "author_id": chance.randrange(counts.member) + 1,
        "started_at": moment(number, counts.thread),
        "active_at": moment(number, counts.thread) + timedelta(days=chance.randrange(1, 9)),
        "posts": counts.post // counts.thread,
    }


def post(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    each = counts.post // counts.thread
    stands_in = (number - 1) // each + 1
    length = chance.choice((1, 1, 1, 2, 2, 3))
    kind = number % TEXTS
    positions = ("question", None) if stands_in % 3 == 0 else ("for", "against", "unsure", None)
    yield {
        "id": number,
        "thread_id": stands_in,
        "number": (number - 1) % each + 1,
        "author_id": chance.randrange(counts.member) + 1,
        "text": text_of(kind, length),
        "html": html_of(kind, length, 3),
        "position": chance.choice(positions),
        "written_at": moment(stands_in, counts.thread) + timedelta(hours=number % each),
    }


def poll(number: int, chance: Random, counts: Counts) -> Iterator[Row]:
    about = number % counts.topic + 1
    opened = moment(number, counts.poll)
    yield {
        "id": number,
        "public_id": f"{chance.getrandbits(128):032x}",
        "question": f"{title(chance, 6)}?",
        "topic_id": about,
        "option_id": about * OPTIONS,
        "state": "counted",
        "eligible": counts.member,
        "cutoff_on": opened.date(),
        "newest_member_id": counts.member,
        "opened_by_id": 1,
        "opened_at": opened,
        "closes_at": opened + timedelta(days=14),
        "counted_at": opened + timedelta(days=14),
        "k_show": 10,
        "k_pool_eligible": 50,
        "mix_min": 20,
        "headline": claim(chance),
    }


def poll_row(number: int, _chance: Random, counts: Counts) -> Iterator[Row]:
    """Everyone, then each region."""
    for position in range(counts.region + 1):
        eligible = counts.member // counts.region if position else counts.member
        yield {
            "poll_id": number,
            "position": position,
            "level": "region" if position else "total",
            "label": f"Region {position:02d}" if position else "Everyone who could vote",
            "eligible": eligible,
            "took_part": eligible // 10 // 5 * 5,
        }


def poll_figure(number: int, _chance: Random, counts: Counts) -> Iterator[Row]:
    for position in range(counts.region + 1):
        for answer, percent in ANSWERS:
            key = {"poll_id": number, "position": position, "answer": answer}
            people = None if position else counts.member // 10 * percent // 100
            yield {**key, "percent": percent, "people": people}


@dataclass(frozen=True, slots=True)
class Table:
    """A table, how many numbers it has, and the rows of a number."""

    name: str
    count: Callable[[Counts], int]
    rows: Callable[[int, Random, Counts], Iterator[Row]]
    ids: int = 1  # a number may use

    def numbers_below(self, highest_id: int) -> int:
        """How many numbers are there when this is the highest id."""
        return -(-highest_id // self.ids)


TABLES = (  # parents before children
    Table("region", lambda counts: counts.region, region),
    Table("clp", lambda counts: counts.clp, clp),
    Table("member", lambda counts: counts.member, member),
    Table("topic", lambda counts: counts.topic, topic),
    Table("place", lambda counts: counts.topic, place, ids=3),
    Table("option", lambda counts: counts.topic * OPTIONS, option),
    Table("argument", lambda counts: counts.topic * ARGUMENTS, argument),
    Table("revision", lambda counts: counts.topic, revision),
    Table("thread", lambda counts: counts.thread, thread),
    Table("post", lambda counts: counts.post, post),
    Table("poll", lambda counts: counts.poll, poll),
    Table("poll_row", lambda counts: counts.poll, poll_row),
    Table("poll_figure", lambda counts: counts.poll, poll_figure),
)
