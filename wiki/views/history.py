"""Histories: every revision, the difference between any two, putting one back."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from accounts.access import may, viewer
from accounts.rules import Power
from core import text
from core.forms import once
from core.subjects import find
from core.web import done, found, number_asked
from wiki import actions, queries
from wiki.models import Argument, Option, Sayable, Topic
from wiki.views.blueprint import bp

KINDS = "<any(topics, options, arguments):plural>/<int:subject_id>"
FIELDS = {
    "title": "Title",
    "question": "Question",
    "summary": "Summary",
    "agreed": "What is agreed",
    "disputed": "What is disputed",
    "claim": "Claim",
    "text": "Text",
    "sources": "Sources",
}


def sayable(plural: str, subject_id: int) -> Sayable:
    """The topic, option or argument of this address; not found when it is hidden."""
    subject = find(plural.removesuffix("s"), subject_id)
    if not isinstance(subject, Topic | Option | Argument) or subject.hidden_at is not None:
        raise NotFound
    return subject


@bp.get(f"/{KINDS}/history")
def history(plural: str, subject_id: int) -> ResponseReturnValue:
    """The revisions of a topic, option or argument, and what changed between two of them."""
    subject = sayable(plural, subject_id)
    revisions = queries.history(subject.kind, subject.id)
    newest = subject.revision
    older = number_asked("from") or max(newest - 1, 1)
    newer = number_asked("to") or newest
    return render_template(
        "wiki/history.html",
        subject=subject,
        revisions=revisions,
        older=older,
        newer=newer,
        changes=_changes(subject, older, newer),
        below=queries.history_below(subject.id) if isinstance(subject, Topic) else [],
        trails=queries.trails_of(subject.topic_of or 0, link_last=True),
    )


def _changes(subject: Sayable, older: int, newer: int) -> dict[str, Markup]:
    """What changed, by field; only the fields that did."""
    words = queries.words_at(subject.kind, subject.id, older, newer)
    before, after = found(words.get(older)), found(words.get(newer))
    return {
        FIELDS[name]: text.word_diff(before[name], after[name])
        for name in after
        if before[name] != after[name]
    }


@bp.post(f"/{KINDS}/history")
@may(Power.EDIT_WIKI)
@once
def put_back(plural: str, subject_id: int) -> ResponseReturnValue:
    """Make an earlier revision the present one."""
    subject = sayable(plural, subject_id)
    number = number_asked("number")
    words = found(queries.words_at(subject.kind, subject.id, number).get(number))
    why = f"Revision {number} put back"
    actions.edit(subject, words, by=viewer(), base=subject.revision, why=why)
    return done(subject.url, f"Revision {number} is the present one again.")
