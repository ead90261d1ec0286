"""Who is told that a good point was found or taken back. It is no event: who found it is secret."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Register what is told, in the same transaction, the number of the thread it happened in."""
    _listeners.append(listener)
    return listener


def tell(thread_id: int) -> None:
    """Something in this thread was found a good point, or no longer is."""
    for listener in _listeners:
        listener(thread_id)
