"""Suspending: as a posting pause, but until somebody lifts it."""

from moderation.effects.posting_pause import apply, undo

__all__ = ["apply", "undo"]
