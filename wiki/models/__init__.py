"""Rows of the wiki."""

from wiki.models.attachments import Attachment, FileContent
from wiki.models.booklets import Printing
from wiki.models.care import Draft, Protection, ReviewDate
from wiki.models.effects import Effect, SeeAlso
from wiki.models.links import Link
from wiki.models.own_words import OwnWords
from wiki.models.removals import Removal, RemovalNotice, RemovalStep, Rewording, Withheld
from wiki.models.revisions import Revision, Sayable
from wiki.models.sources import Citation, Source
from wiki.models.structure import StructureChange
from wiki.models.suggestions import Remark, SaidBy, Suggestion, Support
from wiki.models.topics import Place, Topic, TopicAlias, home_trails, trail_rows
from wiki.models.views import Argument, Option

__all__ = [
    "Argument",
    "Attachment",
    "Citation",
    "Draft",
    "Effect",
    "FileContent",
    "Link",
    "Option",
    "OwnWords",
    "Place",
    "Printing",
    "Protection",
    "Remark",
    "Removal",
    "RemovalNotice",
    "RemovalStep",
    "ReviewDate",
    "Revision",
    "Rewording",
    "SaidBy",
    "Sayable",
    "SeeAlso",
    "Source",
    "StructureChange",
    "Suggestion",
    "Support",
    "Topic",
    "TopicAlias",
    "Withheld",
    "home_trails",
    "trail_rows",
]
