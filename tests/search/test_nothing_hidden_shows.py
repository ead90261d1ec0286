"""What is hidden, kept or not out yet is in no hit, count, facet, passage or suggestion.

A word that stands in such things only is answered like one that nobody ever wrote: letter by letter
the same page, after the same work.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db, statements
from core.subjects import find
from deliberation.models import CalendarEntry, Post, Proposal, Thread
from search import comparing, engine, queries
from search.kinds import NAMES
from search.similar import similar
from tests.search.documents import keys
from tests.search.pages import EDITOR, indexed
from tests.voting.published import closed_poll
from wiki import actions
from wiki.models import Topic

WORD, NEVER = "zeppelins", "xabbolinq"
TRIED = (
    *("{}", "{}*", '"{}"', "{} -rent", "free {}", "-{} free", "since:2020 {}", "by:bola {}"),
    *("clp:ashford-vale {}", "in:buses {}", "kind:post {}", "kind:topic {}", "{}s", "{}e"),
)


@pytest.fixture
def secrets(app, wiki, cast):
    """Kind and id of all that says WORD: out and in the index now."""
    with app.app_context():
        hangar = actions.add_topic("Zeppelins", "Why zeppelins?", by=EDITOR)
        option = actions.add_option(hangar, "More zeppelins", by=EDITOR)
        argument = actions.add_argument(option, "for", "Zeppelins are quiet", by=EDITOR)
        buses = db.session.get_one(Topic, wiki.buses)
        other = actions.add_option(buses, "Zeppelins instead", by=EDITOR)
        quiet = actions.add_argument(option, "against", "No zeppelins here", by=EDITOR)
        by = {"author_id": cast.bola}
        begun = {"started_at": now(), "active_at": now(), "asks": "open", **by}
        kept = Thread(title="Zeppelins", clp_id=cast.ashford, **begun)
        shown = Thread(title="Sheds", clp_id=cast.ashford, **begun)
        entry = CalendarEntry(
            title="Zeppelins on show",
            clp_id=cast.ashford,
            starts_at=now(),
            ends_at=now() + timedelta(hours=1),
            added_at=now(),
            changed_at=now(),
            state="approved",
            **by,
        )
        draft = Proposal(
            title="Zeppelins now",
            summary="We ask.",
            text="We ask.",
            sort="policy",
            begun_at=now(),
            changed_at=now(),
            published_at=now(),
            **by,
        )
        db.session.add_all([kept, shown, entry, draft])
        db.session.flush()
        posts = [
            Post(thread_id=one.id, number=1, text="Zeppelins fly.", written_at=now(), **by)
            for one in (kept, shown)
        ]
        db.session.add_all(posts)
        poll = closed_poll(cast.bola, "Zeppelins or not?", topic_id=hangar.id)
        made = [hangar, option, argument, other, quiet, kept, *posts, entry, draft, poll]
        for subject in made:
            events.record(f"{subject.kind}.made", subject, actor_id=None)
        db.session.commit()
        found = [(subject.kind, subject.id) for subject in made]
    indexed(app)
    with app.app_context():
        assert len(keys(engine.index(), WORD, limit=50)) == len(found)
    return found


def take_away(app, secrets, *, told):
    """Hide them, keep them to their CLP, put them back among drafts; `told`: with an event each."""
    with app.app_context():
        for kind, id_ in secrets:
            subject: Any = find(kind, id_)
            if kind == "proposal":
                subject.published_at = None
            elif kind == "poll":
                subject.state = "draft"
            elif kind in {"entry", "thread"}:
                subject.only_clp = True
            elif kind != "post" or subject.thread.title == "Sheds":
                subject.hidden_at = now()
            if told:
                events.record(f"{kind}.hidden", subject, actor_id=None)
        db.session.commit()


def told_of(browser, word):
    """Everything that is answered to this word, with the word itself taken out."""
    asked = [query.format(word) for query in TRIED]
    pages = [browser.client.get("/search", query_string={"q": text}).text for text in asked]
    pages += [
        browser.client.get("/search", query_string={"q": word, "kind": k}).text for k in NAMES
    ]
    text = {"text": f"More {word}", "body": f"Why {word}? " * 9}
    pages.append(browser.client.get("/search/similar", query_string=text).text)
    for start in (word, word[:4]):
        pages.append(browser.client.get(f"/search/suggestions?q={start}").text)
    return [page.lower().replace(word, "…").replace(word[:4], "…") for page in pages]


@pytest.mark.parametrize("how", ["with events", "read again by night"])
def test_a_word_of_hidden_things_is_answered_like_one_that_nobody_wrote(
    app, browser, secrets, sign_in, cast, how
):
    take_away(app, secrets, told=how == "with events")
    if how == "read again by night":
        with app.app_context():
            comparing.compare()
    for person in (browser, sign_in(cast.dilys)):
        for told, never in zip(told_of(person, WORD), told_of(person, NEVER), strict=True):
            assert told == never


def test_not_even_an_index_that_never_heard_of_it_tells(app, browser, secrets):
    take_away(app, secrets, told=False)
    for query in ("{}", "{}*", '"{}"'):
        pages = [
            browser.client.get("/search", query_string={"q": query.format(word)}).text
            for word in (WORD, NEVER)
        ]
        told, never = (p.lower().replace(w, "…") for p, w in zip(pages, (WORD, NEVER), strict=True))
        assert told == never


def test_without_an_index_too(app, browser, secrets):
    take_away(app, secrets, told=True)
    with app.app_context():
        (engine.index().folder.root / "current").unlink()
    assert told_of(browser, WORD) == told_of(browser, NEVER)


def test_it_is_the_same_work_too(app, secrets, monkeypatch):
    take_away(app, secrets, told=True)
    indexed(app)
    work = {word: work_for(app, monkeypatch, word) for word in ("wabbolinq", WORD, NEVER)}
    assert work[WORD] == work[NEVER]


def work_for(app, monkeypatch, word):
    """Statements sent to the database, and what was asked of the engine, for a page and a form."""
    calls: Counter[str] = Counter()
    index = app.extensions["search"]
    with monkeypatch.context() as counted, statements(app) as sent:
        for name in ("query", "suggest", "holding", "state"):
            counted.setattr(index, name, _counting(calls, name, getattr(index, name)))
        assert app.test_client().get(f"/search?q={word}").status_code == 200
        with app.app_context():
            similar(Viewer(), f"More {word}", body=f"Why {word}?")
            assert queries.first(Viewer(), word, 5) == []
    return Counter(sent), calls


def _counting(calls, name, ask):
    def counted(*args, **options):
        calls[name] += 1
        return ask(*args, **options)

    return counted
