"""One topic on one sheet, for a meeting."""

from __future__ import annotations

from flask import current_app, render_template

from core.clock import now
from wiki.briefing import paper, pdf
from wiki.queries import TopicPage
from wiki.queries.views import OptionShown
from wiki.rules import Side
from wiki.rules.sheets import ToFit, one_sheet

MOST_POLLS = 2


def sheet_of(topic: TopicPage, *, for_file: bool = False) -> str:
    """The sheet as a page of the site, or with its style inside."""
    polls = polls_published(topic.id)[:MOST_POLLS]
    options = [_to_fit(option) for option in topic.options]
    return render_template(
        "briefing/meeting.html",
        title=topic.title,
        style=paper.style(topic.title) if for_file else "",
        topic_id=topic.id,
        topic=topic,
        sheet=one_sheet(topic.title, topic.question, topic.summary, options, polls),
        polls=polls,
        made_at=now(),
        pdf=pdf.is_there(),
    )


def _to_fit(option: OptionShown) -> ToFit:
    """The claims in the editors' order, without those that are hidden."""
    sides = {
        side.value: [one.claim for one in option.sides[side.value] if not one.hidden_because]
        for side in Side
    }
    return ToFit(option.title, option.hidden_because, {} if option.hidden_because else sides)


def polls_published(topic_id: int) -> list[str]:
    """What was published of polls on the topic, as sentences; none without the voting package."""
    polls_on = current_app.jinja_env.globals.get("polls_on")
    found = polls_on(topic_id) if callable(polls_on) else []
    return [f"{poll['question']} {poll['headline']}" for poll in found if poll["results_url"]]
