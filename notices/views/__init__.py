"""Pages of the notices."""

from notices.views import notices
from notices.views.blueprint import bp

__all__ = ["bp", "notices"]
