"""What is done with notices. Nothing here commits but the worker's own work."""

from notices.actions import personal
from notices.actions.reading import mark_read
from notices.actions.telling import tell, tell_members

__all__ = ["mark_read", "personal", "tell", "tell_members"]
