"""The overview of forums, and each forum."""

from __future__ import annotations

import sqlalchemy as sa
from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from accounts.models import Clp
from core.db import db
from core.pages import kept
from core.web import found, page_number
from deliberation.queries import forums
from deliberation.queries import listing as threads_in
from deliberation.rules import NATIONAL_ROOM, Where, why_not_start
from deliberation.views import bp
from wiki.models import Topic


@bp.get("/forums")
@kept(lambda: ("forums", "clps", "structure"))
def overview() -> ResponseReturnValue:
    """Every discussion that all may read, and the ways to the forums."""
    threads = threads_in("everywhere", None, page_number(), viewer())
    return render_template("deliberation/forums.html", listing=threads)


@bp.get("/forums/clps")
@kept(lambda: ("forums", "clps"))
def clps() -> ResponseReturnValue:
    """The forum of every CLP."""
    return render_template("deliberation/clp_forums.html", regions=forums.clp_forums())


@bp.get("/forums/topics")
@kept(lambda: ("forums", "structure"))
def topics() -> ResponseReturnValue:
    """The topics being discussed."""
    page = page_number()
    found_topics, pages = forums.topic_forums(page)
    return render_template(
        "deliberation/topic_forums.html", topics=found_topics, page=page, pages=pages
    )


@bp.get("/forums/national")
@kept(lambda: ("forum:national",))
def national() -> ResponseReturnValue:
    """The room for what belongs to no CLP and no topic."""
    return render_template(
        "deliberation/forum.html",
        title=NATIONAL_ROOM,
        about="For everything that belongs to no single topic and no single CLP.",
        url="/forums/national",
        back=None,
        start="/threads/new",
        why_not=None,
        listing=threads_in("national", None, page_number(), viewer()),
    )


def _own(slug: str) -> str:
    return "own" if viewer().is_member and viewer().clp_slug == slug else ""


@bp.get("/forums/clp/<slug>")
@kept(lambda slug: (f"forum:clp:{slug}", "clps"), apart=_own)
def clp(slug: str) -> ResponseReturnValue:
    """A CLP's forum. Its members also see what it keeps to itself."""
    row = found(db.session.execute(_CLP, {"slug": slug}).first())
    start = f"/threads/new?clp={slug}"
    return render_template(
        "deliberation/forum.html",
        title=f"{row.name} forum",
        about="Members from elsewhere can read and reply here, and are marked as such.",
        url=f"/forums/clp/{slug}",
        back={"title": row.name, "url": f"/clps/{slug}"},
        start=start,
        why_not=_why_not_start(own=bool(_own(slug)), clp_id=row.id),
        listing=threads_in("clp", row.id, page_number(), viewer()),
    )


_CLP = sa.select(Clp.id, Clp.name).where(Clp.slug == sa.bindparam("slug"))


def _why_not_start(*, own: bool, clp_id: int) -> str | None:
    """For members of other CLPs: why they find no button. Others are told when they press it."""
    if not viewer().is_member:
        return None
    return why_not_start(is_member=True, is_own_clp=own, where=Where(clp_id=clp_id))


@bp.get("/forums/topic/<int:topic_id>")
@kept(lambda topic_id: (f"topic:{topic_id}", "structure"))
def topic(topic_id: int) -> ResponseReturnValue:
    """Everything said about a topic that all may read, in whatever forum."""
    row = found(db.session.execute(_TOPIC, {"topic_id": topic_id}).first())
    return render_template(
        "deliberation/forum.html",
        title=f"Discussions about {row.title}",
        about="",
        url=f"/forums/topic/{topic_id}",
        back={"title": row.title, "url": f"/topics/{topic_id}-{row.slug}"},
        start=f"/threads/new?topic={topic_id}",
        why_not=None,
        listing=threads_in("topic", topic_id, page_number(), viewer()),
    )


_TOPIC = sa.select(Topic.title, Topic.slug).where(
    Topic.id == sa.bindparam("topic_id"), Topic.hidden_at.is_(None)
)
