"""Detectors: pure statistics over published figures, one per file.

Each says in its docstring what it looks for, its formula, where that comes from and its
thresholds. A detector answers with values; only `moderation.actions` opens a case.
"""
