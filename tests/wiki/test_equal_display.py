"""For and against are shown alike: one size, one type, in the order in which they came."""

import re

import pytest

from core.clock import now
from core.db import db
from core.web import style_sheet
from tests.tree import ROOT
from tests.wiki.removal_house import House
from wiki.models import Suggestion, Support
from wiki.queries import views

SIZES = ("font", "width", "flex", "grid", "columns", "display", "max-", "min-", "order", "opacity")


@pytest.fixture
def house(app, cast):
    with app.app_context():
        yield House(cast)
        db.session.rollback()


def test_no_rule_of_the_style_gives_one_side_another_size_or_place():
    sheet = style_sheet(ROOT / "static" / "css").decode()
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if "side--" in selectors:
            named = [line.split(":")[0].strip() for line in body.split(";") if line.strip()]
            assert [name for name in named if name.startswith(SIZES)] == [], selectors


def test_both_sides_have_the_same_markup(house, browser):
    db.session.commit()
    page = browser.get(house.option.topic.url).text
    sides = re.findall(r'<section class="side side--(\w+)">\s*<h4 class="([\w ]+)">', page)

    assert sides == [("for", "side__title"), ("against", "side__title")]


def test_support_and_votes_change_no_order(house, cast):
    before = shown(house)
    for argument, supporters in ((house.other, 3), (house.against, 2)):
        suggestion = Suggestion(
            asks_for="argument",
            title=argument.claim,
            topic_id=argument.topic_id,
            author_id=cast.ada,
            made_at=now(),
            became_kind="argument",
            became_id=argument.id,
        )
        db.session.add(suggestion)
        db.session.flush()
        for member_id in (cast.gwen, cast.hari, cast.stella)[:supporters]:
            db.session.add(Support(suggestion_id=suggestion.id, member_id=member_id, at=now()))
    db.session.flush()

    assert shown(house) == before
    assert before["for"] == [house.argument.id, house.other.id]


def shown(house):
    (option,) = views.options_of(house.option.topic_id)
    return {side: [one.id for one in found] for side, found in option.sides.items()}


def test_the_statement_that_orders_views_knows_no_support_and_no_poll():
    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", str(views._VIEWS_OF_TOPIC)))

    assert tables.isdisjoint({"support", "poll", "poll_figure", "ballot"})
