"""The detectors over Polis conversations on disk: what fires when people count, and when posts do.

``python -m benchmarks.polis FOLDER...`` prints a table. Groups are those that Polis worked out;
their share of the voters stands for a poll, and what they wrote for the discussion.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from moderation.detectors.contrast import Weighed, contrasts, screen_of
from moderation.detectors.view_gap import ViewGap, view_gaps

HEAD = """| conversation | people, answers | E by people | E by posts | contrast |
|---|---|---|---|---|"""


def line(folder: Path) -> str:
    """One conversation."""
    groups, authors = _groups(folder), _authors(folder)
    ballots = Counter(groups.values())
    voices = Counter(groups[one] for one in set(authors) if one in groups)
    posts = Counter(groups[one] for one in authors if one in groups)
    answers = _answers(folder)
    found = [one for one in contrasts(answers.copy, screen_of(answers)) if one.is_candidate]
    fires = sum(one.fires for one in found)
    return (
        f"| {folder.name} | {len({one.person for one in answers}):,}, {len(answers):,} "
        f"| {_told(view_gaps(ballots, voices))} | {_told(view_gaps(ballots, posts))} "
        f"| {fires} of {len(found)} |"
    )


def _told(gaps: list[ViewGap]) -> str:
    """The group with the most evidence."""
    top = max(gaps, key=lambda one: one.evidence, default=None)
    if top is None:
        return "no groups"
    counts = f"{top.ballot_share:.0%} of voters, {top.voices} of {top.all_voices}"
    return f"{top.evidence:,.1f} ({counts}), {top.level}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _groups(folder: Path) -> dict[int, str]:
    """The group of everyone whom Polis put into one."""
    rows = _rows(folder / "participants-votes.csv")
    return {int(row["participant"]): row["group-id"] for row in rows if row["group-id"]}


def _authors(folder: Path) -> list[int]:
    """Who wrote each statement that was not moderated out."""
    rows = _rows(folder / "comments.csv")
    return [int(row["author-id"]) for row in rows if row["moderated"] != "-1"]


def _answers(folder: Path) -> list[Weighed]:
    """The last vote of each person on each statement."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for row in _rows(folder / "votes.csv"):
        key = int(row["comment-id"]), int(row["voter-id"])
        vote = int(row["timestamp"]), int(row["vote"])
        if key not in last or vote[0] >= last[key][0]:
            last[key] = vote
    return [Weighed(one, who, vote) for (one, who), (_, vote) in last.items()]


if __name__ == "__main__":
    print(HEAD)
    for name in sys.argv[1:]:
        print(line(Path(name)))
