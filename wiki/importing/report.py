"""What an import did, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Counts, and what was changed in each file or why it was refused."""

    added: int = 0
    changed: int = 0
    same: int = 0
    placed: int = 0
    argued: int = 0
    stopped: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    _kept: tuple[int, ...] = (0, 0, 0, 0, 0)

    def keep(self) -> None:
        """What is counted by now is committed."""
        self._kept = (self.added, self.changed, self.same, self.placed, self.argued)

    def stop(self) -> None:
        """Nothing more will come; what was not committed is not counted."""
        self.added, self.changed, self.same, self.placed, self.argued = self._kept
        self.stopped = True

    def note(self, path: str, said: str) -> None:
        """Say this of a file that came in."""
        self.notes.append((path, said))

    def refuse(self, path: str, why: str) -> None:
        """Say why a file did not come in."""
        self.refused.append((path, why))

    def lines(self) -> Iterator[str]:
        """The report, line by line, with nothing in it that would act on a terminal."""
        if self.stopped:
            yield "Stopped. What is counted here is in; import again to go on where this stopped."
        yield (
            f"{self.added} topics added, {self.changed} changed, {self.same} already as in the "
            f"folder, {self.placed} filed in a second place, {len(self.refused)} refused"
        )
        if self.argued:
            yield f"{self.argued} options and arguments added"
        for path, note in self.notes:
            yield _printable(f"{path}: {note}")
        for path, why in self.refused:
            yield _printable(f"{path} refused: {why}")


def _printable(line: str) -> str:
    return "".join(one if one.isprintable() else "�" for one in line)
