"""What people see of forums. Core statements, built once; rows come back as dicts."""

from deliberation.queries.forums import Listing, listing
from deliberation.queries.heads import thread_seen_by
from deliberation.queries.threads import PageOfPosts, posts_in, posts_on
from deliberation.queries.voices import voices_on

__all__ = [
    "Listing",
    "PageOfPosts",
    "listing",
    "posts_in",
    "posts_on",
    "thread_seen_by",
    "voices_on",
]
