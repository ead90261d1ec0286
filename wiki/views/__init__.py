"""Pages of the wiki."""

from wiki.views import deciding, editing, history, suggestions, topics
from wiki.views.blueprint import bp

__all__ = ["bp", "deciding", "editing", "history", "suggestions", "topics"]
