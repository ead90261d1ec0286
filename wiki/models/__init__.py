"""Rows of the wiki."""

from wiki.models.revisions import Revision, Sayable
from wiki.models.suggestions import Suggestion
from wiki.models.topics import Place, Topic, TopicAlias, home_trails, trail_rows
from wiki.models.views import Argument, Option

__all__ = [
    "Argument",
    "Option",
    "Place",
    "Revision",
    "Sayable",
    "Suggestion",
    "Topic",
    "TopicAlias",
    "home_trails",
    "trail_rows",
]
