"""Is search right, and is it fast."""
