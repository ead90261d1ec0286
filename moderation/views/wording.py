"""The list of watched words: reading it, proposing a change, agreeing to one."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation.models import WordChange
from deliberation.queries.intake import listed_words
from moderation.actions import wording
from moderation.forms.wording import EFFECTS, WordForm
from moderation.queries.wording import Preview, changes, preview
from moderation.rules.reasons import Reason

bp = Blueprint("wording", __name__)
LIST = "/moderation/words"


@bp.get(LIST)
@may(Power.MODERATE)
def words() -> ResponseReturnValue:
    """The list, what waits for a second steward, and every change there was."""
    return _page(WordForm())


@bp.post(LIST)
@may(Power.MODERATE)
@limited("edit")
@once
def propose() -> ResponseReturnValue:
    """Propose a word, or first see what it would have caught."""
    form = WordForm(request.form)
    if not form.validate():
        return _page(form), 422
    if "preview" in request.form:
        return _page(form, preview(form.listed()))
    entry = form.listed()
    change = wording.Proposed(
        entry.word,
        entry.does,
        Reason(entry.reason),
        form.why.data or "",
        "\n".join(entry.except_in),
    )
    try:
        wording.propose(change, by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(form), 422
    return done(LIST, "Another steward has to agree. Until then nothing is watched for.")


@bp.post(f"{LIST}/removals")
@may(Power.MODERATE)
@once
def remove() -> ResponseReturnValue:
    """Propose to take a word off the list."""
    word = request.form.get("word", "")[:200]
    known = {one.word: one for one in listed_words()}
    one = found(known.get(word))
    change = wording.Proposed(
        word, one.does, Reason(one.reason), "It is no longer needed.", adds=False
    )
    try:
        wording.propose(change, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(LIST, "Another steward has to agree. Until then it is watched for.")


@bp.post(f"{LIST}/<int:change_id>/answers")
@may(Power.MODERATE)
@once
def answer(change_id: int) -> ResponseReturnValue:
    """Agree to a change, or not."""
    change = found(db.session.get(WordChange, change_id))
    agrees = request.form.get("agrees")
    if agrees not in ("yes", "no"):
        abort(422, description="Choose whether you agree.")
    try:
        wording.answer(change, agrees=agrees == "yes", by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(LIST, "Agreed: it holds from now on." if agrees == "yes" else "Not agreed.")


def _page(form: WordForm, caught: Preview | None = None) -> str:
    return render_template(
        "moderation/words.html",
        form=form,
        caught=caught,
        listed=listed_words(),
        changes=changes(),
        effects={str(effect): said for effect, said in EFFECTS.items()},
        reasons={str(reason): reason for reason in Reason},
        why_not=wording.why_not_keep_list(viewer()),
    )
