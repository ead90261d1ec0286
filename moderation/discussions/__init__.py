"""What moderation needs of the packages it watches over: wiki, deliberation and voting.

The one place that knows them, so that cases, decisions and detectors speak of subjects only.
"""

from moderation.discussions.asking import ask, suggest_argument
from moderation.discussions.dealings import dealt, is_about
from moderation.discussions.inviting import discussion_for
from moderation.discussions.options import Discussion, pages_of_threads, with_published_polls
from moderation.discussions.stands_in import (
    find_thread,
    posts_beside,
    posts_with,
    thread_of,
    thread_with_id,
)
from moderation.discussions.subjects import (
    AROUND,
    REPORTABLE,
    answer_url,
    origin_of,
    said_around,
    takes_position,
)
from moderation.discussions.taking_part import took_position
from moderation.discussions.threads import Talk, open_talks
from moderation.discussions.weighed import Scale, arguments_weighed, posts_weighed

__all__ = [
    "AROUND",
    "REPORTABLE",
    "Discussion",
    "Scale",
    "Talk",
    "answer_url",
    "arguments_weighed",
    "ask",
    "dealt",
    "discussion_for",
    "find_thread",
    "is_about",
    "open_talks",
    "origin_of",
    "pages_of_threads",
    "posts_beside",
    "posts_weighed",
    "posts_with",
    "said_around",
    "suggest_argument",
    "takes_position",
    "thread_of",
    "thread_with_id",
    "took_position",
    "with_published_polls",
]
