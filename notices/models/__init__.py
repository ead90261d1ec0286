"""Rows of the notices."""

from notices.models.notices import Choice, Notice

__all__ = ["Choice", "Notice"]
