"""How far a member has read: slots of kept pages, the button, and what is new since."""

from __future__ import annotations

from flask import g, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import signed_in, viewer
from core import events
from core.db import db
from core.forms import once, remember_sent
from core.limits import limited
from core.web import done, found, number_asked, page_number
from deliberation import queries
from deliberation.actions import bookmarks as acts
from deliberation.models import Thread
from deliberation.queries import bookmarks
from deliberation.rules import post_url, reading
from deliberation.views import bp


def _thread(thread_id: int) -> Thread:
    """The thread, if this person may see it."""
    found(queries.thread_seen_by(viewer(), thread_id))
    return db.session.get_one(Thread, thread_id)


@bp.post("/threads/<int:thread_id>/bookmark")
@signed_in
@limited("draft")
@once
def mark_read(thread_id: int) -> ResponseReturnValue:
    """Remember how far this member has read the thread, and show what comes next."""
    thread = _thread(thread_id)
    number = number_asked("number")
    acts.read_to(thread, number, viewer())
    if "quiet" in request.form:  # from the script, which stays on the page
        remember_sent(thread.url)
        events.commit()
        return "", 204, {"Content-Type": "text/plain"}
    if request.form.get("from") == "unread":
        return done("/forums/unread")
    if number < thread.posts:
        return done(post_url(thread_id, number + 1), f"You have read to post {number:,}.")
    return done(thread.url, "You have read all of this discussion. What is new will be marked.")


@bp.post("/threads/<int:thread_id>/bookmark/removal")
@signed_in
@once
def forget(thread_id: int) -> ResponseReturnValue:
    """No longer mark what is new in this thread."""
    acts.forget(_thread(thread_id), viewer())
    return done("/forums/unread", "What is new there is no longer marked for you.")


@bp.get("/forums/unread")
@signed_in
def unread() -> ResponseReturnValue:
    """The discussions a member reads in which something is new."""
    page = page_number()
    listing = bookmarks.unread_by(viewer(), page)
    if page > listing.pages:
        return redirect(f"/forums/unread?page={listing.pages}")
    return render_template("deliberation/unread.html", listing=listing, reading=reading)


def fetch(*thread_ids: str) -> str:
    """A slot at the head of a list: what the member has read of these threads. 1 statement."""
    person = viewer()
    g.bookmarks = (
        bookmarks.bookmarks_of(person.id, [int(one) for one in thread_ids])
        if person.id is not None and thread_ids
        else {}
    )
    return ""


def since(thread_id: str, posts: str) -> str:
    """A slot beside a thread of a list: how much is new, and the way there."""
    number = g.get("bookmarks", {}).get(int(thread_id))
    words = reading.since_words(number, int(posts))
    if not words:
        return ""
    link = Markup('<a class="threads__new" href="{}">{}</a>')
    return str(link.format(post_url(int(thread_id), number + 1), words))


def first_unread(thread_id: str, posts: str) -> str:
    """A slot at the head of a thread: how much is new, and the way to it. 1 statement."""
    fetch(thread_id)
    words = reading.since_words(g.bookmarks.get(int(thread_id)), int(posts))
    if not words:
        return ""
    number = g.bookmarks[int(thread_id)]
    line = Markup('<p>{}. <a href="{}">Jump to the first of them</a></p>')
    return str(line.format(words.capitalize(), post_url(int(thread_id), number + 1)))


def read_here(thread_id: str, number: str) -> str:
    """A slot below the post of this number, after `first_unread`: the button. No statement."""
    if not viewer().is_signed_in or g.get("bookmarks", {}).get(int(thread_id), 0) >= int(number):
        return ""
    return render_template(
        "deliberation/_read_here.html", thread_id=int(thread_id), number=int(number)
    )


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(
        bookmarks=fetch, since=since, first_unread=first_unread, read_here=read_here
    )
