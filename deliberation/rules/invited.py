"""Answers to an invitation by lot. Pure."""

from __future__ import annotations

INVITED = "Invited member"
NO_REPLIES = (
    "This post answers an invitation and takes no replies, so that speaking once is enough. "
    "Write a post of your own."
)
