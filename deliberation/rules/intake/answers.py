"""What a person is answered whose post does not appear. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from core.errors import Refused


class TooSoon(Refused):
    """A rate: the same may be sent again from `again_at` on. Answered with 429."""

    def __init__(self, sentence: str, again_at: datetime) -> None:
        super().__init__(sentence)
        self.again_at = again_at


class Warned(Refused):
    """Its author should read it once more; sent with `words` as read, it goes."""

    def __init__(self, sentence: str, words: Collection[str]) -> None:
        super().__init__(sentence)
        self.words = tuple(words)
