"""The pages of removals."""

from wiki import jobs

__all__ = ["jobs"]
