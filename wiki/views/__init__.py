"""Pages of the wiki."""

from wiki.views import briefings, deciding, editing, history, suggestions, topics
from wiki.views.blueprint import bp

__all__ = ["bp", "briefings", "deciding", "editing", "history", "suggestions", "topics"]
