"""The file that anyone may take away: what the public pages show, and nobody who is not named."""

import json

import pytest
import sqlalchemy as sa

from core.db import db
from tests.wiki import travelling
from wiki import exchange
from wiki.exchange import public, tables
from wiki.models import Argument, Topic


@pytest.fixture
def wiki(app, tmp_path):
    with app.app_context():
        return travelling.files(tmp_path)


def rows(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_the_public_file_names_who_is_credited_and_nobody_else(wiki):
    public_file = wiki.with_name("public.jsonl")
    told = public_file.read_text()
    people = [one["member"] for one in rows(public_file) if "member" in one]

    assert people == [
        {"id": "A member", "name": "A member"},
        {"id": "Ada Okafor", "name": "Ada Okafor"},
    ]
    assert '"author_id": "A member"' in told
    assert "Bola" not in told
    assert "@" not in told


def test_the_public_file_holds_nothing_that_is_hidden(wiki):
    assert "HIDDEN" in wiki.read_text()
    assert "HIDDEN" not in wiki.with_name("public.jsonl").read_text()


def test_the_public_file_can_be_loaded(app, wiki):
    with app.app_context():
        exchange.load(wiki.with_name("public.jsonl"))

        assert db.session.scalar(sa.select(sa.func.count()).select_from(Argument)) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Topic)) == 12


def test_whom_it_credits_are_columns_of_the_wiki():
    ours = {table.name: table for table in tables.wiki_tables()}

    assert set(public.CREDITS) <= set(ours)
    for name, credited in public.CREDITS.items():
        assert set(credited) <= {
            column.name for column in tables.leading_to(tables.MEMBER, ours[name])
        }
