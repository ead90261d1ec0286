"""Rows of the notices."""

from notices.models.notices import Choice, Notice
from notices.models.receivers import Receiver
from notices.models.watching import Happening, Watch

__all__ = ["Choice", "Happening", "Notice", "Receiver", "Watch"]
