"""What a member is told: from the rows, checked each time against what they may read."""

from notices.queries.news import Group, News, by_thing, may_read, news, things_of
from notices.queries.rows import MOST_SHOWN, SHOWN_FOR, Row, owed
from notices.queries.things import Thing, things
from notices.queries.watching import Watched, kinds_chosen, receiver, watch_of, watched_by

__all__ = [
    "MOST_SHOWN",
    "SHOWN_FOR",
    "Group",
    "News",
    "Row",
    "Thing",
    "Watched",
    "by_thing",
    "kinds_chosen",
    "may_read",
    "news",
    "owed",
    "receiver",
    "things",
    "things_of",
    "watch_of",
    "watched_by",
]
