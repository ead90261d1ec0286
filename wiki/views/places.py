"""Where topics stand: one more place, another one, another name, another order."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.web import done, found, number_asked
from wiki import actions, forms, queries
from wiki.models import Place, Topic
from wiki.views.blueprint import bp
from wiki.views.history import sayable


def standing(topic_id: int) -> Topic:
    """The topic, unless it is hidden or part of another now."""
    topic = sayable("topics", topic_id)
    if not isinstance(topic, Topic) or topic.merged_into_id:
        raise NotFound
    return topic


def parent_named(named: str) -> int | None:
    """The id of the topic that an editor names as the one above; None, the top, for "". Refused."""
    return queries.topic_named(named) if named else None


@bp.get("/topics/<int:topic_id>/places")
@may(Power.EDIT_WIKI)
def places(topic_id: int) -> ResponseReturnValue:
    """Where a topic stands, and the form for one more place."""
    return _places_page(topic_id, forms.PlaceForm())


def _places_page(topic_id: int, form: forms.PlaceForm) -> str:
    topic = standing(topic_id)
    shown = queries.places_of(topic_id)
    return render_template("wiki/places.html", topic=topic, places=shown, form=form)


@bp.post("/topics/<int:topic_id>/places")
@may(Power.EDIT_WIKI)
@once
def create_place(topic_id: int) -> ResponseReturnValue:
    """File a topic in one more place."""
    topic = standing(topic_id)
    form = forms.PlaceForm(request.form)
    if form.validate():
        try:
            made = actions.place(
                topic,
                parent_named(form.parent.data or ""),
                form.label.data or "",
                by=viewer(),
                home=form.is_home.data,
                why=form.why.data or "",
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            doubts = queries.doubts_about(topic.id, made.parent_id)
            return done(topic.url, f"The topic stands there too now. {doubts}".strip())
    return _places_page(topic_id, form), 422


@bp.get("/places/<int:place_id>")
@may(Power.EDIT_WIKI)
def place(place_id: int) -> ResponseReturnValue:
    """One place of a topic: to move it, to call it otherwise, to take the topic out of it."""
    spot = found(db.session.get(Place, place_id))
    parent = queries.name_of(spot.parent_id or 0)
    moving = forms.MoveForm(parent=parent["url"] if parent else "", label=spot.label or "")
    return _place_page(spot, moving, forms.LeaveForm())


def _place_page(
    spot: Place, moving: forms.MoveForm, leaving: forms.LeaveForm, refused: BaseForm | None = None
) -> str:
    return render_template(
        "wiki/place.html",
        topic=standing(spot.child_id),
        place=spot,
        parent=queries.name_of(spot.parent_id or 0) or {"title": "Topics", "url": "/topics"},
        moving=moving,
        leaving=leaving,
        form=refused,
    )


@bp.post("/places/<int:place_id>/move")
@may(Power.EDIT_WIKI)
@once
def move_place(place_id: int) -> ResponseReturnValue:
    """Let the topic stand elsewhere, or be called otherwise there, as one act."""
    spot = found(db.session.get(Place, place_id))
    topic, form = standing(spot.child_id), forms.MoveForm(request.form)
    if form.validate():
        label, why = form.label.data or "", form.why.data or ""
        try:
            parent_id = parent_named(form.parent.data or "")
            if parent_id == spot.parent_id:
                actions.relabel(spot, label, by=viewer(), why=why)
            else:
                actions.move(spot, parent_id, label, by=viewer(), why=why)
        except Refused as refused:
            form.refuse(refused)
        else:
            doubts = queries.doubts_about(topic.id, parent_id)
            return done(topic.url, f"The place has changed. {doubts}".strip())
    return _place_page(spot, form, forms.LeaveForm(), form), 422


@bp.post("/places/<int:place_id>/remove")
@may(Power.EDIT_WIKI)
@once
def remove_place(place_id: int) -> ResponseReturnValue:
    """Take the topic out of this place; without another it is not yet filed."""
    spot = found(db.session.get(Place, place_id))
    topic, form = standing(spot.child_id), forms.LeaveForm(request.form)
    if form.validate():
        try:
            actions.remove_place(spot, by=viewer(), why=form.why.data or "")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/topics/{topic.id}/places", "The topic does not stand there any more.")
    return _place_page(spot, forms.MoveForm(), form, form), 422


@bp.post("/places/<int:place_id>/home")
@may(Power.EDIT_WIKI)
@once
def make_home(place_id: int) -> ResponseReturnValue:
    """Let the canonical trail climb from here."""
    spot = found(db.session.get(Place, place_id))
    topic = standing(spot.child_id)
    try:
        actions.make_home(spot, by=viewer())
    except Refused as refused:
        form = forms.PlaceForm()
        form.refuse(refused)
        return _places_page(topic.id, form), 422
    return done(f"/topics/{topic.id}/places", "The home place has changed.")


@bp.get("/topics/order")
@may(Power.EDIT_WIKI)
def order() -> ResponseReturnValue:
    """What stands under a topic (without ?under= at the top), to be numbered and grouped."""
    return _order_page(number_asked("under") or None)


def _order_page(topic_id: int | None) -> str:
    topic = standing(topic_id) if topic_id else None
    return render_template(
        "wiki/order.html", topic=topic, children=queries.children_to_order(topic_id), form=None
    )


@bp.post("/topics/order")
@may(Power.EDIT_WIKI)
@once
def save_order() -> ResponseReturnValue:
    """Order what stands under a topic by the numbers given, and group it by the headings."""
    topic = standing(number_asked("under")) if number_asked("under") else None
    wanted = {
        child.id: actions.Standing(
            request.form.get(f"position-{child.id}", child.position, type=int),
            request.form.get(f"heading-{child.id}", "").strip()[: forms.LONGEST_HEADING],
        )
        for child in queries.children_to_order(topic.id if topic else None)
        if f"position-{child.id}" in request.form
    }
    actions.order_children(
        topic.id if topic else None, wanted, by=viewer(), why=request.form.get("why", "")[:300]
    )
    return done(topic.url if topic else "/topics", "The order has changed.")
