"""Personal data: each package says what it holds about a member, and how that is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Held = Callable[[int], list[dict[str, Any]]]
Erase = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing held about a member. `erase` None: it stays when the account is closed."""

    held: Held
    erase: Erase | None


_parts: dict[str, Part] = {}


def part(name: str, held: Held, erase: Erase | None = None) -> None:
    """Register what is held under this name: plain facts that JSON can hold."""
    _parts[name] = Part(held, erase)


def held_about(member_id: int) -> dict[str, list[dict[str, Any]]]:
    """Everything that is held about a member, by name, for the member."""
    return {name: one.held(member_id) for name, one in sorted(_parts.items())}


def erase(member_id: int) -> None:
    """Erase what need not stay when this account is closed. Never commits."""
    for one in _parts.values():
        if one.erase:
            one.erase(member_id)
