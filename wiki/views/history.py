"""Histories: every revision, the difference between any two, who wrote what, putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from accounts.access import may, viewer
from accounts.rules import Power
from core import text
from core.errors import Refused
from core.forms import once
from core.pages import kept
from core.subjects import find
from core.web import done, found, number_asked, page_number
from wiki import actions, forms, queries, rules
from wiki.actions.sense import propose_words
from wiki.models import Argument, Option, Sayable, Topic
from wiki.rules.rewordings import Sense
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
    "stakes": "Costs and benefits",
}
PROPOSED = "Proposed. A second editor has to agree."


def sayable(plural: str, subject_id: int) -> Sayable:
    """The topic, option or argument of this address; not found where something is hidden."""
    subject = find(plural.removesuffix("s"), subject_id)
    if not isinstance(subject, Topic | Option | Argument):
        raise NotFound
    around = [getattr(subject, name, None) for name in ("option", "topic")]
    if any(one is not None and one.hidden_at is not None for one in (subject, *around)):
        raise NotFound
    return subject


@bp.get(f"/{KINDS}/history")
def history(plural: str, subject_id: int) -> ResponseReturnValue:
    """The revisions of a topic, option or argument, and what changed between two of them."""
    subject = sayable(plural, subject_id)
    page = page_number()
    newest = subject.revision
    older, newer = sorted(
        (number_asked("from") or max(newest - 1, 1), number_asked("to") or newest)
    )
    return render_template(
        "wiki/history.html",
        subject=subject,
        revisions=queries.history(subject.kind, subject.id, page=page),
        page=page,
        pages=-(-newest // queries.REVISIONS_PER_PAGE),
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
        label: text.word_diff(before.get(name, ""), after.get(name, ""))
        for name, label in FIELDS.items()
        if before.get(name, "") != after.get(name, "")
    }


@bp.get(f"/{KINDS}/history/<int:number>")
@kept(lambda plural, subject_id, number: ("changes", "structure"))
def revision(plural: str, subject_id: int, number: int) -> ResponseReturnValue:
    """What it said in one revision; this address stays for ever."""
    subject = sayable(plural, subject_id)
    return _revision(subject, number, _put_back_form(subject))


def _put_back_form(subject: Sayable, typed: Any = None) -> Any:
    """The form that puts a revision back; of a view it asks whether the sense changes."""
    form = forms.PutBackForm(typed)
    if isinstance(subject, Topic):
        del form.sense
    return form


def _revision(subject: Sayable, number: int, form: Any) -> str:
    shown, words = found(queries.revision_of(subject.kind, subject.id, number))
    return render_template(
        "wiki/revision.html",
        subject=subject,
        revision=shown,
        words=words,
        html=Markup(actions.rendered(subject, words["text"], top=3)),  # noqa: S704 — sanitised
        labels=FIELDS,
        form=form,
        trails=queries.trails_of(subject.topic_of or 0, link_last=True),
    )


@bp.get(f"/{KINDS}/authors")
@kept(lambda plural, subject_id: ("changes", "structure"))
def authors(plural: str, subject_id: int) -> ResponseReturnValue:
    """Who wrote which sentence of what it says now."""
    subject = sayable(plural, subject_id)
    versions = list(queries.words_so_far(subject.kind, subject.id, newest=subject.revision))
    parts = {
        label: rules.written((number, words.get(name, "")) for number, words in versions)
        for name, label in FIELDS.items()
        if versions[-1][1].get(name)
    }
    numbers = {part.number for of_field in parts.values() for part in of_field}
    return render_template(
        "wiki/authors.html",
        subject=subject,
        parts=parts,
        revisions=queries.revisions_of(subject.kind, subject.id, numbers),
        trails=queries.trails_of(subject.topic_of or 0, link_last=True),
    )


@bp.post(f"/{KINDS}/history")
@may(Power.EDIT_WIKI)
@once
def put_back(plural: str, subject_id: int) -> ResponseReturnValue:
    """Make an earlier revision the present one; another sense waits for a second editor."""
    subject = sayable(plural, subject_id)
    number = number_asked("number")
    _, words = found(queries.revision_of(subject.kind, subject.id, number))
    form = _put_back_form(subject, request.form)
    base = number_asked("base") or subject.revision
    if form.validate():
        typed = form.why.data or ""
        why = f"Revision {number} put back" + (f": {typed}" if typed else "")
        try:
            if not isinstance(subject, Topic) and form.sense.data != Sense.SAME:
                return _propose(subject, words, base, form.sense.data, why if typed else "")
            actions.edit(subject, words, by=viewer(), base=base, why=why)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(subject.url, f"Revision {number} is the present one again.")
    return _revision(subject, number, form), 422


def _propose(
    view: Option | Argument, words: Mapping[str, str], base: int, reason: str, why: str
) -> ResponseReturnValue:
    made = propose_words(view, words, by=viewer(), base=base, reason=reason, why=why)
    return done(f"/removals/{made.id}", PROPOSED)
