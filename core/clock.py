"""The only clock. Tests set it with `clock.freeze`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware, in UTC, whole microseconds."""
    return _frozen.get() or datetime.now(UTC)


def is_frozen() -> bool:
    """Whether `now()` stands still."""
    return _frozen.get() is not None


def today() -> date:
    """Today's date in UTC."""
    return now().date()


@contextmanager
def freeze(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is this moment."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
