"""Admins make and change national rooms."""

from __future__ import annotations

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation import actions
from deliberation.forms.stewarding import RoomForm
from deliberation.models import Room
from deliberation.rules.rooms import LONGEST_ABOUT, LONGEST_NAME
from deliberation.views import bp


def _room(slug: str) -> Room:
    slug = slug.replace("\x00", "")
    return found(db.session.scalar(sa.select(Room).where(Room.slug == slug)))


def _page(form: RoomForm, room: Room | None) -> str:
    return render_template(
        "deliberation/room.html",
        form=form,
        room=room,
        longest_name=LONGEST_NAME,
        longest_about=LONGEST_ABOUT,
    )


@bp.get("/forums/rooms/new")
@may(Power.MAKE_ROOMS)
def new_room() -> ResponseReturnValue:
    """The form for a new room."""
    return _page(RoomForm(), None)


@bp.post("/forums/rooms")
@may(Power.MAKE_ROOMS)
@limited("edit")
@once
def create_room() -> ResponseReturnValue:
    """Make a room."""
    form = RoomForm(request.form)
    try:
        room = actions.make_room(form.title.data or "", form.about.data or "", viewer())
    except Refused as refused:
        form.refuse(refused)
        return _page(form, None), 422
    return done(room.url, "The room is open.")


@bp.get("/forums/room/<slug>/edit")
@may(Power.MAKE_ROOMS)
def edit_room(slug: str) -> ResponseReturnValue:
    """The form to change a room."""
    room = _room(slug)
    closed = room.closed_at is not None
    return _page(
        RoomForm(data={"title": room.title, "about": room.about, "is_closed": closed}), room
    )


@bp.post("/forums/room/<slug>/edit")
@may(Power.MAKE_ROOMS)
@limited("edit")
@once
def change_room(slug: str) -> ResponseReturnValue:
    """Change, close or open the room."""
    room, form = _room(slug), RoomForm(request.form)
    title, about = form.title.data or "", form.about.data or ""
    try:
        actions.change_room(room, title, about, viewer(), is_closed=bool(form.is_closed.data))
    except Refused as refused:
        form.refuse(refused)
        return _page(form, room), 422
    return done(room.url, "The room is changed.")
