"""Pages of the wiki."""

from wiki.views import editing, history, suggestions, topics
from wiki.views.blueprint import bp

__all__ = ["bp", "editing", "history", "suggestions", "topics"]
