"""How views are protected, and whether they are: for everybody to read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core import atom, house_rules
from core.clock import now, today
from core.pages import kept
from core.web import page_number, settings
from wiki import rules
from wiki.queries import audits as queries
from wiki.queries.removals import newest_steps
from wiki.rules import removals
from wiki.views.blueprint import bp

NAMES = ("removals", "archived", "suggestions", "structure")
WEEK = timedelta(days=7)


@bp.get("/views-protected")
@kept(lambda: ())
def protection() -> ResponseReturnValue:
    """The rules that protect views, made from the rows that the code obeys."""
    return render_template(
        "wiki/views_protected.html",
        acts=list(removals.Act),
        reasons=list(removals.RemovalReason),
        declines=list(rules.DECLINES),
        waits=house_rules.words("removal.waits_days"),
        appeal_for=house_rules.words("removal.appeal_days"),
        second_within=house_rules.words("removal.second_days"),
        own_words=house_rules.value("own_words.most"),
    )


@bp.get("/archived")
@kept(lambda: NAMES)
def archived() -> ResponseReturnValue:
    """Every archived view of the wiki, still to be read."""
    page = page_number()
    shown, count = queries.archived(page=page)
    pages = -(-count // queries.PER_PAGE)
    return render_template(
        "wiki/archived.html", removals=shown, count=count, page=page, pages=pages
    )


@bp.get("/audit")
@kept(lambda: (*NAMES, "topics"), apart=lambda: str(today()))
def audit() -> ResponseReturnValue:
    """Empty sides, declines and removals by editor and reason, appeals."""
    page = page_number()
    empty, more = queries.empty_sides(page=page)
    return render_template(
        "wiki/audit.html",
        empty=empty,
        more=more,
        page=page,
        declines=queries.declines(),
        removals=queries.removals_by_editor(),
        appeals=queries.appeals(),
    )


@bp.get("/weeks")
@kept(lambda: NAMES, apart=lambda: str(today()))
def this_week() -> ResponseReturnValue:
    """What happened to views since Monday."""
    return _week_page(_monday(today()))


@bp.get("/weeks/<monday>")
@kept(lambda monday: NAMES, apart=lambda monday: str(today()))
def week(monday: str) -> ResponseReturnValue:
    """What happened to views in the week of this Monday."""
    try:
        day = date.fromisoformat(monday)
    except ValueError:
        raise NotFound from None
    if day != _monday(day) or day > today() or day.year < 2000:  # noqa: PLR2004 — before us
        raise NotFound
    return _week_page(day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_page(monday: date) -> str:
    start = datetime.combine(monday, time(), UTC)
    newest = monday + WEEK > today()
    return render_template(
        "wiki/week.html",
        monday=monday,
        week=queries.week(start, start + WEEK),
        before=monday - WEEK,
        after=None if newest else monday + WEEK,
    )


@bp.get("/removals.atom")
@kept(lambda: ("removals",), mimetype=atom.MIMETYPE)
def removals_feed() -> ResponseReturnValue:
    """A feed of every step of every removal."""
    site = settings().site_url
    entries = [
        atom.Entry(
            url=f"{site}/removals/{removal_id}#step-{step_id}",
            title=f"Removal {removal_id} ({act.words.lower()}): {step.words}",
            at=at,
            by=settings().site_name,
            summary=words or step.words,
        )
        for step_id, step, at, words, removal_id, act in newest_steps()
    ]
    return atom.feed(
        url=f"{site}/removals.atom",
        page=f"{site}/removals",
        title="Removals",
        at=now(),
        entries=entries,
    )
