"""A discussion is summed up, members say what that misses, and the next version answers."""

import pytest

from core.db import db, statements
from core.errors import Refused
from deliberation.actions import reply
from deliberation.actions.summaries import Overtaken, say_what_is_missing, summarise
from deliberation.models import Omission, Summary, Thread
from notices.models import Notice
from notices.rules import Why


@pytest.fixture
def thread(inside, town):
    found = db.session.get_one(Thread, town.thread)
    reply(found, "Everybody pays.", by=town.ada)
    db.session.commit()
    return found


def told(member_id):
    return [
        (row.why, row.subject_kind, row.words)
        for row in db.session.query(Notice).filter_by(member_id=member_id).order_by(Notice.id)
    ]


def test_from_the_first_version_to_the_answer_in_a_browser(app, sign_in, cast, town):
    ada, chen = sign_in(cast.ada), sign_in(cast.chen)
    ada.get("/threads/1")
    ada.post("/threads/1/posts", {"text": "Everybody pays."})
    assert "/threads/1/summary/write" not in ada.get("/threads/1").text

    chen.get("/threads/1/summary/write")
    chen.post(
        "/threads/1/summary",
        {"text": "It is asked *who pays*.", "covers": "2", "begun_from": "0"},
    )
    ada.post("/threads/1/posts", {"text": "And the poor?"})
    page = ada.get("/threads/1").text
    assert "<em>who pays</em>" in page
    assert "goes up to post 2; 1 post since" in page

    ada.get("/threads/1/summary/missing")
    ada.post("/threads/1/summary/missing", {"text": "That the poor pay most."})
    assert "That the poor pay most." in ada.get("/threads/1").text
    form = chen.get("/threads/1/summary/write").text
    assert 'name="answer-1"' in form
    chen.post(
        "/threads/1/summary",
        {
            "text": "It is asked *who pays*, and who is hurt.",
            "covers": "3",
            "begun_from": "1",
            "why": "Who is hurt",
            "answer-1": "",
        },
    )

    page = ada.get("/threads/1").text
    assert "who is hurt" in page
    assert "That the poor pay most." not in page
    history = ada.get("/threads/1/summary").text
    assert 'Answer: <span dir="auto">Taken up.' in history
    assert "<ins>" in history


def test_the_writer_and_who_said_it_are_told(thread, town):
    summarise(thread, "Who pays?", covers=2, by=town.chen)
    remark = say_what_is_missing(thread, "That the poor pay most.", by=town.ada)
    summarise(
        thread,
        "Who pays??",
        covers=2,
        by=town.dilys,
        begun_from=1,
        answers={remark.id: "No source."},
    )
    db.session.commit()

    assert told(town.chen.id) == [(Why.ASKED, "summary", "It misses: That the poor pay most.")]
    (mine,) = told(town.ada.id)
    assert mine[:2] == (Why.DECIDED, "summary")
    assert "No source." in mine[2]
    assert db.session.get_one(Omission, remark.id).answer == "No source."


def test_two_at_once_lose_nothing_they_typed(app, sign_in, cast, thread, town):
    summarise(thread, "The first.", covers=1, by=town.chen)
    db.session.commit()
    dilys = sign_in(cast.dilys)
    dilys.get("/threads/1/summary/write")
    summarise(thread, "The second.", covers=2, by=town.chen, begun_from=1)
    db.session.commit()

    page = dilys.post(
        "/threads/1/summary",
        {"text": "Mine.", "covers": "2", "begun_from": "1"},
        status=422,
    ).text

    assert "newer version meanwhile" in page
    assert "The second." in page
    assert "Mine." in page
    assert 'name="begun_from" type="hidden" value="2"' in page
    with pytest.raises(Overtaken):
        summarise(thread, "Mine.", covers=2, by=town.dilys, begun_from=1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": "w " * 301}, "301 words; the most is 300"),
        ({"words": " "}, "Write what the discussion"),
        ({"covers": 3}, "from 1 to 2"),
        ({"covers": None}, "from 1 to 2"),
        ({"by": "ada"}, "Stewards and editors"),
    ],
)
def test_what_is_refused_has_a_sentence(thread, town, change, sentence):
    facts = {"words": "Who pays?", "covers": 2, "by": "chen", **change}

    with pytest.raises(Refused, match=sentence):
        summarise(thread, facts["words"], covers=facts["covers"], by=getattr(town, facts["by"]))
    assert db.session.query(Summary).count() == 0


def test_a_member_says_three_things_until_the_next_version(thread, town):
    with pytest.raises(Refused, match="no summary"):
        say_what_is_missing(thread, "All.", by=town.ada)
    summarise(thread, "Who pays?", covers=2, by=town.chen)
    for words in ("One.", "Two.", "Three."):
        say_what_is_missing(thread, words, by=town.ada)

    with pytest.raises(Refused, match="Wait for it"):
        say_what_is_missing(thread, "Four.", by=town.ada)
    with pytest.raises(Refused, match="300 characters"):
        say_what_is_missing(thread, "x" * 301, by=town.bola)


def test_a_hidden_version_gives_way_to_the_one_before(app, sign_in, cast, thread, town):
    summarise(thread, "The first.", covers=1, by=town.chen)
    worse = summarise(thread, "Nonsense.", covers=2, by=town.chen, begun_from=1)
    worse.hidden_at, worse.hidden_because = worse.written_at, "Hidden by moderators."
    db.session.commit()

    page = sign_in(cast.ada).get("/threads/1").text
    history = sign_in(cast.ada).get("/threads/1/summary").text

    assert "The first." in page
    assert "Nonsense." not in page + history
    assert "Hidden by moderators." in history


def test_the_summary_costs_the_thread_one_statement(app, browser, thread, town):
    with statements(app) as without:
        browser.get("/threads/1?page=1")
    summarise(thread, "Who pays?", covers=2, by=town.chen)
    say_what_is_missing(thread, "All.", by=town.ada)
    db.session.commit()
    with statements(app) as sent:
        browser.get("/threads/1?page=1&again")

    assert len(sent) == len(without)
    assert sum("FROM summary" in one for one in sent) == 1
