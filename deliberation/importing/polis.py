"""What Polis exports: a folder of comments.csv, votes.csv and summary.csv.

Statements become posts, oldest first; votes become weighings, and agreeing with what somebody else
said a good point. A vote may have been changed, so only the last one of a person on a statement
counts. Both files are sorted in a passing database
on disk, so that memory does not grow with them.
"""

from __future__ import annotations

import csv
import itertools
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Refused
from deliberation.importing.items import (
    EndorsementItem,
    Line,
    Person,
    PostItem,
    ThreadItem,
    WeighingItem,
)
from deliberation.importing.lines import raw_lines, time_of_ms
from deliberation.importing.table import Row, rows
from deliberation.rules import LONGEST_TITLE
from deliberation.rules.weighing import Answer

COMMENTS = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
VOTES = ("timestamp", "comment-id", "voter-id", "vote")
ORGANISER = Person(name="Polis organiser")
THREAD = "conversation"
MODERATED_OUT = "moderated out in Polis"
ANSWERS = {1: Answer.AGREE, 0: Answer.UNSURE, -1: Answer.DISAGREE}
_TABLES = """
CREATE TABLE statement (line, size, id PRIMARY KEY, at, author, hidden, words) WITHOUT ROWID;
CREATE TABLE vote (line, size, statement, voter, at, vote, PRIMARY KEY (statement, voter))
WITHOUT ROWID;
-- Polis lets everybody agree with their own statement; nobody’s own post is a good point here.
CREATE VIEW counted AS
SELECT * FROM vote WHERE voter IS NOT (SELECT author FROM statement WHERE id = vote.statement);
"""


def read_polis(folder: Path, credit: str = "") -> Iterator[Line]:
    """The conversation as a thread: statements as its posts, then the last votes.

    `credit` stands below the description in the first post, as the licence of the data may ask.
    Raises Refused when the folder holds no statements.
    """
    if not folder.is_dir():
        raise Refused(f"There is no folder “{folder}”.")
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as passing:
        sorted_ = sqlite3.connect(passing.name, isolation_level=None)
        try:
            sorted_.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
            sorted_.execute("BEGIN")
            yield from _sort(folder / "comments.csv", COMMENTS, _statement, sorted_)
            if (folder / "votes.csv").exists():
                yield from _sort(folder / "votes.csv", VOTES, _vote, sorted_)
            yield from _thread(folder, credit, sorted_)
            yield from _posts(sorted_)
            yield from _good_points(sorted_)
            yield from _weighings(sorted_)
        finally:
            sorted_.close()


def _sort(
    path: Path,
    columns: tuple[str, ...],
    keep: Callable[[Row, sqlite3.Connection], None],
    sorted_: sqlite3.Connection,
) -> Iterator[Line]:
    """Put the rows into the passing database; only what is refused is handed on."""
    for row in rows(path, columns):
        try:
            if row.refused:
                raise Refused(row.refused)
            keep(row, sorted_)
        except Refused as refused:
            yield Line(row.number, row.bytes, refused=refused.sentence, file=path.name)


def _statement(row: Row, sorted_: sqlite3.Connection) -> None:
    id_, author, words = _number(row, "comment-id"), _number(row, "author-id"), _words(row)
    hidden = row.fields["moderated"].strip() == "-1"
    try:
        sorted_.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.number, row.bytes, id_, _ms(row), author, hidden, words),
        )
    except sqlite3.IntegrityError:
        raise Refused(f"the comment-id {id_} stands there twice") from None


def _words(row: Row) -> str:
    words = row.fields["comment-body"].replace("\x00", "").strip()
    if not words:
        raise Refused("the comment-body is empty")
    return words


def _vote(row: Row, sorted_: sqlite3.Connection) -> None:
    vote = row.fields["vote"].strip()
    if vote not in {"1", "0", "-1"}:
        raise Refused(f"the vote “{vote[:40]}” is none of 1, 0 and -1")
    facts = (_number(row, "comment-id"), _number(row, "voter-id"), _ms(row), int(vote))
    sorted_.execute(
        "INSERT INTO vote VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET line = excluded.line,"
        " at = excluded.at, vote = excluded.vote WHERE excluded.at >= at",
        (row.number, row.bytes, *facts),
    )


def _ms(row: Row) -> int:
    return int(time_of_ms(row.fields["timestamp"]).timestamp() * 1000)


def _number(row: Row, column: str) -> int:
    text = row.fields[column].strip()
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 — digits
        raise Refused(f"the {column} “{text[:40]}” is no number")
    return int(text)


def _thread(folder: Path, credit: str, sorted_: sqlite3.Connection) -> Iterator[Line]:
    first = sorted_.execute("SELECT min(at) FROM statement").fetchone()[0]
    if first is None:
        raise Refused("There is no statement in comments.csv that could come in.")
    facts = _summary(folder / "summary.csv")
    title = " ".join(facts.get("topic", "").split()) or folder.resolve().name.replace("-", " ")
    told = "Statements from a conversation held with Polis."
    if facts.get("url", "").startswith("https://"):
        told = f"Statements from a conversation held with Polis: <{facts['url'].strip()}>."
    words = [facts.get("conversation-description", "").strip(), told, credit.strip()]
    post = PostItem(
        id=THREAD,
        thread=THREAD,
        author=ORGANISER,
        at=_time(first),
        text="\n\n".join(filter(None, words)),
    )
    yield Line(1, 0, ThreadItem(title[:LONGEST_TITLE], post), file="summary.csv")


def _summary(path: Path) -> dict[str, str]:
    """The facts of the conversation; none when the file is not there or cannot be read."""
    if not path.exists():
        return {}
    lines = (f"{raw.text}\n" for raw in raw_lines(path) if not raw.refused)
    try:
        found = [row for row in itertools.islice(csv.reader(lines), 100) if len(row) > 1]
    except csv.Error:
        return {}
    return {name: value.replace("\x00", "") for name, value, *_rest in found}


def _posts(sorted_: sqlite3.Connection) -> Iterator[Line]:
    for line, size, id_, at, author, hidden, words in sorted_.execute(
        "SELECT line, size, id, at, author, hidden, words FROM statement ORDER BY at, id"
    ):
        post = PostItem(
            id=str(id_),
            thread=THREAD,
            author=participant(author),
            at=_time(at),
            text=words,
            hidden=MODERATED_OUT if hidden else "",
        )
        yield Line(line, size, post, file="comments.csv")


def _good_points(sorted_: sqlite3.Connection) -> Iterator[Line]:
    for line, statement, voter in sorted_.execute(
        "SELECT line, statement, voter FROM counted"
        " WHERE vote = 1 AND statement IN (SELECT id FROM statement) ORDER BY statement, voter"
    ):
        found = EndorsementItem(str(statement), participant(voter))
        yield Line(line, 0, found, file="votes.csv")


def _weighings(sorted_: sqlite3.Connection) -> Iterator[Line]:
    for line, size, statement, voter, at, vote in sorted_.execute(
        "SELECT line, size, statement, voter, at, vote FROM vote ORDER BY statement, voter"
    ):
        found = WeighingItem(str(statement), participant(voter), ANSWERS[vote], _time(at))
        yield Line(line, size, found, file="votes.csv")


def participant(number: int) -> Person:
    """What Polis calls a person."""
    return Person(name=f"Participant {number}")


def _time(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
