"""Every form of moderation against every role, with a part in the case and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

import accounts.access
from accounts.models import Clp
from accounts.rules import Role
from core.clock import now
from core.db import db
from deliberation.models import WordChange
from moderation.models import Case, Decision, Interest, Training
from tests import make
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People, Place, decide, report
from tests.moderation.matrix import MATRIX, WHO, Became

# The modules whose forms moderate, or protect people.
MODULES = (
    "moderation.views.",
    *(f"deliberation.views.{one}" for one in ("people", "held", "turns", "reply_limits", "quiet_")),
)


def forms_of(app: Flask) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and (
            app.view_functions[rule.endpoint].__module__.startswith(MODULES)
            or rule.endpoint in ("accounts.create_grant", "accounts.end_grant")
        )
    }


def test_every_form_that_moderates_is_in_the_table(app: Flask) -> None:
    assert forms_of(app) == set(MATRIX)


def test_every_row_says_what_becomes_of_everybody(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    names = dict.fromkeys(("ada", "chen", "ashford", "ashford_id", "grant"), 1)
    for endpoint, (address, row) in MATRIX.items():
        assert len(row) == len(WHO), endpoint
        assert adapter.match(address.format_map(names), "POST")[0] == endpoint


@pytest.fixture
def cases(people: People, place: Place, talk: dict[str, int], office: Office, cast: Cast) -> None:
    """1 reported, 2 waits for its second signature, 3 a prompt, 5 an appeal against 4."""
    report(people.ada, "suggestion", place.suggestion, "personal_abuse")
    report(people.ada, "argument", place.argument, "personal_abuse")
    decide(people.chen, office.case(2), "hide", reason="personal_abuse")
    with office.open():
        db.session.add(_prompt(place, cast))
        about = {"tie": "close", "about_kind": "topic", "about_id": place.topic}
        since = {"since": now().date(), "declared_at": now()}
        db.session.add(Interest(member_id=cast.chen, **about, **since))
        db.session.commit()
    report(people.ada, "post", talk["first"], "spam")
    decide(people.stella, office.case(4), "hide", reason="spam")
    people.bola.post("/decisions/2/appeals", {"words": "Look again."})


def _prompt(place: Place, cast: Cast) -> Case:
    figures = {"ballots": 40, "all_ballots": 100, "voices": 1, "all_voices": 30}
    return Case(
        kind="prompt",
        state="open",
        subject_kind="option",
        subject_id=place.option,
        aspect="against",
        author_id=cast.bola,
        opened_at=now(),
        due_at=now(),
        evidence={"heading": "H", "body": "", "url": "/", "audience": "public"},
        figures={"position": "against", **figures},
    )


@pytest.fixture
def actors(
    cases: None, office: Office, cast: Cast, sign_in: Callable[[int], Browser]
) -> dict[str, Browser]:
    with office.open():
        clp = make.clp("Carrowdale")
        away = make.member("Of Carrowdale", of=clp).id
        make.grant(away, Role.STEWARD, clp.id)
        make.grant(cast.bola, Role.STEWARD)  # who wrote everything here
        db.session.commit()
    accounts.access.forget()
    people = (
        *(cast.ada, cast.farah, cast.gwen, cast.dilys, cast.hari),
        *(away, cast.bola, cast.stella),
    )
    browsers = [Browser(office.app), *(sign_in(one) for one in people)]
    return dict(zip(WHO, browsers, strict=True))


@pytest.fixture
def names(cases: None, office: Office, cast: Cast) -> dict[str, object]:
    """What the addresses of the table name. Chen says he is trained; a word waits for a second."""
    with office.open():
        db.session.add(Training(member_id=cast.chen, said_at=now()))
        slug = db.session.get_one(Clp, cast.ashford).slug
        said = {"does": "hold", "reason": "spam", "adds": True, "why": "W."}
        by = {"proposed_by_id": cast.chen, "proposed_at": now()}
        signed = {"answered_by_id": cast.hari, "answered_at": now(), "agreed": True}
        db.session.add(WordChange(word="waits", **said, **by))
        db.session.add(WordChange(word="grockle", **said, **by, **signed))
        db.session.commit()
    ids = {"ada": cast.ada, "chen": cast.chen, "grant": 1}
    return {**ids, "ashford": slug, "ashford_id": cast.ashford}


FULL = {
    "action": "no_action",
    "agrees": "no",
    "words": "Because.",
    "reason": "covered",
    "note": "A note.",
    "other": "2",
    "question-words": "What else?",
    "editor-words": "Please look.",
    "dismissal-reason": "covered",
}


def sent_by(who: str, office: Office, address: str) -> dict[str, object]:
    """A whole form of who has a part in it, for the rules to refuse; an empty one of others."""
    if address == "/reports":
        return {"kind": "option", "id": 1}
    if address == "/moderation/words/removals":
        return {"word": "grockle"}
    if "/cases/" not in address or who != "steward with a part":
        return {}
    version = office.case(int(address.split("/")[2])).version
    forms = ("question", "editor", "dismissal")
    return {
        **FULL,
        **{f"{name}-version": version for name in forms},
        "version": version,
        "reason": "spam" if "decisions" in address else "covered",
    }


def became(answer: TestResponse) -> Became:
    if answer.status_code == 303 and "/sign-in" in answer.headers["Location"]:
        return Became.IN
    if answer.status_code in (403, 404):
        return Became.NO if answer.status_code == 403 else Became.NONE
    assert answer.status_code in (303, 400, 409, 422), (answer.request.path, answer.status_code)
    return Became.PART if "You cannot decide this case" in answer.text else Became.MAY


def test_each_form_does_for_each_person_what_the_table_says(
    actors: dict[str, Browser], office: Office, names: dict[str, object]
) -> None:
    before = decided(office)
    tokens = {who: browser._secrets()["csrf_token"] for who, browser in actors.items()}
    found = {}
    for endpoint, (pattern, _) in MATRIX.items():
        address = pattern.format_map(names)
        answers = []
        for who, browser in actors.items():
            data = {"csrf_token": tokens[who], **sent_by(who, office, address)}
            answers.append(became(browser.client.post(address, data=data)))
        found[endpoint] = tuple(answers)

    wrong = [
        f"{endpoint}, {who}: {is_so}, should be: {should}"
        for endpoint, row in found.items()
        for who, is_so, should in zip(WHO, row, MATRIX[endpoint][1], strict=True)
        if is_so is not should
    ]
    assert not wrong, "\n".join(wrong)
    assert decided(office) == before  # nothing was decided on the way


def decided(office: Office) -> tuple[object, ...]:
    with office.open():
        return (
            *db.session.scalars(sa.select(Case.state).order_by(Case.id)),
            *db.session.scalars(sa.select(Decision.id).order_by(Decision.id)),
            db.session.scalar(sa.select(sa.func.count()).select_from(Interest)),
        )
