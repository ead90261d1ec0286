"""Who may decide what about which case, and what is said about it: pure decisions, no database."""
