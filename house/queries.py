"""What the page of all rules shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules
from core.clock import now
from core.db import db
from core.house_rules import BuiltIn, Dated, HouseRule, Question, RuleChange
from house.rules import what_begun


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a rule: its sentence, from when, by whom and why."""

    sentence: str
    words: str
    starts_at: datetime | None  # None: it came with the site
    who: str
    why: str
    change_id: int | None


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as it stands: what holds, what will hold, and what held before, newest first."""

    key: str
    holds: Value
    coming: tuple[Value, ...]
    before: tuple[Value, ...]
    begun: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"rule-{self.key.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log."""

    id: int
    sentence: str
    decided_at: datetime
    starts_at: datetime
    who: str
    why: str


Answers = dict[Question, tuple[list[RuleShown], list[BuiltIn]]]
_CHANGES = (
    sa.select(RuleChange, Member.name)
    .outerjoin(Member, Member.id == RuleChange.by_id)
    .order_by(RuleChange.decided_at.desc(), RuleChange.id.desc())
)
RUNNERS = "those who run the site"


def rules_by_question() -> tuple[Answers, list[Change]]:
    """Every rule under its question, and the log of all changes, newest first. 1 statement."""
    rows = {change.id: (change, name) for change, name in db.session.execute(_CHANGES)}
    log = [_change(change, name) for change, name in rows.values()]
    told = {line.id: line for line in log}
    answers: Answers = {question: ([], []) for question in Question}
    for rule in house_rules.declared():
        answers[rule.question][0].append(_shown(rule, told))
    for fact in house_rules.built_in():
        answers[fact.question][1].append(fact)
    return {question: found for question, found in answers.items() if any(found)}, log


def _change(change: RuleChange, name: str | None) -> Change:
    return Change(
        change.id,
        change.heading,
        change.decided_at,
        change.starts_at,
        name or RUNNERS,
        change.reason,
    )


def rule_shown(rule: HouseRule) -> RuleShown:
    """One rule, for the form that changes it. 1 statement."""
    asked = _CHANGES.where(RuleChange.key == rule.key)
    lines = [_change(change, name) for change, name in db.session.execute(asked)]
    return _shown(rule, {line.id: line for line in lines})


def _shown(rule: HouseRule, told: dict[int, Change]) -> RuleShown:
    dated = house_rules.history(rule.key)
    holding = house_rules.in_force(dated, now())
    place = dated.index(holding)
    return RuleShown(
        rule.key,
        _value(rule, holding, told),
        _values(rule, dated[place + 1 :], told),
        _values(rule, dated[:place][::-1], told),
        what_begun(rule),
    )


def _values(rule: HouseRule, dated: Sequence[Dated], told: dict[int, Change]) -> tuple[Value, ...]:
    return tuple(_value(rule, one, told) for one in dated)


def _value(rule: HouseRule, dated: Dated, told: dict[int, Change]) -> Value:
    value = rule.parsed(dated.value)
    line = told.get(dated.change_id or 0)
    return Value(
        rule.said(value),
        rule.words(value),
        dated.starts_at,
        line.who if line else "",
        line.why if line else "",
        dated.change_id,
    )
