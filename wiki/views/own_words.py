"""Own words: reading all of them, writing one's own, the editors' note."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import house_rules
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.web import done, found
from wiki import actions, forms, queries, rules
from wiki.models import Option, OwnWords
from wiki.views.blueprint import bp
from wiki.views.history import sayable

bp.add_app_template_global(queries.own_words_of, "own_words_of")


@bp.get("/topics/<int:topic_id>/own-words")
@kept(lambda topic_id: (f"topic:{topic_id}", "structure"))
def all_own_words(topic_id: int) -> ResponseReturnValue:
    """What members say for a topic's options in their own words, and how to join them."""
    return render_template(
        "wiki/all_own_words.html",
        topic=sayable("topics", topic_id),
        trails=queries.trails_of(topic_id, link_last=True),
        own_words=queries.own_words_of(topic_id, whole=True),
        options=queries.option_titles(topic_id),
    )


@bp.get("/options/<int:option_id>/own-words")
@signed_in
def write_own_words(option_id: int) -> ResponseReturnValue:
    """The form of whoever stands for the option; for others, why they cannot."""
    option = found(_option(option_id))
    own = queries.own_words_by(option_id, viewer().id)
    form = forms.OwnWordsForm(obj=own)
    form.anonymous.data = bool(own and not own.named)
    return _writing(option, form, own)


def _option(option_id: int) -> Option | None:
    option = sayable("options", option_id)
    return option if isinstance(option, Option) else None


def _writing(option: Option, form: forms.OwnWordsForm, own: OwnWords | None) -> str:
    reason = rules.why_not_speak(
        is_signed_in=True,
        stands_for_it=actions.stands_for(option, viewer().id),
        hidden=bool(own and own.hidden_at),
    )
    return render_template(
        "wiki/write_own_words.html",
        option=option,
        form=form,
        own=own,
        reason=reason,
        most=house_rules.value("own_words.most"),
    )


@bp.post("/options/<int:option_id>/own-words")
@signed_in
@limited("suggest")
@once
def save_own_words(option_id: int) -> ResponseReturnValue:
    """Publish them."""
    option = found(_option(option_id))
    form = forms.OwnWordsForm(request.form)
    if form.validate():
        try:
            named = not form.anonymous.data
            own = actions.speak(option, form.text.data or "", by=viewer(), named=named)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(own.url, "Your words stand on the page, as you wrote them.")
    return _writing(option, form, queries.own_words_by(option_id, viewer().id)), 422


@bp.get("/own-words/<int:own_words_id>")
def own_words(own_words_id: int) -> ResponseReturnValue:
    """One member's own words, what they said before, and the editors' note."""
    return _one(own_words_id)


def _one(own_words_id: int, form: forms.NoteForm | None = None) -> ResponseReturnValue:
    own = found(queries.one_own_words(own_words_id))
    option = found(_option(own.option_id))
    page = render_template(
        "wiki/own_words.html",
        own=own,
        option=option,
        trails=queries.trails_of(option.topic_id, link_last=True),
        before=queries.own_words_before(own_words_id),
        noting=form or forms.NoteForm(note=own.note),
        form=form,
    )
    return (page, 422) if form else page


@bp.post("/own-words/<int:own_words_id>/note")
@may(Power.EDIT_WIKI)
@once
def note_own_words(own_words_id: int) -> ResponseReturnValue:
    """Put the editors' note beside them, or take it away."""
    own = found(db.session.get(OwnWords, own_words_id))
    form = forms.NoteForm(request.form)
    if form.validate():
        try:
            actions.note(own, form.note.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(own.url, "The note stands beside them.")
    return _one(own_words_id, form)


@bp.post("/own-words/<int:own_words_id>/withdrawal")
@signed_in
@once
def withdraw_own_words(own_words_id: int) -> ResponseReturnValue:
    """The author takes them off the page."""
    own = found(db.session.get(OwnWords, own_words_id))
    try:
        actions.withdraw_own_words(own, by=viewer())
    except Refused as refused:
        form = forms.NoteForm(note=own.note)
        form.refuse(refused)
        return _one(own_words_id, form)
    return done(own.url, "Your words are off the page. You can write them anew.")
