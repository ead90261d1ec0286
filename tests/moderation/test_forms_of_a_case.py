from collections.abc import Callable

import pytest

from tests.browser import Browser
from tests.make import Cast
from tests.moderation.conftest import People

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
