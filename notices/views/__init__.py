"""Pages of the notices; with them comes what the worker does for them."""

from notices import jobs
from notices.views import feeds, notices, settings, watching
from notices.views.blueprint import bp

__all__ = ["bp", "feeds", "jobs", "notices", "settings", "watching"]
