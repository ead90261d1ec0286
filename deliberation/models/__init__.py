"""Rows of the forums."""

from deliberation.models.threads import Post, PostVersion, Thread

__all__ = ["Post", "PostVersion", "Thread"]
