"""Pages of the wiki."""

from wiki.views import briefings, changes, deciding, editing, history, suggestions, topics, watching
from wiki.views.blueprint import bp

__all__ = [
    "bp",
    "briefings",
    "changes",
    "deciding",
    "editing",
    "history",
    "suggestions",
    "topics",
    "watching",
]
