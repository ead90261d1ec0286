"""Rows of the forums, of calendars, and what CLPs announce."""

from deliberation.models.announcements import Announcement, AnnouncementVersion
from deliberation.models.calendar import (
    CalendarAddress,
    CalendarEntry,
    EntryFollower,
    EntryVersion,
)
from deliberation.models.threads import Post, PostVersion, Thread

__all__ = [
    "Announcement",
    "AnnouncementVersion",
    "CalendarAddress",
    "CalendarEntry",
    "EntryFollower",
    "EntryVersion",
    "Post",
    "PostVersion",
    "Thread",
]
