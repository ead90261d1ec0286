"""Rows of the forums, of proposals, of calendars, and what CLPs announce."""

from deliberation.models.amendments import Amendment, AmendmentAgreement, AmendmentSupport
from deliberation.models.announcements import Announcement, AnnouncementVersion
from deliberation.models.bookmarks import Bookmark
from deliberation.models.calendar import (
    CalendarAddress,
    CalendarEntry,
    EntryVersion,
)
from deliberation.models.changes import ThreadChange
from deliberation.models.contributions import Contribution, StandIn
from deliberation.models.held import ClpForum, HeldPost, SaidLately
from deliberation.models.imported import Imported
from deliberation.models.invited import InvitedAnswer
from deliberation.models.joinings import Joining, JoiningAgreement
from deliberation.models.listed_words import WordChange
from deliberation.models.meetings import (
    Meeting,
    MeetingCorrection,
    MeetingItem,
    MeetingSignature,
    MeetingStep,
    MeetingVersion,
    Speaker,
)
from deliberation.models.nudges import Nudge
from deliberation.models.order import ArrangedPage, Arrangement, Endorsement
from deliberation.models.posts import Mention, PostFile, TopicWanted
from deliberation.models.proposals import (
    Proposal,
    ProposalAuthor,
    ProposalSupport,
    ProposalVersion,
)
from deliberation.models.quiet_rounds import QuietRound, SealedText
from deliberation.models.reply_limits import ReplyLimit
from deliberation.models.rooms import Room
from deliberation.models.summaries import Omission, Summary
from deliberation.models.taking import PostOption, PostSuggestion
from deliberation.models.threads import Post, PostVersion, Thread
from deliberation.models.turns import InvitedSpeaker
from deliberation.models.weighings import Weighed, Weighing

__all__ = [
    "Amendment",
    "AmendmentAgreement",
    "AmendmentSupport",
    "Announcement",
    "AnnouncementVersion",
    "ArrangedPage",
    "Arrangement",
    "Bookmark",
    "CalendarAddress",
    "CalendarEntry",
    "ClpForum",
    "Contribution",
    "Endorsement",
    "EntryVersion",
    "HeldPost",
    "Imported",
    "InvitedAnswer",
    "InvitedSpeaker",
    "Joining",
    "JoiningAgreement",
    "Meeting",
    "MeetingCorrection",
    "MeetingItem",
    "MeetingSignature",
    "MeetingStep",
    "MeetingVersion",
    "Mention",
    "Nudge",
    "Omission",
    "Post",
    "PostFile",
    "PostOption",
    "PostSuggestion",
    "PostVersion",
    "Proposal",
    "ProposalAuthor",
    "ProposalSupport",
    "ProposalVersion",
    "QuietRound",
    "ReplyLimit",
    "Room",
    "SaidLately",
    "SealedText",
    "Speaker",
    "StandIn",
    "Summary",
    "Thread",
    "ThreadChange",
    "TopicWanted",
    "Weighed",
    "Weighing",
    "WordChange",
]
