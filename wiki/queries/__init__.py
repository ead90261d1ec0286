"""What people see of the wiki."""

from wiki.queries.addresses import page_named, subject_named
from wiki.queries.care import Care, care_of, editors, protections_of
from wiki.queries.changes import MOST_CHANGES, Change, branch, changes
from wiki.queries.contents import MOST_CHILDREN, Child, children, home_topics, top_topics
from wiki.queries.drafts import DraftShown, draft_at, drafts_of
from wiki.queries.effects import Joined, effects_record, joined
from wiki.queries.history import PER_PAGE as REVISIONS_PER_PAGE
from wiki.queries.history import (
    RevisionShown,
    history,
    history_below,
    revision_of,
    revisions_of,
    words_at,
    words_so_far,
)
from wiki.queries.own_words import (
    OwnWordsShown,
    one_own_words,
    option_titles,
    own_words_before,
    own_words_by,
    own_words_of,
)
from wiki.queries.places import PlaceShown, places_of, topic_named
from wiki.queries.suggestions import (
    PER_PAGE,
    SHOWN,
    Asked,
    RemarkShown,
    SuggestionShown,
    names_of,
    queue,
    remarks_on,
    suggestions_of,
    support_of,
)
from wiki.queries.topics import TopicPage, name_of, topic_page, trails_of
from wiki.queries.views import argument_page, option_of, options_of
from wiki.queries.voices import argument_voices
from wiki.queries.waiting import Figures, Overdue, figures, median_days, overdue, whom_to_remind

__all__ = [
    "MOST_CHANGES",
    "MOST_CHILDREN",
    "PER_PAGE",
    "REVISIONS_PER_PAGE",
    "SHOWN",
    "Asked",
    "Care",
    "Change",
    "Child",
    "DraftShown",
    "Figures",
    "Joined",
    "Overdue",
    "OwnWordsShown",
    "PlaceShown",
    "RemarkShown",
    "RevisionShown",
    "SuggestionShown",
    "TopicPage",
    "argument_page",
    "argument_voices",
    "branch",
    "care_of",
    "changes",
    "children",
    "draft_at",
    "drafts_of",
    "editors",
    "effects_record",
    "figures",
    "history",
    "history_below",
    "home_topics",
    "joined",
    "median_days",
    "name_of",
    "names_of",
    "one_own_words",
    "option_of",
    "option_titles",
    "options_of",
    "overdue",
    "own_words_before",
    "own_words_by",
    "own_words_of",
    "page_named",
    "places_of",
    "protections_of",
    "queue",
    "remarks_on",
    "revision_of",
    "revisions_of",
    "subject_named",
    "suggestions_of",
    "support_of",
    "top_topics",
    "topic_named",
    "topic_page",
    "trails_of",
    "whom_to_remind",
    "words_at",
    "words_so_far",
]
