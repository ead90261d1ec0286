"""What `flask doctor` warns of: each package names what weakens its promises on this machine."""

from __future__ import annotations

from collections.abc import Callable

_looks: list[Callable[[], list[str]]] = []


def weak_spots(look: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """Register a function that gives one plain sentence for each weak spot it finds."""
    _looks.append(look)
    return look


def found() -> list[str]:
    """All weak spots of this installation, as sentences. They stop nothing."""
    return [sentence for look in _looks for sentence in look()]
