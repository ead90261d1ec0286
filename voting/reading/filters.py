"""Which polls are asked for in an address, and what of it was not understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from voting.methods import Kind

_LARGEST = 2**31 - 1  # of a row
EVERYWHERE = "everyone"


class Stands(StrEnum):
    """Where polls stand, as people ask for them."""

    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for. Each is None, or 0, where nothing was, or nothing that is understood."""

    stands: Stands | None = None
    kind: Kind | None = None
    everyone: bool = False  # only polls of all members
    region_id: int = 0  # of this region, and of its CLPs
    clp_id: int = 0
    topic_id: int = 0  # and all topics below it
    since: date | None = None  # closed on that day or later
    until: date | None = None  # or earlier
    unclear: tuple[str, ...] = ()  # sentences about what was typed

    @property
    def area(self) -> str:
        """As in the address."""
        if self.region_id or self.clp_id:
            return f"region:{self.region_id}" if self.region_id else f"clp:{self.clp_id}"
        return EVERYWHERE if self.everyone else ""

    def in_address(self) -> dict[str, str]:
        """The names and values that ask for the same."""
        every = {
            "state": self.stands or "",
            "kind": self.kind or "",
            "area": self.area,
            "topic": str(self.topic_id or ""),
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in every.items() if value}


def read(asked: Mapping[str, str]) -> Filters:
    """The filters in the arguments of an address. What is not understood filters nothing."""
    area, _, number = asked.get("area", "").partition(":")
    since, until = _day(asked.get("from", "")), _day(asked.get("to", ""))
    is_unclear = (asked.get("from") and not since) or (asked.get("to") and not until)
    return Filters(
        stands=Stands(asked["state"]) if asked.get("state") in set(Stands) else None,
        kind=Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None,
        everyone=area == EVERYWHERE,
        region_id=_number(number) if area == "region" else 0,
        clp_id=_number(number) if area == "clp" else 0,
        topic_id=_number(asked.get("topic", "")),
        since=since,
        until=until,
        unclear=("Write days like 2026-05-31.",) if is_unclear else (),
    )


def _number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 11  # noqa: PLR2004
    return int(typed) if is_number and int(typed) <= _LARGEST else 0


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
