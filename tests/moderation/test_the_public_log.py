from collections.abc import Callable

import pytest

from core.clock import now
from core.db import db
from moderation.models import Case, Decision
from moderation.queries.log import PER_PAGE
from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import Office, People


@pytest.fixture
def long_log(office: Office, cast: Cast) -> None:
    """One decision more than stands on a page; the first of them is about a threat."""
    with office.open():
        case = Case(
            kind="report",
            state="decided",
            subject_kind="post",
            subject_id=1,
            opened_at=now(),
            due_at=now(),
            evidence={"heading": "A post", "url": "/threads/1", "audience": "public"},
        )
        db.session.add(case)
        db.session.flush()
        for number in range(PER_PAGE + 1):
            db.session.add(
                Decision(
                    case_id=case.id,
                    action="hide",
                    reason="threat" if number == 0 else "spam",
                    words="Words for the author only.",
                    made_at=now(),
                    confirmed_at=now(),
                    first_by_id=cast.chen,
                    first_as="national steward",
                )
            )
        db.session.commit()


def test_the_log_is_paged_and_filtered_by_rule(people: People, long_log: None) -> None:
    first, second = people.eve.get("/log").text, people.eve.get("/log?page=2").text

    assert first.count("<td>Hidden</td>") == PER_PAGE
    assert second.count("<td>Hidden</td>") == 1
    assert "A threat (rule 4)" in second
    threats = people.eve.get("/log?action=hide&reason=threat").text
    assert threats.count("<td>Hidden</td>") == 1
    assert "Words for the author" not in first + second


POSTS = (
    "/cases/1/claims",
    "/cases/1/releases",
    "/cases/1/decisions",
    "/cases/1/seconds",
    "/cases/1/judgements",
    "/cases/1/declines",
    "/cases/1/questions",
    "/cases/1/suggestions",
    "/cases/1/invitations",
    "/cases/1/quiet-rounds",
    "/cases/1/steelmen",
    "/cases/1/also-said",
    "/cases/1/agendas",
    "/cases/1/turns",
    "/cases/1/notes",
    "/cases/1/joins",
    "/cases/1/entries",
    "/cases/1/dismissals",
)


@pytest.mark.parametrize("url", POSTS)
def test_only_stewards_do_anything_with_a_case(
    url: str, cast: Cast, sign_in: Callable[[int], Browser]
) -> None:
    for member_id in (cast.ada, cast.dilys, cast.farah, cast.gwen, cast.hari):
        sign_in(member_id).post(url, {"version": 1}, status=403)


def test_every_route_that_changes_a_case_is_in_that_list(people: People) -> None:
    rules = people.eve.app.url_map.iter_rules()
    found = {
        str(rule) for rule in rules if "POST" in (rule.methods or ()) and "/cases/" in str(rule)
    }

    assert found == {url.replace("1", "<int:case_id>") for url in POSTS}
