"""Seeded data: the same every time, gone on with after an interruption, never among other data."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from core.db import Model, db
from core.errors import Refused
from demo import sizes
from demo.seeded import Counts
from tests import make
from tests.browser import Browser
from tests.scenes import empty

FEW = Counts(region=2, clp=4, member=40, topic=24, thread=6, post=60, poll=2)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "BATCH", 7)
    monkeypatch.setattr(sizes, "LARGE", FEW)


def everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted((tuple(row) for row in db.session.execute(sa.select(table))), key=repr)
        for table in Model.metadata.sorted_tables
    }


def test_the_same_seed_makes_the_same_rows_also_when_interrupted(app: Flask) -> None:
    with app.app_context():
        assert sum(sizes.fill(sizes.plan("large", 3))) == sizes.plan("large", 3).total
        at_once = everything()
        empty()
        for _made, _batch in zip(sizes.fill(sizes.plan("large", 3)), range(40), strict=False):
            pass
        db.session.rollback()
        assert sum(sizes.fill(sizes.plan("large", 3))) == sizes.plan("large", 3).total
        assert everything() == at_once

        assert sizes.plan("large", 3).seed != sizes.plan("large", 4).seed


def test_its_pages_open(app: Flask) -> None:
    with app.app_context():
        for _made in sizes.fill(sizes.plan("large", 1)):
            pass
        topic = db.session.scalar(
            sa.text("SELECT '/topics/' || id || '-' || slug FROM topic WHERE id = 3")
        )
        clp = db.session.scalar(sa.text("SELECT '/clps/' || slug FROM clp WHERE id = 2"))
    visitor = Browser(app)
    for url in (
        "/",
        "/topics",
        str(topic),
        "/threads/2",
        "/forums",
        "/polls/1",
        "/polls/1/results",
        str(clp),
    ):
        visitor.get(url)


def test_it_is_not_mixed_with_other_data(app: Flask, cast: make.Cast) -> None:
    with app.app_context(), pytest.raises(Refused, match="other data"):
        sizes.plan("large", 1)
