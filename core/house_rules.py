"""House rules: the thresholds, times and choices that members care about, as dated rows.

A package declares each rule that it obeys in its `house_rules.py` and reads it with `value`,
`length` or `choice`. A change is a new row with a day from which it holds; no row is ever altered,
so what held when something began can always be told. The page "How policy is made here" is made of
the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from flask import g, has_request_context
from sqlalchemy.orm import Mapped, mapped_column

from core import versions
from core.clock import now
from core.db import db, snapshot
from core.subjects import Subject

PAGE = "house_rules"  # the page version that moves on with every change


class Kind(StrEnum):
    """What the value of a rule is."""

    COUNT = "count"
    PERCENT = "percent"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    CHOICE = "choice"


class Question(StrEnum):
    """What a rule answers; the page stands in this order."""

    PROPOSE = "Who may propose, and what does it take?"
    SELECT = "How is it settled what is discussed and voted on?"
    DISCUSS = "How does a discussion go?"
    VOTE = "Who may vote, and how?"
    ANSWER = "Who answers, and who may say no?"
    WIKI = "How does the policy wiki change?"
    MODERATE = "What happens to what is reported?"
    MEET = "What do meetings and people who are not online count for?"
    RULES = "How are these rules changed?"


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule. `sentence` says it with `{value}` in the place of its value.

    `keeps`: what has begun goes on under the value that held then, so its code reads `at=` that
    moment; otherwise a change holds for everything from its day on. A CHOICE has `choices`: the
    values, each with its words.
    """

    key: str
    default: int | str
    kind: Kind
    question: Question
    sentence: str
    least: int = 1
    most: int = 10_000
    keeps: bool = True
    unit: str = ""  # of a COUNT: the thing counted, in the singular ("member")
    choices: Mapping[str, str] = field(default_factory=dict)

    def words(self, value: int | str) -> str:
        """A value as people read it: “14 days”, “20 members”, or the words of the choice."""
        if self.kind is Kind.CHOICE:
            return self.choices[str(value)]
        if self.kind is Kind.PERCENT:
            return f"{value} %"
        unit = self.unit if self.kind is Kind.COUNT else self.kind.value[:-1]
        return f"{value:,}{f' {unit}' if unit else ''}{'s' if unit and value != 1 else ''}"

    def said(self, value: int | str) -> str:
        """The whole sentence with this value."""
        return self.sentence.format(value=self.words(value))

    def parsed(self, stored: str) -> int | str:
        """The value that a row holds."""
        return stored if self.kind is Kind.CHOICE else int(stored)

    def why_not(self, typed: str) -> str | None:
        """The reason this cannot be the value; None when it can."""
        if self.kind is Kind.CHOICE:
            return None if typed in self.choices else "Choose one of the answers."
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 9  # noqa: PLR2004
        if is_number and self.least <= int(typed) <= self.most:
            return None
        unit = "" if self.kind in {Kind.COUNT, Kind.PERCENT} else f" {self.kind.value}"
        return f"Give a whole number from {self.least:,} to {self.most:,}{unit}."


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """What the code does whatever anybody sets, said on the page with where it can be checked."""

    question: Question
    sentence: str
    url: str = ""  # of a page that says more
    link: str = ""


class RuleChange(Subject, kind="house_rule"):
    """A rule has this value from `starts_at` on, until a later row. Public; never altered."""

    __tablename__ = "rule_change"

    key: Mapped[str] = mapped_column(index=True)
    value: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[int | None]  # None: by those who run the site, from the command line
    decided_at: Mapped[datetime]
    starts_at: Mapped[datetime]

    @property
    def heading(self) -> str:
        """What is said from then on."""
        rule = find(self.key)
        return rule.said(rule.parsed(self.value)) if rule else self.key

    @property
    def body(self) -> str:
        """Why."""
        return self.reason

    @property
    def url(self) -> str:
        """Its line on the page."""
        return f"/how-policy-is-made#change-{self.id}"

    @property
    def author_of(self) -> int | None:
        """Who changed it."""
        return self.by_id


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a rule, and since when; `change_id` None: it came with the site."""

    value: str
    starts_at: datetime | None
    change_id: int | None
    decided_at: datetime | None


_rules: dict[str, HouseRule] = {}
_built_in: list[BuiltIn] = []
_kept: tuple[str, int, dict[str, list[Dated]]] | None = None
_ROWS = sa.select(
    RuleChange.key,
    RuleChange.value,
    RuleChange.starts_at,
    RuleChange.id,
    RuleChange.decided_at,
).order_by(RuleChange.id)


def declare(*rules: HouseRule | BuiltIn) -> None:
    """Register what a package obeys. A key belongs to one rule, and its default must be allowed."""
    for rule in rules:
        if isinstance(rule, BuiltIn):
            if rule not in _built_in:
                _built_in.append(rule)
            continue
        if _rules.setdefault(rule.key, rule) != rule:
            raise ValueError(f"{rule.key} is declared twice")
        if why_not := rule.why_not(str(rule.default)):
            raise ValueError(f"{rule.key}: {why_not}")


def set_aside(key: str, default: int | str) -> HouseRule:
    """Let a rule begin from another value in this process, for benchmarks and tests in a hurry.

    What was decided about it still holds. Gives the rule as it was.
    """
    was = _rules[key]
    _rules[key] = replace(was, default=default)
    return was


def find(key: str) -> HouseRule | None:
    """The rule of this key."""
    return _rules.get(key)


def declared() -> list[HouseRule]:
    """Every rule, in the order of the page's questions, then of declaring."""
    order = list(Question)
    return sorted(_rules.values(), key=lambda rule: order.index(rule.question))


def built_in() -> list[BuiltIn]:
    """Everything that cannot be set."""
    return list(_built_in)


def value(key: str, at: datetime | None = None) -> int:
    """The number that this rule sets, now or at a moment. No statement, unless a rule changed."""
    return int(_value(key, at))


def length(key: str, at: datetime | None = None) -> timedelta:
    """The time that a rule in seconds, minutes, hours or days sets, now or at a moment."""
    return timedelta(**{_rules[key].kind.value: value(key, at)})


def choice(key: str, at: datetime | None = None) -> str:
    """Which of its choices a rule sets, now or at a moment."""
    return str(_value(key, at))


def words(key: str, at: datetime | None = None) -> str:
    """The value as people read it, for sentences and templates."""
    return _rules[key].words(_value(key, at))


def _value(key: str, at: datetime | None) -> int | str:
    rule = _rules[key]
    rows = _rows().get(key, ())
    return rule.parsed(in_force(rows, at or now()).value) if rows else rule.default


def in_force(rows: Sequence[Dated], at: datetime) -> Dated:
    """Which of these rows holds at that moment; the first holds before it starts, too."""
    begun = [row for row in rows if row.starts_at is None or row.starts_at <= at]
    return begun[-1]


def history(key: str) -> list[Dated]:
    """The values of a rule that have held, hold and will hold, oldest first."""
    return _rows().get(key) or [Dated(str(_rules[key].default), None, None, None)]


def that_hold(default: str, rows: Sequence[Dated]) -> list[Dated]:
    """The values in the order in which they hold. Pure.

    A decision replaces those that had not begun when it was made: `rows` as they were decided.
    """
    standing = [Dated(default, None, None, None)]
    for row in rows:
        made = row.decided_at
        standing = [
            other
            for other in standing
            if other.starts_at is None or (made is not None and other.starts_at <= made)
        ]
        standing.append(row)
    return standing


def _rows() -> dict[str, list[Dated]]:
    """Every changed rule's values. Asks once in a request whether any process changed one."""
    if has_request_context() and "house_rules" in g:
        return g.house_rules  # type: ignore[no-any-return]
    global _kept  # noqa: PLW0603 — one small table, remembered by each process
    database = str(db.engine.url)
    number = versions.read((PAGE,))[0]
    if _kept is None or _kept[:2] != (database, number):
        _kept = (database, number, _read() if number else {})
    if has_request_context():
        g.house_rules = _kept[2]
    return _kept[2]


def _read() -> dict[str, list[Dated]]:
    """From a connection of its own: the session may see the database as it was a while ago."""
    found: dict[str, list[Dated]] = {}
    with snapshot() as connection:
        for key, stored, starts_at, id_, decided_at in connection.execute(_ROWS):
            if key in _rules:
                found.setdefault(key, []).append(Dated(stored, starts_at, id_, decided_at))
    return {key: that_hold(str(_rules[key].default), rows) for key, rows in found.items()}


def forget() -> None:
    """Read again at the next question: for tests, whose database is emptied."""
    global _kept  # noqa: PLW0603
    _kept = None
