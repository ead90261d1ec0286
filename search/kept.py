"""Pages of results kept in memory for as long as nothing has happened on the site."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values made at one state of the site; forgotten at the next. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: Hashable = None
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, state: Hashable, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of this key made at this state; made now when there is none."""
        with self._lock:
            if state == self._state and key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if state != self._state:
                self._values.clear()
                self._state = state
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
