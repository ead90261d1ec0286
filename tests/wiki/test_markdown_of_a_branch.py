"""A branch as Markdown files: readable, safe to unpack anywhere, and taken in again whole."""

import io
import re
import zipfile

import pytest
import sqlalchemy as sa
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from core.db import db
from tests.wiki.conftest import EDITOR, add_football
from wiki import actions
from wiki.briefing.markdown import DEVICES, name_of, paths_of
from wiki.briefing.marked import (
    ArgumentMarked,
    FileMarked,
    OptionMarked,
    OwnWordsMarked,
    SourceMarked,
    TopicMarked,
    written,
)
from wiki.briefing.unmarking import read
from wiki.models import Topic
from wiki.rules.briefings import Below, numbered

LETTERS = st.characters(exclude_categories=["C", "Z"]) | st.just(" ")
LINE = st.text(LETTERS, min_size=1, max_size=20)
ONE_LINE = LINE.map(lambda text: " ".join(text.split()).strip("#") or "x").map(str.strip)
TRAPS = st.sampled_from(["<!-- folkmoot: option -->", "\\<!-- folkmoot: x -->", "## Title", "---"])
TEXT = st.lists(LINE | TRAPS, max_size=6).map(lambda lines: "\n".join(lines).strip("\n"))
SIDE = st.sampled_from(["for", "against"])
CITED = st.dictionaries(
    ONE_LINE | st.sampled_from(["[2]", "[2] x", "\\[2] x", "- y"]), st.integers(0, 9), max_size=3
)


def argument_of(side, claim, text, cited):
    cites = {line: number for line, number in cited.items() if number}
    return ArgumentMarked(side, claim, text, list(cited), cites)


ARGUMENT = st.builds(argument_of, SIDE, ONE_LINE, TEXT, CITED)
ARGUMENTS = st.lists(ARGUMENT, max_size=3).map(lambda some: sorted(some, key=lambda one: one.side))
OPTION = st.builds(
    OptionMarked,
    ONE_LINE,
    TEXT,
    st.just(""),
    ARGUMENTS.map(lambda some: some[::-1]),
    st.lists(ONE_LINE, max_size=2),
    st.lists(st.builds(OwnWordsMarked, ONE_LINE, TEXT, TEXT), max_size=2),
)
FACT = ONE_LINE | st.just("")
SOURCE = st.builds(SourceMarked, ONE_LINE, FACT, FACT, FACT, FACT, st.sampled_from(["", "yes"]))
FILE = st.builds(FileMarked, st.just("files/12-the-pitch.png"), TEXT)
TOPIC = st.builds(
    TopicMarked,
    TEXT,
    st.lists(OPTION, max_size=3),
    st.lists(SOURCE, max_size=2),
    st.lists(FILE, max_size=2),
)


@pytest.fixture
def archive(app, browser):
    """The zip of Education, with football in three places and one option under it."""
    with app.app_context():
        football = add_football()
        option = actions.add_option(football, "Two hours a week", "For *every* class.", by=EDITOR)
        actions.add_argument(option, "for", "It is fun", "Ask *them*.", by=EDITOR, sources="A book")
        hidden = actions.add_argument(option, "against", "Not for print", by=EDITOR)
        hidden.hidden_at = football.changed_at
        db.session.commit()
        number = db.session.scalar(sa.select(Topic.id).where(Topic.title == "Education"))
    answer = browser.client.get(f"/topics/{number}/branch.zip")
    assert answer.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_every_topic_is_a_file_with_its_facts_before_it(archive):
    assert archive.testzip() is None
    (path,) = (name for name in archive.namelist() if "football/index" in name and "01-pri" in name)
    content = archive.read(path).decode()
    facts = yaml.safe_load(content.split("---")[1])

    assert path == "education/01-primary/01-subjects/01-sport/01-football/index.md"
    assert facts["question"] == "Should every primary school teach football?"
    assert [place["under"].split("/")[1] for place in facts["places"]] == [
        "02-subjects",
        "03-resources",
    ]
    assert all(place["under"] in archive.namelist() for place in facts["places"])
    assert facts["places"][0]["label"] == "Primary schools"
    assert len(facts["trails"]) == 3
    assert facts["revision"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts["date"])
    assert "#### It is fun\n\nAsk *them*." in content
    assert "Not for print" not in content


@given(TOPIC)
def test_what_is_written_is_read_back_without_loss(topic):
    assert read(written(topic)) == topic


BAD = ["CON", "aux.", "COM1", "a/../b", "C:\\x", "…", "x" * 300]
TITLES = st.text(max_size=40) | st.sampled_from(BAD)


@settings(max_examples=30)
@given(st.lists(TITLES, min_size=17, max_size=17))
def test_no_name_of_a_file_is_unsafe_anywhere_however_deep(titles):
    children = {n: [Below(n + 1, titles[n]), Below(n + 101, titles[n])] for n in range(16)}
    paths = list(paths_of(numbered(Below(0, titles[16]), children)).values())

    assert len({path.lower() for path in paths}) == len(paths)
    assert max(map(len, paths)) < 240
    for part in (part for path in paths for part in path.split("/")):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*(\.md)?", part)
        assert part.split(".")[0] not in DEVICES


def test_a_device_is_no_name():
    assert name_of("", "Con") == "con-topic"
    assert name_of("3", "Con") == "03-con"
