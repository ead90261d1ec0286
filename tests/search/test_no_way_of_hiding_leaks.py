"""Every way by which what people wrote stops being readable, against every way of asking for it.

Its words are answered like words that nobody ever wrote: from the moment it happens, before the
index knows, and after; and are found again when it is put back.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core.clock import now
from core.db import db
from core.subjects import Subject, find
from deliberation import actions as talking
from deliberation.actions import announcements, calendar
from deliberation.rules import Where
from deliberation.rules.calendar import Calendar, Said
from moderation.effects import hide
from moderation.models import Case, Decision
from search import doctor
from tests.search.pages import indexed
from wiki import actions
from wiki.actions import own_words, redacting, removals
from wiki.models import Removal

WORD, NEVER = "zeppelins", "xabbolinq"
ASKED = ("{}", "{}*", "-{} free", "{}s")
NARROWED = ({"clp": "brambleton"}, {"kind": "clp"})

Undo = Callable[[], object]


@dataclass
class House:
    """Things that say WORD, by name, and who does what to them."""

    cast: Any
    ada: Viewer
    emrys: Viewer
    dilys: Viewer
    farah: Viewer
    made: dict[str, tuple[str, int]] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return find(*self.made[name])

    def keep(self, **subjects: Subject) -> None:
        self.made |= {name: (one.kind, one.id) for name, one in subjects.items()}


def a_house(cast) -> House:
    editor, officer = Grant(Role.EDITOR, None), Grant(Role.OFFICER, cast.ashford)
    return House(
        cast,
        ada=Viewer(id=cast.ada, name="Ada Okafor", clp_id=cast.ashford, on_roll=True),
        emrys=Viewer(id=cast.emrys, clp_id=cast.ashford, on_roll=True, grants=(editor,)),
        dilys=Viewer(id=cast.dilys, clp_id=cast.brambleton, on_roll=True, grants=(editor,)),
        farah=Viewer(id=cast.farah, clp_id=cast.ashford, on_roll=True, grants=(officer,)),
    )


def in_the_wiki(house: House) -> House:
    """A topic with an option, an argument, own words and a suggestion."""
    air = actions.add_topic("Air", "Is it free?", "Zeppelins", by=house.dilys)
    option = actions.add_option(
        air, "Balloons", "Or zeppelins.", by=house.dilys, author_id=house.cast.ada
    )
    argument = actions.add_argument(
        option, "for", "Zeppelins hum", by=house.dilys, author_id=house.cast.bola
    )
    own = own_words.speak(option, "My zeppelins", by=house.ada)
    house.keep(topic=air, option=option, argument=argument, own_words=own)
    return house


def in_an_argument(house: House) -> House:
    """An argument that says it, and a suggestion for better words that does too."""
    topic = actions.add_topic("Air", "Is it free?", by=house.dilys)
    option = actions.add_option(topic, "Balloons", by=house.dilys)
    argument = actions.add_argument(
        option, "for", "Zeppelins hum", by=house.dilys, author_id=house.cast.bola
    )
    better = {"claim": "Zeppelins hum softly", "text": ""}
    asked = actions.suggest("wording", argument=argument, words=better, by=house.ada)
    house.keep(argument=argument, suggestion=asked)
    return house


def in_own_words(house: House) -> House:
    """The only thing that says it are a member's own words."""
    topic = actions.add_topic("Air", "Is it free?", by=house.dilys)
    option = actions.add_option(topic, "Balloons", by=house.dilys, author_id=house.cast.ada)
    house.keep(option=option, own=own_words.speak(option, "My zeppelins", by=house.ada))
    return house


def above_others(house: House) -> House:
    """A topic that says it, and one below that everybody finds."""
    air = actions.add_topic("Zeppelins", "Why?", by=house.dilys)
    below = actions.add_topic("Hangars", "How free?", parent_id=air.id, by=house.dilys)
    house.keep(topic=air, below=below)
    return house


def in_a_forum(house: House) -> House:
    """A thread with a post, an announcement and an approved entry of Ashford Vale."""
    where = Where(clp_id=house.cast.ashford)
    thread = talking.start_thread("Zeppelins", "The zeppelins.", by=house.ada, where=where)
    house.keep(thread=thread)
    return house


def announced(house: House) -> House:
    """An announcement of Ashford Vale."""
    clp = db.session.get_one(Clp, house.cast.ashford)
    day = now().date() + timedelta(days=9)
    made = announcements.announce(clp, "Zeppelins", "Come.", day, by=house.farah)
    house.keep(announcement=made)
    return house


def in_the_calendar(house: House) -> House:
    """An approved entry of Ashford Vale."""
    at = now() + timedelta(days=3)
    said = Said(title="Zeppelins", starts_at=at, ends_at=at + timedelta(hours=1))
    made = calendar.add_entry(Calendar(clp_id=house.cast.ashford), said, by=house.farah)
    house.keep(entry=made)
    return house


def by_moderators(name: str) -> Callable[[House], Undo]:
    def hidden(house: House) -> Undo:
        kind, id_ = house.made[name]
        case = Case(subject_kind=kind, subject_id=id_)
        decision = Decision(reason="personal_abuse", action="hide", terms={})
        hide.apply(case, decision, house.emrys)
        return lambda: hide.undo(case, decision)

    return hidden


def withdrawn_by_its_author(house: House) -> Undo:
    actions.withdraw_own_words(house.get("own"), by=house.ada)
    return lambda: own_words.speak(house.get("option"), "Zeppelins!", by=house.ada)


def redacted(house: House) -> Undo:
    view = house.get("argument")
    id_ = redacting.redact(view, by=house.dilys, reason="private", words="A number.").id
    return lambda: removals.refuse(
        db.session.get_one(Removal, id_), by=house.emrys, words="Nothing private in it."
    )


def kept_to_the_clp(house: House) -> Undo:
    entry = house.get("entry")
    said = calendar.said_by(entry)
    calendar.change_entry(entry, replace(said, only_clp=True), by=house.farah)
    return lambda: calendar.change_entry(house.get("entry"), said, by=house.farah)


WAYS = {
    "a topic is hidden": (in_the_wiki, by_moderators("topic")),
    "a topic above others is hidden": (above_others, by_moderators("topic")),
    "own words are hidden": (in_own_words, by_moderators("own")),
    "an option is hidden with own words": (in_own_words, by_moderators("option")),
    "own words are withdrawn": (in_own_words, withdrawn_by_its_author),
    "an argument is redacted": (in_an_argument, redacted),
    "a thread is hidden": (in_a_forum, by_moderators("thread")),
    "an announcement is hidden": (announced, by_moderators("announcement")),
    "an entry is kept to the CLP": (in_the_calendar, kept_to_the_clp),
}


def told_of(browser, word):
    """Everything that is answered to this word, with the word itself taken out."""
    asked = [{"q": query.format(word)} for query in ASKED]
    asked += [{"q": word, **narrowed} for narrowed in NARROWED]
    pages = [browser.client.get("/search", query_string=one).text for one in asked]
    text = {"text": f"More {word}", "body": f"Why {word}? " * 9}
    pages.append(browser.client.get("/search/similar", query_string=text).text)
    pages.append(browser.client.get(f"/search/suggestions?q={word[:4]}").text)
    return [page.lower().replace(word, "…").replace(word[:4], "…") for page in pages]


def assert_nothing_tells(app, browser):
    for told, never in zip(told_of(browser, WORD), told_of(browser, NEVER), strict=True):
        assert told == never
    printed = app.test_cli_runner().invoke(args=["search", WORD, "--json"]).output
    assert json.loads(printed) == []


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_read_is_told_by_nothing_at_once_and_later(app, browser, cast, wiki, way):
    build, take_away = WAYS[way]
    with app.app_context():
        house = build(a_house(cast))
        db.session.commit()
    indexed(app)
    with app.app_context():
        put_back = take_away(house)
        db.session.commit()
        assert_nothing_tells(app, browser)
        indexed(app)
        assert_nothing_tells(app, browser)
        assert not doctor.examine().drifted  # all by events, without waiting for the night
        put_back()
        db.session.commit()
        indexed(app)
        assert not doctor.examine().drifted
    assert "Nothing found" not in browser.client.get(f"/search?q={WORD}").text
