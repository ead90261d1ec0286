"""No query is an error, and none takes long."""

import random
from functools import partial

import pytest

from core.clock import now
from core.db import db
from search import engine
from tests.cost import is_within
from tests.search.documents import find
from tests.search.pages import indexed
from wiki.models import Topic

HOSTILE = [
    *("*", "?", "[", "(", ")", "\\", "/", "^", "~", ":", "::", "..", "--", "-", '"', '""', "'"),
    *("title:*", "text:[a TO z]", "*:*", "a~9", "a^99", "NOT", "AND OR NOT", "kind:", "kind:*"),
    *("-" * 200, '"' * 200, "(" * 200, "*" * 200, "a*" * 100, "a-" * 100, "a'" * 100, "a:" * 100),
    *("a" * 200, "é" * 200, "🦄" * 200, "ﷺ" * 50, "ﷺ", "\u202e\u200b" * 50, "ß" * 200, "İ" * 200),
    *("edu" * 66, "education " * 20, "aeducatio beducatio ceducatio deducatio eeducatio"),
    *("x" * 39, "x" * 40, "x" * 41, "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfgh"),
]


def test_none_of_these_is_an_error_or_slow(library):
    def ask(text: str) -> None:
        find(library, text)
        library.suggest(text, readers=frozenset({"public"}), kinds=["topic"])

    for text in HOSTILE:
        assert is_within(0.3, partial(ask, text)), text


def test_random_queries_are_no_error_and_not_slow(library):
    dice = random.Random(7)
    letters = "aeioust \"'-:*()é1x"
    for _ in range(300):
        text = "".join(dice.choice(letters) for _ in range(dice.randrange(1, 250)))
        assert is_within(0.3, partial(find, library, text)), text


@pytest.mark.parametrize("text", HOSTILE[::6])
def test_pages_show_them_as_they_are(browser, wiki, text):
    browser.get("/search", query_string={"q": text})
    browser.get("/search/similar", query_string={"text": text})


def test_no_query_puts_a_sound_index_in_doubt(app, browser, wiki):
    for text in HOSTILE:
        browser.client.get("/search", query_string={"q": text})
    with app.app_context():
        assert not engine.index().folder.doubted()


def test_what_members_write_is_no_error_either(app, browser):
    with app.app_context():
        for number, text in enumerate(HOSTILE):
            row = Topic(
                title=text[:150] or "x", slug=f"t{number}", text=text * 20, changed_at=now()
            )
            db.session.add(row)
        db.session.commit()
    indexed(app)
    with app.app_context():
        assert len(list(engine.index().stamps())) == len(HOSTILE)
