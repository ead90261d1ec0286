"""Rows of the wiki."""

from wiki.models.care import Draft, Protection, ReviewDate
from wiki.models.removals import Removal, RemovalNotice, RemovalStep, Rewording, Withheld
from wiki.models.revisions import Revision, Sayable
from wiki.models.suggestions import Remark, Suggestion, Support
from wiki.models.topics import Place, Topic, TopicAlias, home_trails, trail_rows
from wiki.models.views import Argument, Option

__all__ = [
    "Argument",
    "Draft",
    "Option",
    "Place",
    "Protection",
    "Removal",
    "RemovalNotice",
    "RemovalStep",
    "Remark",
    "ReviewDate",
    "Revision",
    "Rewording",
    "Sayable",
    "Suggestion",
    "Support",
    "Topic",
    "TopicAlias",
    "Withheld",
    "home_trails",
    "trail_rows",
]
