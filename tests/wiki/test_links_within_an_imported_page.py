"""A link to a heading of its own page survives an import, and leads there."""

import re

import sqlalchemy as sa

from core.db import db
from core.text import Text
from wiki.importing import import_wiki
from wiki.models import Topic

PAGE = """# Meals

See [costs](#what-it-costs), [more][1], [odd](#whats-new) and [nothing](#nowhere).

[1]: #what-it-costs

## What it costs

## What's new?
"""


def test_a_link_to_a_heading_stays_when_the_heading_is_there(app, tmp_path):
    (tmp_path / "food").mkdir()
    (tmp_path / "food" / "meals.md").write_text(PAGE)
    with app.app_context():
        report = import_wiki(tmp_path / "food")
        topic = db.session.scalar(sa.select(Topic).where(Topic.title == "Meals"))

        assert report.notes == [("meals.md", "links within the page taken out: 1")]
        costs, new = f"topic-{topic.id}-what-it-costs", f"topic-{topic.id}-what-s-new"
        links = re.findall(r'<a href="#([^"]*)" rel="[a-z ]*">(?:costs|more|odd)</a>', topic.html)
        assert links == [costs, costs, new]
        assert {costs, new} <= set(re.findall(r' id="([^"]*)"', topic.html))
        assert "nothing" in topic.html


def test_a_link_to_no_heading_is_left_as_it_was_written():
    assert 'href="#b"' in Text("# A\n\n[x](#b)").html(anchor="t-", sections=True)
