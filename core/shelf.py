"""A shelf in process memory: the things not asked for the longest fall off."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """What can stand on a shelf."""

    @property
    def size(self) -> int:
        """Bytes."""


T = TypeVar("T", bound=Sized)


class Shelf(Generic[T]):
    """Bounded by count and by bytes. Safe between threads.

    Addresses with made-up queries cannot fill the memory.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._things: OrderedDict[object, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> T | None:
        """What is kept under this key, if it is still here."""
        with self._lock:
            thing = self._things.get(key)
            if thing is not None:
                self._things.move_to_end(key)
            return thing

    def put(self, key: object, thing: T) -> None:
        """Keep it, dropping those not asked for the longest."""
        with self._lock:
            old = self._things.pop(key, None)
            self._bytes += thing.size - (old.size if old else 0)
            self._things[key] = thing
            while len(self._things) > self._most or self._bytes > self._most_bytes:
                self._bytes -= self._things.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()
            self._bytes = 0
