"""What a file of a whole wiki does where it is loaded, and what it is refused for."""

import gzip
import json
import re

import pytest
import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from core.errors import Refused
from tests import make
from tests.wiki import travelling
from tests.wiki.conftest import EDITOR
from tests.wiki.test_the_whole_wiki_travels import everything
from wiki import actions, exchange
from wiki.models import Argument, Option, Topic


@pytest.fixture
def wiki(app, tmp_path):
    with app.app_context():
        return travelling.files(tmp_path)


def test_a_loaded_wiki_has_its_addresses_trails_and_pages(app, browser, wiki):
    with app.app_context():
        exchange.load(wiki)
        topic = db.session.scalars(
            sa.select(Topic).where(Topic.title == "Football in primary schools")
        ).one()
        later = actions.add_topic("Written afterwards", by=EDITOR)
        db.session.commit()
        assert later.id > topic.id

    page = browser.get(topic.url)
    assert "Two hours a week" in page.text
    assert "Ada Okafor" in page.text
    for step in ("Resources", "Sports pitches", "Primary"):
        assert step in page.text


def test_a_wiki_that_is_there_is_not_touched(app, wiki):
    with app.app_context():
        actions.add_topic("Ours", by=EDITOR)
        db.session.commit()
        with pytest.raises(Refused, match="There is a wiki here already"):
            exchange.load(wiki)
        assert db.session.scalars(sa.select(Topic.title)).all() == ["Ours"]


def test_members_who_are_here_stay_who_they_are_and_others_come_as_names(app, wiki):
    ada = next(
        one["member"] for one in rows(wiki) if one.get("member", {}).get("name") == "Ada Okafor"
    )
    with app.app_context():
        make.member("Someone else")
        here = make.member("Ada Smith", uuid=ada["uuid"]).id
        db.session.commit()
        exchange.load(wiki)
        option = db.session.scalars(sa.select(Option).where(Option.author_id.is_not(None))).one()
        argument = db.session.scalars(sa.select(Argument).where(~Argument.named)).one()
        bola = db.session.get(Member, argument.author_id)

        assert option.author_id == here
        assert (bola.name, bola.email, bola.on_roll) == ("Bola Adeyemi", None, False)


def rows(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def spoilt(file, change):
    """The file with its lines changed."""
    file.write_text("".join(change(file.read_text().splitlines(keepends=True))))


SPOILT = {
    "cut off": (lambda lines: lines[:-5], "rows are missing"),
    "without its end": (lambda lines: lines[:-1], "rows are missing"),
    "a line out of it": (lambda lines: [*lines[:4], *lines[5:]], "Nothing was loaded"),
    "a line twice": (lambda lines: [*lines[:9], lines[8], *lines[9:]], "Nothing was loaded"),
    "no JSON": (lambda lines: [*lines[:3], "{oops\n", *lines[3:]], "Line 4 is not JSON"),
    "deep": (lambda lines: [*lines[:3], "[" * 100_000, *lines[3:]], "Line 4 is not JSON"),
    "no row": (lambda lines: [*lines[:3], "[1]\n", *lines[3:]], "Line 4 is not a JSON object"),
    "a stranger": (
        lambda lines: [re.sub(r'"author_id": (?=\d)', '"author_id": 9', line) for line in lines],
        "who is not in the file",
    ),
    "a wrong kind": (
        lambda lines: [line.replace('"position": 1', '"position": "1"') for line in lines],
        "where a int should be",
    ),
    "a zero byte": (
        lambda lines: [line.replace("Football", "Foot\\u0000ball") for line in lines],
        "cannot be stored",
    ),
    "a new column": (
        lambda lines: [line.replace('"summary"', '"shape": 1, "summary"') for line in lines],
        "has “shape”",
    ),
    "a new table": (lambda lines: [lines[0].replace('"place"', '"spell"'), *lines[1:]], "“spell”"),
    "a new version": (
        lambda lines: [lines[0].replace('"version": 1', '"version": 2'), *lines[1:]],
        "of version 2",
    ),
    "not ours": (lambda _lines: ['{"a": 1}\n'], "not a wiki that Folkmoot"),
    "empty": (lambda _lines: [], "not a wiki that Folkmoot"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_was_cut_off_or_changed_is_refused_and_nothing_of_it_stays(app, wiki, how):
    change, sentence = SPOILT[how]
    spoilt(wiki, change)
    with app.app_context():
        with pytest.raises(Refused, match=re.escape(sentence)):
            exchange.load(wiki)
        assert not any(everything().values())


def test_a_zipped_file_that_was_cut_off_is_refused(app, wiki):
    zipped = wiki.with_suffix(".gz")
    zipped.write_bytes(gzip.compress(wiki.read_bytes())[:-200])
    with app.app_context():
        with pytest.raises(Refused, match="cannot be read"):
            exchange.load(zipped)
        assert not any(everything().values())


def test_what_a_file_brings_to_a_page_is_cleaned(app, wiki):
    spoilt(
        wiki,
        lambda lines: [
            re.sub(r'"html": "[^"]*"', '"html": "<p onclick=x>a<script>b</script></p>"', line)
            for line in lines
        ],
    )
    with app.app_context():
        exchange.load(wiki)
        html = "".join(db.session.scalars(sa.select(Topic.html)))

        assert "<p>" in html
        assert "script" not in html
        assert "onclick" not in html
