"""What moderation needs of the packages it watches over: wiki, deliberation and voting.

The one place that knows them, so that cases, decisions and detectors speak of subjects only.
"""

from moderation.discussions.asking import ask, suggest_argument
from moderation.discussions.counting import Discussion, pages_of_threads, with_published_polls
from moderation.discussions.subjects import (
    AROUND,
    REPORTABLE,
    answer_url,
    said_around,
    takes_position,
)
from moderation.discussions.taking_part import took_position

__all__ = [
    "AROUND",
    "REPORTABLE",
    "Discussion",
    "answer_url",
    "ask",
    "pages_of_threads",
    "said_around",
    "suggest_argument",
    "takes_position",
    "took_position",
    "with_published_polls",
]
