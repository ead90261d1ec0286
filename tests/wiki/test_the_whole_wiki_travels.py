"""The whole wiki as a file and back: no row of any table is lost, whoever adds one."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
import sqlalchemy as sa

from core.db import Model, db
from tests import make
from tests.scenes import empty
from wiki import exchange
from wiki.exchange import tables

HARD = "“é” \\ \" '\n\r\n\t\u2028 \ufeff \U0001f9ea <b>&amp;</b>"
EVENT = Model.metadata.tables["event"]
A_DAY = timedelta(days=1, microseconds=7)
# What a column of this name must hold, where the database wants something special.
VALUES = {
    "subject_kind": lambda number: tables.wiki_kinds()[number],
    "html": lambda number: f"<p>Text {number}</p>\n",
    "is_home": lambda number: number < 3,
}
BY_TYPE = {
    str: lambda number: f"{number} {HARD}",
    int: lambda number: number,
    bool: lambda number: bool(number % 2),
    datetime: lambda number: datetime(2025, 1, 1, tzinfo=UTC) + number * A_DAY,
    date: lambda number: date(2025, 1, 1) + number * A_DAY,
    object: lambda number: {"title": HARD, "of": [number, None, {"a": 0.5}]},
    bytes: lambda number: bytes([number, 0, 255]),
    float: lambda number: number / 3,
}


def fill():
    """Three rows in every table of the wiki, with something in every column."""
    people, clps = ([one().id for _ in range(9)] for one in (make.member, make.clp))
    for table in (EVENT, *tables.wiki_tables()):
        for number in (1, 2, 3):
            row = {column.name: value(table, column, number) for column in table.columns}
            for ids, kind in ((people, "member"), (clps, "clp")):  # in one row all are different
                for column in tables.leading_to(kind, table):
                    row[column.name] = ids.pop(0)
                    ids.append(row[column.name])
            row.update({"actor_id": people[0]} if table is EVENT else {})
            db.session.execute(sa.insert(table), row)
    db.session.commit()


def value(table, column, number):
    target = tables.target_of(column)
    if target == table.name:
        return number - 1 or None  # of the first nothing is there yet
    if target in tables.OUTSIDE:
        return None  # set by `fill`
    if target:  # two that lead to one table lead to different rows of it, in order
        alike = tables.leading_to(target, table)
        chosen = list(combinations((1, 2, 3), len(alike)))
        return tables.kind_of(column)(chosen[(number - 1) % len(chosen)][alike.index(column)])
    if column.name in {"id", "hash"}:
        return tables.kind_of(column)(number)
    if column.name in VALUES:
        return VALUES[column.name](number)
    allowed = one_of(table, column.name)
    return allowed[number % len(allowed)] if allowed else BY_TYPE[tables.kind_of(column)](number)


def one_of(table, name):
    """The texts that a check of the table allows in this column, if one does."""
    checks = [str(one.sqltext) for one in table.constraints if isinstance(one, sa.CheckConstraint)]
    found = (re.search(rf"\b{name} IN \((.*?)\)", check) for check in checks)
    return next((re.findall(r"'([^']*)'", match[1]) for match in found if match), [])


def everything():
    """Every row of every table of the wiki, and all that happened in it."""
    return {
        table.name: db.session.execute(tables.in_order(table)).all()
        for table in (EVENT, *tables.wiki_tables())
    }


@pytest.mark.parametrize("name", ["wiki.jsonl", "wiki.jsonl.gz"])
def test_every_row_of_every_table_of_the_wiki_comes_back(app, tmp_path, name):
    with app.app_context():
        fill()
        before = everything()
        exchange.export(tmp_path / name)
        empty()
        exchange.load(tmp_path / name)
        exchange.export(tmp_path / f"again-{name}")

        assert all(before.values())  # no table is empty
        assert everything() == before
        assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_every_table_belongs_to_a_package_so_none_is_forgotten():
    mapped = {mapper.local_table for mapper in Model.registry.mappers}

    assert set(Model.metadata.tables.values()) - mapped == set()
    assert {tables.target_of(c) for t in tables.wiki_tables() for c in t.columns} <= {
        "",
        tables.EVENT,
        *tables.OUTSIDE,
        *(table.name for table in tables.wiki_tables()),
    }
