"""Pages of the wiki."""

from wiki import jobs  # noqa: F401 — registers what the worker does
from wiki.views import (
    briefings,
    care,
    changes,
    deciding,
    drafts,
    editing,
    effects,
    headings,
    history,
    own_words,
    removals,
    stakes,
    suggesting,
    suggestions,
    topics,
    watching,
    worklists,
    writing,
)
from wiki.views.blueprint import bp

__all__ = [
    "bp",
    "briefings",
    "care",
    "changes",
    "deciding",
    "drafts",
    "editing",
    "effects",
    "headings",
    "history",
    "own_words",
    "removals",
    "stakes",
    "suggesting",
    "suggestions",
    "topics",
    "watching",
    "worklists",
    "writing",
]
