"""A topic with one option, and an argument for it by Bola."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.rules import Role
from core import jobs
from core.clock import now
from core.db import db
from core.subjects import Subject, find
from deliberation.models import Post, Thread
from moderation.models import Case, Seat, Training
from tests import make, scenes
from tests.browser import Browser
from tests.make import Cast
from wiki.models import Argument, Option, Suggestion, Topic


@dataclass(frozen=True, slots=True)
class Place:
    """Ids of what there is to moderate; Bola wrote all of it."""

    topic: int
    option: int
    argument: int
    suggestion: int


@pytest.fixture
def place(app: Flask, cast: Cast) -> Place:
    with app.app_context():
        return scenes.lay("place", lambda: _place(cast))


def _place(cast: Cast) -> Place:
    topic = Topic(slug="buses", title="Buses", question="Who runs them?", changed_at=now())
    db.session.add(topic)
    db.session.flush()
    option = Option(
        topic_id=topic.id, title="Councils run the buses", author_id=cast.bola, added_at=now()
    )
    db.session.add(option)
    db.session.flush()
    argument = Argument(
        topic_id=topic.id,
        option_id=option.id,
        side="for",
        claim="Anyone who disagrees is a fool.",
        author_id=cast.bola,
        added_at=now(),
    )
    suggestion = Suggestion(
        asks_for="argument",
        topic_id=topic.id,
        option_id=option.id,
        side="for",
        title="Cheap watches at watches.example",
        author_id=cast.bola,
        made_at=now(),
    )
    db.session.add_all([argument, suggestion])
    db.session.flush()
    return Place(topic.id, option.id, argument.id, suggestion.id)


@dataclass(frozen=True, slots=True)
class People:
    """The browsers of the cast."""

    ada: Browser
    bola: Browser
    chen: Browser
    stella: Browser
    dilys: Browser
    eve: Browser


@pytest.fixture
def people(cast: Cast, sign_in: Callable[[int], Browser], browser: Browser) -> People:
    return People(
        ada=sign_in(cast.ada),
        bola=sign_in(cast.bola),
        chen=sign_in(cast.chen),
        stella=sign_in(cast.stella),
        dilys=sign_in(cast.dilys),
        eve=browser,
    )


class Office:
    """What tests read behind the pages: the newest case, its version, the subjects, the mail."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @contextmanager
    def open(self) -> Iterator[None]:
        with self.app.app_context():
            yield

    def newest(self) -> Case:
        with self.open():
            return db.session.scalars(sa.select(Case).order_by(Case.id.desc())).first()

    def case(self, case_id: int) -> Case:
        with self.open():
            return db.session.get_one(Case, case_id)

    def subject(self, kind: str, subject_id: int) -> Subject:
        with self.open():
            subject = find(kind, subject_id)
            assert subject is not None
            return subject

    def work(self) -> None:
        with self.open():
            jobs.work_once()

    def mail(self) -> dict[str, str]:
        """Every mail delivered so far: all the texts to one address, joined."""
        self.work()
        with self.open():
            folder = Path(self.app.extensions["settings"].data_path) / "mail"
        letters: dict[str, str] = {}
        for path in sorted(folder.glob("*.eml")):
            message = BytesParser(policy=default).parsebytes(path.read_bytes())
            body = message.get_body()
            assert body is not None
            letters[message["To"]] = letters.get(message["To"], "") + body.get_content()
        return letters


@pytest.fixture
def office(app: Flask) -> Office:
    return Office(app)


def report(browser: Browser, kind: str, subject_id: int, reason: str, words: str = "") -> str:
    """Report it; the address of the acknowledgement."""
    answer = browser.post(
        "/reports", {"kind": kind, "id": subject_id, "reason": reason, "words": words}
    )
    return str(answer.headers["Location"])


def decide(
    browser: Browser,
    case: Case,
    action: str,
    *,
    reason: str = "",
    words: str = "Rule 6.",
    status: int = 303,
) -> str:
    """Decide it; the page that answers."""
    answer = browser.post(
        f"/cases/{case.id}/decisions",
        {"version": case.version, "action": action, "reason": reason, "words": words},
        status=status,
    )
    return answer.text


@pytest.fixture
def talk(app: Flask, cast: Cast, place: Place) -> dict[str, int]:
    """A discussion of Bola with two posts of Bola's and one of Ada's, and another to move to."""
    with app.app_context():
        return scenes.lay("talk", lambda: _talk(cast, place))


def _talk(cast: Cast, place: Place) -> dict[str, int]:
    threads = [
        Thread(
            title=title,
            asks="discussion",
            topic_id=place.topic,
            author_id=cast.bola,
            started_at=now(),
            active_at=now(),
            posts=posts,
        )
        for title, posts in (("Late buses", 3), ("Bus stops", 0))
    ]
    db.session.add_all(threads)
    db.session.flush()
    posts = [
        Post(
            thread_id=threads[0].id,
            number=number,
            author_id=author,
            text=words,
            html=f"<p>{words}</p>",
            written_at=now(),
        )
        for number, author, words in (
            (1, cast.bola, "The stops are too far apart."),
            (2, cast.ada, "Are they?"),
            (3, cast.bola, "Much too far, you fool."),
        )
    ]
    db.session.add_all(posts)
    db.session.flush()
    return {
        "thread": threads[0].id,
        "other": threads[1].id,
        "first": posts[0].id,
        "second": posts[1].id,
        "third": posts[2].id,
    }


@dataclass(frozen=True, slots=True)
class Panel:
    """An appeal against hiding Bola's suggestion, and who was drawn for it."""

    case: Case
    sitting: list[int]


@pytest.fixture
def trained(office: Office, cast: Cast) -> list[int]:
    """Five stewards of five other CLPs, all trained."""
    with office.open():
        made = []
        for number in range(5):
            clp = make.clp(f"Elsewhere {number}")
            one = make.member(f"Steward {number}", of=clp)
            make.grant(one.id, Role.STEWARD, clp.id)
            db.session.add(Training(member_id=one.id, said_at=now(), confirmed_at=now()))
            made.append(one.id)
        db.session.commit()
        return made


@pytest.fixture
def panel(people: People, place: Place, office: Office, trained: list[int]) -> Panel:
    report(people.ada, "suggestion", place.suggestion, "spam")
    decide(people.chen, office.newest(), "hide", reason="spam")
    people.bola.post("/decisions/1/appeals", {"words": "Look again."})
    with office.open():
        sitting = db.session.scalars(sa.select(Seat.member_id).order_by(Seat.id)).all()
    return Panel(office.newest(), list(sitting))
