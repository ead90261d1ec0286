"""The public log: a page, a feed, and two tables to take away, all of the same lines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core import atom
from core.clock import now
from core.db import db
from core.errors import Refused
from core.forms import once
from core.pages import kept
from core.web import done, found, number_asked, page_number, settings
from moderation.actions import chain
from moderation.facts.seats import newest_day
from moderation.forms.log import NoteForm
from moderation.models import Decision
from moderation.queries import log
from moderation.queries.log import Chosen, Line
from moderation.rules.cases import Action
from moderation.rules.reasons import CLAUSES
from voting.exports import as_csv

bp = Blueprint("log", __name__)
URL = "/log"
COLUMNS = (
    *("number", "at", "action", "about", "address", "clp", "reason", "came by", "signed"),
    *("state", "hidden", "notes"),
)


@bp.get(URL)
@kept(lambda: ("log",))
def show() -> ResponseReturnValue:
    """What was decided, why, and by which roles."""
    chosen, shows = _chosen(), viewer().is_member
    lines, pages = log.lines(chosen, page=page_number(), shows_words=shows)
    return render_template(
        "moderation/log.html",
        lines=lines,
        page=page_number(),
        pages=pages,
        chosen=chosen,
        asked=_asked(),
        shows_words=shows,
        closed=newest_day(),
        clps=log.clps_in_log(),
        appeals=list(log.APPEALS.items()),
        action_options=[(str(known), known.label) for known in Action],
        reason_options=[(str(known), clause.label) for known, clause in CLAUSES.items()],
    )


@bp.get(f"{URL}.csv")
def as_table() -> ResponseReturnValue:
    """The same lines, for a spreadsheet."""
    lines = log.all_lines(_chosen(), shows_words=viewer().is_member)
    return Response(as_csv(COLUMNS, map(_cells, lines)), mimetype="text/csv")


@bp.get(f"{URL}.json")
def as_json() -> ResponseReturnValue:
    """The same lines, for programs, with the newest fingerprint of the chain."""
    closed = newest_day()
    lines = log.all_lines(_chosen(), shows_words=viewer().is_member)
    return jsonify(
        closed_day=closed.day.isoformat() if closed else None,
        fingerprint=closed.fingerprint if closed else None,
        lines=[{**asdict(line), "at": line.at.isoformat()} for line in lines],
    )


@bp.get(f"{URL}.atom")
@kept(lambda: ("log",), mimetype=atom.MIMETYPE)
def feed() -> ResponseReturnValue:
    """The newest lines, for feed readers."""
    site = settings().site_url
    lines, _ = log.lines(_chosen())
    entries = [
        atom.Entry(
            url=f"{site}{URL}#decision-{line.id}",
            title=f"{line.action}: {line.about}",
            at=line.at,
            by=line.signed,
            summary="; ".join(filter(None, (line.place, line.reason, line.came_by, line.state))),
        )
        for line in lines
    ]
    return atom.feed(
        url=f"{site}{URL}.atom",
        page=f"{site}{URL}",
        title="Moderation log",
        at=now(),
        entries=entries,
    )


@bp.get(f"{URL}/<int:decision_id>/notes")
@may(Power.MODERATE)
def new_note(decision_id: int) -> ResponseReturnValue:
    """A form for a correction beside one line."""
    return _note_page(found(db.session.get(Decision, decision_id)), NoteForm())


@bp.post(f"{URL}/<int:decision_id>/notes")
@may(Power.MODERATE)
@once
def create_note(decision_id: int) -> ResponseReturnValue:
    """Put it there."""
    decision = found(db.session.get(Decision, decision_id))
    form = NoteForm(request.form)
    if form.validate():
        try:
            chain.note(decision, viewer(), words=form.words.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"{URL}#decision-{decision_id}", "The note stands beside the line.")
    return _note_page(decision, form), 422


def _note_page(decision: Decision, form: NoteForm) -> str:
    return render_template("moderation/log_note.html", decision=decision, form=form)


def _chosen() -> Chosen:
    return Chosen(
        action=request.args.get("action", "")[:40].replace("\x00", ""),
        reason=request.args.get("reason", "")[:40].replace("\x00", ""),
        clp_id=number_asked("clp"),
        topic_id=number_asked("topic"),
        appeal=request.args.get("appeal", ""),
        since=_day("since"),
        until=_day("until"),
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _asked() -> dict[str, str]:
    """What was asked for, to ask for it again: of another page, or as a table."""
    names = ("action", "reason", "clp", "topic", "appeal", "since", "until")
    return {name: value for name in names if (value := request.args.get(name, ""))}


def _cells(line: Line) -> tuple[object, ...]:
    return (
        line.id,
        line.at.isoformat(),
        line.action,
        line.about,
        line.url,
        line.place,
        line.reason,
        line.came_by,
        line.signed,
        line.state,
        "\n".join(filter(None, (item.words for item in line.items))) or len(line.items),
        "\n".join(line.notes),
    )
