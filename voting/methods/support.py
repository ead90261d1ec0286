"""Polls on the support scale: how strongly each is for or against one thing. The default.

The arithmetic is in `support_scale`; what its results say in words, in `voting.words`.
"""

from collections.abc import Iterable, Sequence

from voting.methods.base import Given, Kind, Merged, Method, NotAnAnswer, alone, one_value
from voting.methods.support_scale import Answer
from voting.rows import Level

_ANSWERS = tuple(answer.value for answer in Answer)
_MISSING = "Choose one answer. If you have no view, choose “I have no view on this”."


class Support(Method):
    kind = Kind.SUPPORT
    name = "For or against"
    use = "One proposal: how strongly members are for or against it."
    asks = (
        "Members answer on a scale from strongly for to strongly against. They can also say that "
        "they need more information, or that they have no view."
    )

    def read(self, given: Given, n: int) -> str:
        answer = one_value(given, "answer", _MISSING)
        if not self.is_answer(answer, n):
            raise NotAnAnswer(_MISSING)
        return answer

    def is_answer(self, answer: str, n: int) -> bool:
        return answer in _ANSWERS

    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        return {"answer": [answer]}

    def cells(self, answer: str, n: int) -> Iterable[str]:
        return (answer,)

    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        return (Answer(answer).words,)

    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        return alone(_ANSWERS)

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        return (frozenset(_ANSWERS),)

    def words(self, cell: str, choices: Sequence[str]) -> str:
        return Answer(cell).words

    def short(self, cell: str, choices: Sequence[str]) -> str:
        return Answer(cell).short


SUPPORT = Support()
