"""What a member is told: from the rows, checked each time against what they may read."""

from notices.queries.news import Group, News, by_thing, may_read, news, things_of
from notices.queries.public import MOST_IN_FEED, PublicNews, public_news
from notices.queries.rows import MOST_SHOWN, SHOWN_FOR, Row, owed
from notices.queries.things import Thing, things
from notices.queries.watching import Watched, kinds_chosen, receiver, watch_of, watched_by

__all__ = [
    "MOST_IN_FEED",
    "MOST_SHOWN",
    "SHOWN_FOR",
    "Group",
    "News",
    "PublicNews",
    "Row",
    "Thing",
    "Watched",
    "by_thing",
    "kinds_chosen",
    "may_read",
    "news",
    "owed",
    "public_news",
    "receiver",
    "things",
    "things_of",
    "watch_of",
    "watched_by",
]
