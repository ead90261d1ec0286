"""Each forum: of a CLP, a region, a topic, and the national rooms."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from accounts.models import Clp, Region
from accounts.rules import Power
from core.db import db
from core.pages import kept
from core.web import found, page_number
from deliberation.models import Room
from deliberation.queries import indexes, listing
from deliberation.rules import NATIONAL_ROOM, Where, lists, why_not_start
from deliberation.views import bp
from wiki.models import Topic

Step = dict[str, str]


def wanted() -> lists.Wanted:
    """Which threads this request wants to see, from the filters of its address."""
    return lists.wanted(
        kinds=request.args.getlist("kind"),
        states=request.args.getlist("state"),
        about_topic="topic" in request.args,
        unanswered="unanswered" in request.args,
        sort=request.args.get("sort", ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum as its page shows it."""

    kind: str  # as `queries.listing` takes it, with `of`
    of: int | None = None
    title: str
    url: str
    start: str = ""  # what the address of the form for a new thread says after its path
    about: str = ""
    back: Step | None = None
    why_not: str | None = None  # the reason this person cannot start a thread here
    more: Step | None = None


def _page(forum: Forum) -> ResponseReturnValue:
    """A page of a forum; one that is not there leads to the last."""
    want, page = wanted(), page_number()
    threads = listing(forum.kind, forum.of, page, viewer(), want)
    if page > threads.pages:
        return redirect(f"{forum.url}?{want.query}{'&' * bool(want.query)}page={threads.pages}")
    return render_template(
        "deliberation/forum.html",
        forum=forum,
        listing=threads,
        wanted=want,
        words=lists,
    )


@bp.get("/forums")
@kept(lambda: ("forums", "clps", "structure", "rooms"))
def overview() -> ResponseReturnValue:
    """Every discussion that all may read, and the ways to the forums."""
    want, page = wanted(), page_number()
    threads = listing("everywhere", None, page, viewer(), want)
    if page > threads.pages:
        return redirect(url_for("deliberation.overview"))
    return render_template(
        "deliberation/forums.html",
        listing=threads,
        rooms=indexes.rooms(),
        wanted=want,
        words=lists,
        may_make_rooms=viewer().can(Power.MAKE_ROOMS),
    )


@bp.get("/forums/national")
@kept(lambda: ("forum:national",))
def national() -> ResponseReturnValue:
    """The room for what belongs nowhere else."""
    return _page(
        Forum(
            kind="national",
            title=NATIONAL_ROOM,
            url="/forums/national",
            about="For everything that belongs to no topic, no CLP and no other room.",
        )
    )


def _own(slug: str) -> str:
    return "own" if viewer().is_member and viewer().clp_slug == slug else ""


@bp.get("/forums/clp/<slug>")
@kept(lambda slug: (f"forum:clp:{slug}", "clps"), apart=_own)
def clp(slug: str) -> ResponseReturnValue:
    """A CLP's forum. Its members also see what it keeps to itself."""
    row = found(db.session.execute(_CLP, {"slug": slug}).first())
    return _page(
        Forum(
            kind="clp",
            of=row.id,
            title=f"{row.name} forum",
            url=f"/forums/clp/{slug}",
            start=f"?clp={slug}",
            about="Members from elsewhere can read and reply here, and are marked as such.",
            back={"title": row.name, "url": f"/clps/{slug}"},
            why_not=_why_not(Where(clp_id=row.id), is_own=bool(_own(slug))),
            more={"title": f"The {row.region} forum", "url": f"/forums/region/{row.region_slug}"},
        )
    )


_CLP = (
    sa.select(Clp.id, Clp.name, Region.name.label("region"), Region.slug.label("region_slug"))
    .join(Region, Region.id == Clp.region_id)
    .where(Clp.slug == sa.bindparam("slug"))
)


def _why_not(where: Where, *, is_own: bool) -> str | None:
    """For members of elsewhere: why they find no button. Others are told when they press it."""
    if not viewer().is_member:
        return None
    return why_not_start(is_member=True, is_own_clp=is_own, is_own_region=is_own, where=where)


def _by_region(**_: str) -> str:
    """Members see whether it is their region, which their variant of the page does not say."""
    return str(viewer().region_id) if viewer().is_member else ""


@bp.get("/forums/region/<slug>")
@kept(lambda slug: (f"forum:region:{slug}", "clps"), apart=_by_region)
def region(slug: str) -> ResponseReturnValue:
    """A region's forum."""
    row = found(db.session.execute(_REGION, {"slug": slug}).first())
    return _page(
        Forum(
            kind="region",
            of=row.id,
            title=f"{row.name} forum",
            url=f"/forums/region/{slug}",
            start=f"?region={slug}",
            about="Members from elsewhere can read and reply here, and are marked as such.",
            why_not=_why_not(Where(region_id=row.id), is_own=row.id == viewer().region_id),
            more={"title": "The CLPs of this region", "url": f"/forums/clps?region={slug}"},
        )
    )


_REGION = sa.select(Region.id, Region.name).where(Region.slug == sa.bindparam("slug"))


@bp.get("/forums/room/<slug>")
@kept(lambda slug: (f"forum:room:{slug}", "rooms"))
def room(slug: str) -> ResponseReturnValue:
    """A national room."""
    row = found(db.session.execute(_ROOM, {"slug": slug}).mappings().first())
    closed = row["closed_at"] is not None
    change = {
        "title": "Change or close this room",
        "url": f"/forums/room/{slug}/edit",
    }
    return _page(
        Forum(
            kind="room",
            of=row["id"],
            title=row["title"],
            url=f"/forums/room/{slug}",
            start=f"?room={slug}",
            about=row["about"],
            why_not="This room is closed. Its discussions can be read and replied to." * closed
            or None,
            more=change if viewer().can(Power.MAKE_ROOMS) else None,
        )
    )


_ROOM = sa.select(Room.id, Room.title, Room.about, Room.closed_at).where(
    Room.slug == sa.bindparam("slug"), Room.hidden_at.is_(None)
)


@bp.get("/forums/topic/<int:topic_id>")
@kept(lambda topic_id: (f"topic:{topic_id}", "structure"))
def topic(topic_id: int) -> ResponseReturnValue:
    """Everything said about a topic that all may read, in whatever forum."""
    row = found(db.session.execute(_TOPIC, {"topic_id": topic_id}).first())
    return _page(
        Forum(
            kind="topic",
            of=topic_id,
            title=f"Discussions about {row.title}",
            url=f"/forums/topic/{topic_id}",
            start=f"?topic={topic_id}",
            back={"title": row.title, "url": f"/topics/{topic_id}-{row.slug}"},
        )
    )


_TOPIC = sa.select(Topic.title, Topic.slug).where(
    Topic.id == sa.bindparam("topic_id"), Topic.hidden_at.is_(None)
)
