"""A new thread in two steps: its title and what is there already; then the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Clp
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, takes_files
from deliberation import actions, rules
from deliberation.forms import ThreadForm, TitleForm
from deliberation.rules import ThreadKind, Where, forum_name
from deliberation.views import bp
from deliberation.views.writing import LARGEST_UPLOAD, preview_of
from wiki.models import Option, Topic
from wiki.queries import DraftShown
from wiki.views.drafts import draft_here, drafted, words_in

T = TypeVar("T", Option, Topic)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the new thread will stand, as asked for with ?clp=, ?topic= and ?option=."""

    where: Where
    name: str  # of the forum
    option: str  # the option's title, "" for none
    asked: dict[str, str]  # what to send along to the next step


def _spot() -> Spot:
    """The place asked for. 404 when a part of it is not there."""
    asked = {
        key: request.values[key] for key in ("clp", "topic", "option") if key in request.values
    }
    clp = option = topic = None
    if "clp" in asked:
        clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == asked["clp"])))
    if "option" in asked:
        option = found(_shown(db.session.get(Option, _number("option"))))
    topic_id = option.topic_id if option else _number("topic") if "topic" in asked else None
    if topic_id is not None:
        topic = found(_shown(db.session.get(Topic, topic_id)))
    return Spot(
        Where(
            clp_id=clp.id if clp else None,
            topic_id=topic_id,
            option_id=option.id if option else None,
            only_clp="only_clp" in request.form,
        ),
        forum_name(clp.name if clp else None, None, None, topic.title if topic else None),
        option.title if option else "",
        asked,
    )


def _shown(subject: T | None) -> T | None:
    """The subject, unless moderators have hidden it."""
    return subject if subject is not None and subject.hidden_at is None else None


def _number(name: str) -> int:
    """The number asked for; 0, which is no row's id, for anything else."""
    return request.values.get(name, 0, type=int) if len(request.values[name]) < 10 else 0  # noqa: PLR2004


@bp.get("/threads/new")
@signed_in
def new() -> ResponseReturnValue:
    """First the title; then what is like it, and the whole form."""
    spot = _spot()
    title = " ".join(request.args.get("title", "").split())
    if why_not := _why_not(spot):
        return render_template(
            "deliberation/new.html", spot=spot, form=TitleForm(), why_not=why_not
        )
    if not title:
        return render_template("deliberation/new.html", spot=spot, form=TitleForm(), why_not=None)
    draft = draft_here()
    form = ThreadForm(words_in(draft)) if draft else ThreadForm(data={"title": title})
    form.offer(has_option=bool(spot.option))
    return _write_page(spot, form, similar_to_title=title, draft=draft)


def _write_page(
    spot: Spot,
    form: ThreadForm,
    *,
    similar_to_title: str = "",
    draft: DraftShown | None = None,
    preview: str = "",
) -> str:
    return render_template(
        "deliberation/write.html",
        spot=spot,
        form=form,
        similar_to_title=similar_to_title,
        draft=draft,
        preview=preview,
    )


def _why_not(spot: Spot) -> str | None:
    return rules.why_not_start(
        is_member=viewer().is_member,
        is_own_clp=spot.where.clp_id == viewer().clp_id,
        where=spot.where,
    )


@bp.post("/threads")
@takes_files(LARGEST_UPLOAD)
@signed_in
@limited("post")
@once
@drafted
def create() -> ResponseReturnValue:
    """Start the thread, or show first how its post will look."""
    spot = _spot()
    form = ThreadForm(request.form)
    form.offer(has_option=bool(spot.option))
    if "preview" in request.form:
        return _write_page(spot, form, preview=preview_of(form, 0))
    if form.validate():
        try:
            thread = actions.start_thread(
                form.title.data or "",
                form.text.data or "",
                by=viewer(),
                where=spot.where,
                asks=ThreadKind(form.asks.data),
                position=form.chosen,
                file=form.upload,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(thread.url, "Your discussion is open.")
    return _write_page(spot, form), 422
