"""What a CLP announces: all of it, one of it; posting, changing and ending."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import may, viewer
from accounts.models import Clp
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.text import render, word_diff
from core.web import done, found, page_number
from deliberation.actions import announcements as actions
from deliberation.forms.announcements import AnnouncementForm
from deliberation.models import Announcement
from deliberation.queries import announcements as queries
from deliberation.queries.calendar import british_day
from deliberation.views import bp

USUALLY = timedelta(days=30)  # on show


def _clp(slug: str) -> Clp:
    return found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))


@bp.get("/clps/<slug>/announcements")
@kept(lambda slug: (f"clp:{slug}",), apart=lambda slug: str(british_day()))
def announcements(slug: str) -> ResponseReturnValue:
    """Everything a CLP announced, newest first."""
    clp, page = _clp(slug), page_number()
    rows, pages = queries.all_of(clp.id, page)
    return render_template(
        "deliberation/announcements.html",
        clp=clp,
        announced=rows,
        page=page,
        pages=pages,
        today=british_day(),
        may_post=actions.may_post(clp.id, viewer()),
    )


@bp.get("/announcements/<int:announcement_id>")
@kept(lambda announcement_id: (f"announcement:{announcement_id}",))
def announcement(announcement_id: int) -> ResponseReturnValue:
    """One announcement, and what it said before."""
    made = found(db.session.get(Announcement, announcement_id))
    return render_template(
        "deliberation/announcement.html",
        made=made,
        html=Markup(render(made.words, top=2, anchor="a")),  # noqa: S704 — sanitised
        versions=_compared(made),
        may_touch=actions.may_post(made.clp_id, viewer()),
    )


def _compared(made: Announcement) -> list[queries.Row]:
    """What it said before, newest first, each with its difference to what came after."""
    after, found_versions = made.words, queries.versions_of(made.id)
    for version in found_versions:
        version["changes"] = word_diff(version["words"], after)
        after = version["words"]
    return found_versions


@bp.get("/clps/<slug>/announcements/new")
@may(Power.NOTICES)
def new_announcement(slug: str) -> ResponseReturnValue:
    """The form to announce something."""
    clp = _clp(slug)
    if not actions.may_post(clp.id, viewer()):
        abort(403, description="Only the officers of this CLP can announce something here.")
    form = AnnouncementForm(data={"last_day": british_day() + USUALLY, "pinned": "0"})
    return _form_page(form, clp, f"/clps/{slug}/announcements", "Announce something")


def _form_page(form: AnnouncementForm, clp: Clp, url: str, title: str) -> str:
    return render_template(
        "deliberation/announce.html", form=form, clp=clp, send_to=url, title=title
    )


@bp.post("/clps/<slug>/announcements")
@may(Power.NOTICES)
@limited("post")
@once
def create_announcement(slug: str) -> ResponseReturnValue:
    """Announce it."""
    clp, form = _clp(slug), AnnouncementForm(request.form)
    if form.validate() and form.last_day.data:
        try:
            actions.announce(
                clp,
                form.title.data or "",
                form.words.data or "",
                form.last_day.data,
                pinned=int(form.pinned.data),
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/clps/{slug}", "It is announced. The members are told.")
    return _form_page(form, clp, f"/clps/{slug}/announcements", "Announce something"), 422


def _own(announcement_id: int) -> Announcement:
    """The announcement, if this person may change or end it."""
    made = found(db.session.get(Announcement, announcement_id))
    if why_not := actions.why_not_touch(made, viewer()):
        abort(403, description=why_not)
    return made


@bp.get("/announcements/<int:announcement_id>/edit")
@may(Power.NOTICES)
def edit_announcement(announcement_id: int) -> ResponseReturnValue:
    """The form to change what is announced."""
    made = _own(announcement_id)
    form = AnnouncementForm(
        data={
            "title": made.title,
            "words": made.words,
            "last_day": made.last_day,
            "pinned": str(made.pinned),
        }
    )
    return _form_page(form, made.clp, f"{made.url}/edit", "Change the announcement")


@bp.post("/announcements/<int:announcement_id>/edit")
@may(Power.NOTICES)
@limited("edit")
@once
def create_announcement_version(announcement_id: int) -> ResponseReturnValue:
    """Change it; what it said before is kept."""
    made, form = _own(announcement_id), AnnouncementForm(request.form)
    if form.validate() and form.last_day.data:
        try:
            actions.change_announcement(
                made,
                form.title.data or "",
                form.words.data or "",
                form.last_day.data,
                pinned=int(form.pinned.data),
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(made.url, "It is changed. What it said before is below.")
    return _form_page(form, made.clp, f"{made.url}/edit", "Change the announcement"), 422


@bp.post("/announcements/<int:announcement_id>/end")
@may(Power.NOTICES)
@limited("edit")
@once
def end_announcement(announcement_id: int) -> ResponseReturnValue:
    """Take it off the home page."""
    made = _own(announcement_id)
    try:
        actions.end_announcement(made, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(f"/clps/{made.clp.slug}", "It has ended. It stays among all announcements.")
