"""Who is invited to speak, how many, and how they are drawn so that nobody can steer it. Pure.

A draw takes tickets, not people: each ticket is a keyed hash of a member and a round, and is in a
group or not. Tickets are put in the order of SHA-256 of the seed and the ticket; the first of the
group get its seats, the first of all who are left get the others. With the seed, the tickets and
the seats anybody can draw again and must find the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Any

FAIR_PART = 0.8  # a group is heard well enough from this part of its share
GENERAL_PART = 0.3  # of the seats at least are for anybody, so that an invitation tells nothing
LEAST_GROUP = 10  # tickets; a smaller group gets no seats of its own
LONGEST_ANSWER = 1_500  # characters: one paragraph
# What is expected before anything is known (Beta prior): how many answer, as if of twenty asked.
PRIOR_MAIL, PRIOR_PERSONAL, PRIOR_WEIGHT = 0.05, 0.20, 20


class Channel(StrEnum):
    """How an invitation reaches a member."""

    MAIL = "mail"
    PERSON = "person"  # a printed letter or a telephone call, by an officer


@dataclass(frozen=True, slots=True)
class Ticket:
    """One member who may be drawn, as a word that tells nobody who."""

    word: str
    in_group: bool


@dataclass(frozen=True, slots=True)
class Seats:
    """How many are invited from a group, and from everybody."""

    group: int
    general: int

    @property
    def all(self) -> int:
        return self.group + self.general


def voices_needed(share: float, speakers: int, of_group: int) -> int:
    """How many more of a group must speak until it has 0.8 of its share of the speakers.

    ``y = ceil((0.8 p x - x_g) / (1 - 0.8 p))``: of 30 speakers 2 are of a group with 0.3 of the
    members: 7 more.
    """
    fair = FAIR_PART * share
    if fair >= 1:
        return 0
    return max(0, ceil(round((fair * speakers - of_group) / (1 - fair), 9)))


def answer_rate(asked: int, answered: int, *, by_mail: float) -> float:
    """How many of a hundred (as 0 to 1) are expected to answer, learned from earlier rounds.

    `by_mail` is the part of those to be asked who are reached by mail. The mean of a Beta
    distribution: a fifth of those asked in person and a twentieth of those by mail, as if that
    were known of twenty people, and then whatever came of the invitations so far.
    """
    prior = by_mail * PRIOR_MAIL + (1 - by_mail) * PRIOR_PERSONAL
    return (prior * PRIOR_WEIGHT + answered) / (PRIOR_WEIGHT + asked)


def seats_for(voices: int, rate: float, *, group: int, everyone: int, most: int) -> Seats:
    """How many to invite for so many voices, of a group and of all.

    `group` and `everyone` are how many could be drawn (`everyone` holds the group). At least three
    in ten seats are general; a group of fewer than ten gets none, and all seats are general.
    """
    wanted = min(ceil(round(voices / rate, 9)), most, everyone)
    if group < LEAST_GROUP:
        return Seats(0, wanted)
    of_group = min(wanted, group)
    general = ceil(round(of_group * GENERAL_PART / (1 - GENERAL_PART), 9))
    if of_group + general > most:
        general = ceil(most * GENERAL_PART)
        of_group = most - general
    return Seats(of_group, min(general, everyone - of_group))


def seed_of(case_id: int, log_hash: str) -> str:
    """The seed: of the prompt, and of what the public log had come to the day before."""
    return hashlib.sha256(f"{case_id}|{log_hash}".encode()).hexdigest()


def draw(seed: str, tickets: Iterable[Ticket], seats: Seats) -> list[str]:
    """The words of the tickets drawn, those on seats of the group first. The same each time."""
    order = sorted(tickets, key=lambda one: (_lot(seed, one.word), one.word))
    of_group = [one.word for one in order if one.in_group][: seats.group]
    taken = set(of_group)
    others = [one.word for one in order if one.word not in taken]
    return of_group + others[: seats.general]


def _lot(seed: str, word: str) -> str:
    return hashlib.sha256(f"{seed}|{word}".encode()).hexdigest()


def hash_of(tickets: Sequence[Ticket]) -> str:
    """One hash of all the tickets, so that none can be changed later unseen."""
    lines = "\n".join(f"{one.word} {int(one.in_group)}" for one in tickets)
    return hashlib.sha256(lines.encode()).hexdigest()


def why_not_right(public: Mapping[str, Any], *, invited: int, log_is_right: bool) -> str | None:
    """What is wrong with a draw as it was published; None when all agrees.

    `invited` is how many were asked; `log_is_right` whether the log of that day hashes to the same.
    """
    tickets = [Ticket(word, in_group) for word, in_group in public["tickets"]]
    seats = Seats(public["seats"]["group"], public["seats"]["general"])
    if not log_is_right:
        return f"The public log of {public['log_day']} is not what it was when the lot was drawn."
    if public["seed"] != seed_of(public["prompt"], public["log_hash"]):
        return "The seed does not follow from the prompt and the public log."
    if public["tickets_sha256"] != hash_of(tickets):
        return "The tickets are not those whose hash was published."
    if public["drawn"] != draw(public["seed"], tickets, seats) or len(public["drawn"]) != invited:
        return "Drawing again gives other tickets than those that were drawn."
    return None


def message(*, place: str, people: int, about: str) -> str:
    """What an invited member is told. Never names a group."""
    asked = "One person is" if people == 1 else f"{people:,} people are"
    return (
        f"Your name was drawn at random from members of {place}. {asked} being asked for one "
        f"paragraph on “{about}”. You can answer by web, e-mail, phone or on paper, under your "
        "name or as “invited member”. Ignoring this is fine."
    )


def why_not_answer(*, is_over: bool, answered: bool, declined: bool) -> str | None:
    """The reason this invitation takes no answer; None when it does."""
    if answered:
        return "You have answered this invitation. Thank you."
    if declined:
        return "You have said no to this invitation."
    if is_over:
        return "This invitation has ended. You can still write in the discussion."
    return None


def why_not_words(words: str) -> str | None:
    """The reason these words are no answer; None when they are."""
    if not words.strip():
        return "Write your answer."
    if len(words) > LONGEST_ANSWER:
        return (
            f"Your answer has {len(words):,} characters. One paragraph has at most "
            f"{LONGEST_ANSWER:,}."
        )
    return None
