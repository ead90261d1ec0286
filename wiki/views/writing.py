"""Changing a topic, a section of it, an option or an argument; seeing it before it is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import may, viewer
from accounts.rules import Power
from core import text
from core.db import set_reading
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, found, number_asked
from wiki import actions, forms, queries
from wiki.actions.sense import propose_words
from wiki.models import Argument, Option, Sayable, Topic
from wiki.queries import DraftShown
from wiki.rules.rewordings import Sense
from wiki.views.blueprint import bp
from wiki.views.drafts import address_here, draft_here, drafted, words_in
from wiki.views.history import FIELDS, KINDS, PROPOSED, sayable

FORMS: dict[str, type[BaseForm]] = {
    "topic": forms.TopicForm,
    "option": forms.EditOptionForm,
    "argument": forms.EditArgumentForm,
}
_HERE = re.compile(r'(<p class="here">.*?</a>)</p>')  # behind each heading: core.text.headings
TOP = 3  # level of the highest heading in a preview


@bp.get(f"/{KINDS}/edit")
@may(Power.EDIT_WIKI)
def edit(plural: str, subject_id: int) -> ResponseReturnValue:
    """The form for another text, of the whole or of one section; with the draft of it."""
    subject = sayable(plural, subject_id)
    draft = draft_here()
    if draft:
        form: Any = _form(subject, words_in(draft))
    else:
        form = _form(subject)
        form.base.data = subject.revision
    return _page(subject, form, draft=draft)


def _form(subject: Sayable, typed: Any = None) -> Any:
    """The form as it was typed, or with the present words."""
    if not number_asked("section"):
        return FORMS[subject.kind](typed, obj=subject)
    return forms.SectionForm(typed) if typed else forms.SectionForm(text=_section(subject.text))


def _section(markdown: str) -> str:
    """The words of the section that is asked for."""
    section = found(text.section_of(markdown, number_asked("section")))
    return markdown[section.start : section.end].rstrip()


@bp.post(f"/{KINDS}/edit")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
@drafted
def save(plural: str, subject_id: int) -> ResponseReturnValue:
    """Save another text beside what others saved meanwhile; or show it first."""
    subject = sayable(plural, subject_id)
    form: Any = _form(subject, request.form)
    if "preview" in request.form:
        return _page(subject, form, preview=_preview(subject, form))
    merged: Mapping[str, Any] = {}
    if form.validate():
        base = form.base.data or 0
        try:
            words = _words(subject, form)
            if _changes_sense(form) and not isinstance(subject, Topic):
                return _propose(subject, form, words)
            saved = actions.save(subject, words, by=viewer(), base=base, why=form.why.data or "")
        except actions.Clashing as clashing:
            form, merged = _clashed(subject, form, clashing), clashing.merged
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(subject.url, _said(saved))
    return _page(subject, form, merged=merged), 422


def _changes_sense(form: Any) -> bool:
    return "sense" in form and form.sense.data != Sense.SAME


def _propose(view: Option | Argument, form: Any, words: Mapping[str, str]) -> ResponseReturnValue:
    """A change of sense is not saved: it waits for a second editor, as every removal does."""
    made = propose_words(
        view,
        words,
        by=viewer(),
        base=form.base.data or 0,
        reason=form.sense.data,
        why=form.why.data or "",
    )
    return done(f"/removals/{made.id}", PROPOSED)


def _said(saved: actions.Saved) -> str:
    if saved.merged:
        return "Saved, together with what somebody else saved while you wrote."
    return "Saved." if saved.revision else "Nothing was different."


def _words(subject: Sayable, form: Any) -> dict[str, str]:
    """What was typed, by column; a section in the text that it was taken from."""
    words = {name: field.data or "" for name, field in form._fields.items() if name in FIELDS}
    if number_asked("section"):
        base = form.base.data or 0
        then = queries.words_at(subject.kind, subject.id, base).get(base)
        whole = found(then)["text"]
        section = found(text.section_of(whole, number_asked("section")))
        words["text"] = text.with_section(whole, section, words["text"])
    return words


def _clashed(subject: Sayable, typed: Any, clashing: actions.Clashing) -> Any:
    """The whole form with what could be merged; whoever has seen it may save over the rest."""
    form: Any = FORMS[subject.kind](obj=subject)
    for name, together in clashing.words.items():
        form[name].data = together
    form.why.data, form.base.data = typed.why.data, subject.revision
    if "sense" in typed:
        form.sense.data = typed.sense.data
    form.refuse(clashing)
    return form


def _page(
    subject: Sayable,
    form: Any,
    *,
    draft: DraftShown | None = None,
    preview: Markup | str = "",
    merged: Mapping[str, Any] | None = None,
) -> str:
    in_section = isinstance(form, forms.SectionForm)
    here = number_asked("section") if in_section else 0
    return render_template(
        "wiki/edit.html",
        subject=subject,
        form=form,
        section=text.section_of(subject.text, here) if here else None,
        here=here,
        sections=text.sections(subject.text) if subject.kind == "topic" else [],
        address=address_here() if not merged else f"/{subject.kind}s/{subject.id}/edit",
        labels=FIELDS,
        draft=draft,
        preview=preview,
        merged=merged or {},
    )


@bp.post(f"/{KINDS}/preview")
@may(Power.EDIT_WIKI)
@limited("preview")
def preview(plural: str, subject_id: int) -> ResponseReturnValue:
    """What was typed as it would look, for the script that shows it beside the form."""
    set_reading(on=True)  # rendering takes a while, and nothing is written
    subject = sayable(plural, subject_id)
    return _preview(subject, _form(subject, request.form))


def _preview(subject: Sayable, form: Any) -> Markup:
    words = {name: field.data or "" for name, field in form._fields.items() if name in FIELDS}
    try:
        html = actions.rendered(subject, words.get("text", ""), top=TOP)
    except Refused as refused:
        html = str(refused.sentence)
    shown = render_template(
        "wiki/_preview.html",
        words=words,
        labels=FIELDS,
        html=Markup(html),  # noqa: S704 — sanitised
    )
    return Markup(shown)  # noqa: S704 — a template's


@bp.app_template_filter("with_edit_links")
def with_edit_links(html: str, topic_id: int) -> Markup:
    """The text of a topic with a link behind each heading that edits its section."""
    numbers = count(1)

    def linked(here: re.Match[str]) -> str:
        number = next(numbers)
        link = f'<a href="/topics/{topic_id}/edit?section={number}">Edit'
        return f'{here[1]} {link}<span class="hidden"> section {number}</span></a></p>'

    return Markup(_HERE.sub(linked, html))  # noqa: S704 — sanitised, and a link of ours
