"""Rows of the forums, of calendars, and what CLPs announce."""

from deliberation.models.announcements import Announcement, AnnouncementVersion
from deliberation.models.calendar import (
    CalendarAddress,
    CalendarEntry,
    EntryFollower,
    EntryVersion,
)
from deliberation.models.order import ArrangedPage, Arrangement, Endorsement
from deliberation.models.posts import Mention, PostFile, TopicWanted
from deliberation.models.threads import Post, PostVersion, Thread

__all__ = [
    "Announcement",
    "AnnouncementVersion",
    "ArrangedPage",
    "Arrangement",
    "CalendarAddress",
    "CalendarEntry",
    "Endorsement",
    "EntryFollower",
    "EntryVersion",
    "Mention",
    "Post",
    "PostFile",
    "PostVersion",
    "Thread",
    "TopicWanted",
]
