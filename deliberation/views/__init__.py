"""Pages of the forums, and what other pages show of them."""

from flask import Blueprint

bp = Blueprint("deliberation", __name__)

from deliberation.views import (  # noqa: E402 — routes
    amendments,  # noqa: F401
    announcements,  # noqa: F401
    bookmarks,  # noqa: F401
    bridge,  # noqa: F401
    calendar,  # noqa: F401
    contributions,  # noqa: F401
    endorsing,  # noqa: F401
    entries,  # noqa: F401
    files,  # noqa: F401
    forums,  # noqa: F401
    held,  # noqa: F401
    homes,  # noqa: F401
    indexes,  # noqa: F401
    letters,  # noqa: F401
    live,  # noqa: F401
    meetings,  # noqa: F401
    packs,  # noqa: F401
    people,  # noqa: F401
    posts,  # noqa: F401
    printed,  # noqa: F401
    proposal_acts,  # noqa: F401
    proposal_steps,  # noqa: F401
    proposals,  # noqa: F401
    proposing,  # noqa: F401
    quiet_rounds,  # noqa: F401
    reply_limits,  # noqa: F401
    room,  # noqa: F401
    rooms,  # noqa: F401
    shown,  # noqa: F401
    starting,  # noqa: F401
    stewarding,  # noqa: F401
    summaries,  # noqa: F401
    taking,  # noqa: F401
    threads,  # noqa: F401
    turns,  # noqa: F401
    weighing,  # noqa: F401
    writing,  # noqa: F401
)
