"""What a member is told: from the rows, checked each time against what they may read."""

from notices.queries.news import MOST_SHOWN, Group, News, by_thing, news

__all__ = ["MOST_SHOWN", "Group", "News", "by_thing", "news"]
