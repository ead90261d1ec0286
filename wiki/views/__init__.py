"""Pages of the wiki."""

from wiki.views import (
    briefings,
    changes,
    deciding,
    drafts,
    editing,
    history,
    suggestions,
    topics,
    watching,
    writing,
)
from wiki.views.blueprint import bp

__all__ = [
    "bp",
    "briefings",
    "changes",
    "deciding",
    "drafts",
    "editing",
    "history",
    "suggestions",
    "topics",
    "watching",
    "writing",
]
