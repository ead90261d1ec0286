"""Who is told that members weighed something. It is no event: who did is secret."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[str, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Register what is told, in the same transaction, what was weighed.

    That is the kind of what was weighed, and the option or thread that it stands in.
    """
    _listeners.append(listener)
    return listener


def tell(kind: str, whole_id: int) -> None:
    """Something of this kind was weighed in this option (arguments) or thread (posts)."""
    for listener in _listeners:
        listener(kind, whole_id)
