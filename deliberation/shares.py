"""How strong each side is, as a published poll says. Voting stands to the left and offers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Source = Callable[[int], Mapping[str, float] | None]
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Register what knows the published shares on an option: by position, 0 to 1."""
    _sources.append(source)


def shares_on(option_id: int) -> Mapping[str, float] | None:
    """Shares of “for”, “against” and “unsure” on an option; None before a result is published."""
    found = (source(option_id) for source in _sources)
    return next((shares for shares in found if shares), None)
