"""What every kind of poll can do: read an answer, count it, say it, and say what came out.

An *answer* is one short string in canonical form: the same vote is always the same string, and it
fits the seal of a ballot. A *cell* is one number of the count: each ballot adds one to some cells
(`cells`), so that counts add up over pools and paper votes and say nothing about one ballot.
*Choices* are what a poll offers to choose from, numbered from 1 in the order of the ballot; a
support scale has none.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from voting.rows import Level, Row

FEWEST_CHOICES, MOST_CHOICES = 2, 8
LONGEST_CHOICE = 100  # characters
LEAVE_IT = "Leave it as it is"

Given = Mapping[str, Sequence[str]]  # a form: the values sent under each name
Merged = Mapping[str, tuple[str, ...]]  # published cell -> the counted cells it adds together


class Kind(StrEnum):
    """What a ballot of a poll asks for."""

    SUPPORT = "support"
    APPROVAL = "approval"
    RESISTANCE = "resistance"
    RANKED = "ranked"
    SINGLE = "single"


class NotAnAnswer(Exception):
    """What was sent is no answer in this poll. Says so in a sentence, and under which field."""

    def __init__(self, sentence: str, field: str = "answer") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure worked out from the table: its name, its value, and what that means."""

    name: str
    value: str
    means: str


class Method(ABC):
    """One kind of poll. Pure and exact; `n` is the number of choices, `choices` their words."""

    kind: ClassVar[Kind]
    name: ClassVar[str]  # "Ranking"
    use: ClassVar[str]  # what it is good for, in one sentence for those who prepare polls
    asks: ClassVar[str]  # what a voter does, in one sentence
    proposes: ClassVar[tuple[str, ...]] = ()  # choices that a new poll begins with

    @abstractmethod
    def read(self, given: Given, n: int) -> str:
        """The canonical answer in a form that was sent. Raises NotAnAnswer."""

    @abstractmethod
    def is_answer(self, answer: str, n: int) -> bool:
        """Whether this is an answer in canonical form. Others are spoiled at the count."""

    @abstractmethod
    def given(self, answer: str, n: int) -> dict[str, list[str]]:
        """The form that `read` makes this canonical answer of."""

    @abstractmethod
    def cells(self, answer: str, n: int) -> Iterable[str]:
        """The cells to which a ballot with this canonical answer adds one."""

    @abstractmethod
    def said(self, answer: str, choices: Sequence[str]) -> tuple[str, ...]:
        """A canonical answer in words, one line or more, for its voter to check."""

    @abstractmethod
    def shown(self, level: Level, n: int, *, is_exact: bool) -> Merged:
        """Which cells a row of this level publishes, in the order of the table."""

    def apart(self, n: int) -> tuple[frozenset[str], ...]:
        """Sets of cells of which a ballot is in one at most: their shares add up to 100% or less.

        Whoever tries to work out single votes from the table knows this, so publishing must too.
        """
        return ()

    @abstractmethod
    def words(self, cell: str, choices: Sequence[str]) -> str:
        """A published cell in words."""

    def short(self, cell: str, choices: Sequence[str]) -> str:
        """A published cell for the head of a column."""
        return self.words(cell, choices)

    def columns(self, row: Row) -> list[str]:
        """The cells of a row that a table by region or CLP has columns for, in order."""
        return list(row.percents)


class Choosing(Method):
    """A kind of poll that offers choices: its result is about them. Words of a scale: `words`."""

    thresholds: ClassVar[str]  # where the labels begin, printed beside the result

    @abstractmethod
    def headline(self, total: Row, choices: Sequence[str]) -> str:
        """The result in one sentence that a person could read out."""

    @abstractmethod
    def label(self, total: Row, choices: Sequence[str]) -> str | None:
        """The one word for the result, or None."""

    @abstractmethod
    def indicators(self, total: Row, choices: Sequence[str]) -> list[Indicator]:
        """Further figures, each of which anybody can work out again from the table."""

    @abstractmethod
    def outcome(self, total: Row, choices: Sequence[str]) -> dict[str, object]:
        """What came out, as plain values for pages, JSON and the verifier; {} for none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one poll asks for: its method, and the words of its choices in the order of the ballot.

    Frozen when the poll opens; everything about an answer follows from it.
    """

    method: Method
    choices: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many choices there are; 0 on a support scale."""
        return len(self.choices)

    def read(self, given: Given) -> str:
        """The canonical answer in a form that was sent. Raises NotAnAnswer."""
        return self.method.read(given, self.n)

    def is_answer(self, answer: str) -> bool:
        """Whether this is an answer in canonical form."""
        return self.method.is_answer(answer, self.n)

    def cells(self, answer: str) -> Iterable[str]:
        """The cells to which a ballot with this canonical answer adds one."""
        return self.method.cells(answer, self.n)

    def said(self, answer: str) -> tuple[str, ...]:
        """A canonical answer in words, one line or more."""
        return self.method.said(answer, self.choices)


def one_value(given: Given, name: str, sentence: str) -> str:
    """The one value sent under a name. Raises NotAnAnswer when there is none, or more."""
    values = given.get(name, ())
    if len(values) != 1:
        raise NotAnAnswer(sentence, name)
    return values[0].strip()


def field(number: int) -> str:
    """The name of the field of a choice."""
    return f"choice_{number}"


def numbers(n: int) -> list[str]:
    """The cells named after the choices, from ``1`` on."""
    return [str(number) for number in range(1, n + 1)]


def alone(cells: Iterable[str]) -> Merged:
    """Cells that are published as they were counted."""
    return {cell: (cell,) for cell in cells}


def quoted(names: Sequence[str]) -> str:
    """Names as they stand in a sentence, each in quotes, with “and” before the last."""
    words = [f"“{name}”" for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def highest(weights: Mapping[str, int], cells: Sequence[str]) -> list[str]:
    """The cells with the most, all of them when they are level; none when nothing was given."""
    most = max(weights[cell] for cell in cells)
    return [cell for cell in cells if weights[cell] == most] if most else []
