"""What other pages show of deliberation: template globals, and slots of kept pages."""

from __future__ import annotations

from typing import Any

from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from accounts.access import viewer
from core import house_rules
from core.clock import now
from deliberation.queries import forums
from deliberation.queries.threads import Row
from deliberation.rules.turnout import hands_sentence
from deliberation.views import bp


@bp.app_template_global()
def threads_about(topic_id: int) -> list[dict[str, Any]]:
    """For a topic page: its five liveliest threads. 1 statement."""
    return forums.threads_about(topic_id)


@bp.app_template_global()
def being_discussed() -> list[dict[str, Any]]:
    """For the front page: five topics being discussed, each with a line about it. 1 statement."""
    return forums.being_discussed()


@bp.app_template_global()
def clp_threads(clp_id: int) -> list[dict[str, Any]]:
    """For a CLP's page: the three liveliest threads of its forum. 1 statement."""
    return forums.clp_threads(clp_id)


@bp.app_template_global()
def threads_from(kind: str, subject_id: int) -> list[dict[str, Any]]:
    """For the page of an argument: the threads started from it. 1 statement."""
    return forums.threads_from(kind, subject_id)


@bp.app_template_global()
def posts_of(member_id: int) -> list[dict[str, Any]]:
    """For the account page: what a member wrote, and what became of it. 1 statement."""
    return forums.posts_of(member_id)


@bp.app_template_global()
def public_posts_of(member_id: int) -> list[dict[str, Any]]:
    """For the page of a member: what they wrote that everybody may read. 1 statement."""
    return forums.public_posts_of(member_id)


def own_post(author_id: str, post_id: str, until: str) -> str:
    """A slot: the link with which an author edits a post, as long as they may. All are numbers."""
    if author_id != str(viewer().id) or now().timestamp() > int(until):
        return ""
    how_long = house_rules.words("post.edit_hours")
    return f'<a href="/posts/{post_id}/edit">Edit your post</a> (for {how_long})'


def own_forum() -> str:
    """A slot: what is new for a member, and the way to the forum of their CLP."""
    person = viewer()
    if not person.is_signed_in:
        return ""
    new = Markup('<li><a href="/forums/unread">Since you last looked</a></li>')
    if not person.clp_slug:
        return new
    own = Markup('<li><a href="/forums/clp/{}">The forum of your CLP</a></li>')
    return new + own.format(person.clp_slug)


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(own_post=own_post, own_forum=own_forum)


@bp.app_template_global()
def said_of_hands(record: Row, item: Row) -> str:
    """What the show of hands on one item of a record can say for all members. No statement."""
    return hands_sentence(
        there=record["attendance"] or 0,
        guests=record["guests"] or 0,
        members=record["members"] or 0,
        hands=[(label, count) for label, count in item["hands"] or ()],
    )
