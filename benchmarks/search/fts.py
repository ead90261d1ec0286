"""What the same documents and questions cost in SQLite's FTS5, our yardstick.

Only the best twenty are asked for: no counts, no facets, and rights only where there is a filter.
A misspelt word is looked for among words that share most of its trigrams.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.search.questions import READERS, Question
from search.analysis import WORD
from search.backend import Document
from search.facets import seconds_of
from search.spelling import typos_between

AT_ONCE = 1_000
PAGE = 20
PLAIN = "SELECT rowid FROM d WHERE d MATCH ? ORDER BY bm25(d, 3.0, 1.0), rowid LIMIT ?"


class Fts5:
    """A full-text table with prefixes of 2 to 4 letters, a table of facts, and one of words."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        self.database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000;"
            "CREATE VIRTUAL TABLE IF NOT EXISTS d USING"
            " fts5(title, text, tokenize = 'porter unicode61', prefix = '2 3 4');"
            "CREATE TABLE IF NOT EXISTS facts"
            " (id INTEGER PRIMARY KEY, topic INT, readers TEXT, at INT);"
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(word, tokenize = 'trigram');"
        )

    def fill(self, documents: Iterable[Document]) -> None:
        """Take them in, in transactions of a thousand."""
        rows, facts, words = [], [], set()
        for document in documents:
            rows.append((document.id, document.title, document.text))
            facts.append((document.id, document.topic, document.readers, document.seconds))
            words.update(WORD.findall(document.text))
            if len(rows) == AT_ONCE:
                self._store(rows, facts)
                rows, facts = [], []
        self._store(rows, facts)
        self.database.executemany("INSERT INTO words VALUES (?)", ((w,) for w in sorted(words)))
        self.database.commit()

    def words(self, text: str, most: int) -> list[int]:
        """The best for what somebody typed: what holds all its words, then what holds any."""
        words = [f'"{word}"' for word in WORD.findall(text)]
        found: dict[int, None] = {}
        for match in (" ".join(words), " OR ".join(words)) if words else ():
            rows = self.database.execute(PLAIN, [match, most])
            found.update((row[0], None) for row in rows)
        return list(found)[:most]

    def ask(self, question: Question) -> list[int]:
        """The best twenty."""
        return list(self._asked(question))

    def _asked(self, question: Question) -> Iterator[int]:
        ranked = "SELECT d.rowid FROM d WHERE d MATCH ? ORDER BY bm25(d, 3.0, 1.0) LIMIT 20"
        among = f"facts.readers IN ({', '.join('?' * len(READERS))})"
        joined = "SELECT d.rowid FROM d JOIN facts ON facts.id = d.rowid WHERE d MATCH ? AND"
        match, values = _match(question), sorted(READERS)
        if question.kind == "filtered":
            topics = sorted(question.search.filters.topics or ())
            since = seconds_of(question.search.filters.since)  # type: ignore[arg-type]
            sql = f"{joined} {among} AND facts.topic BETWEEN ? AND ? AND facts.at >= ?"
            sql += " ORDER BY bm25(d, 3.0, 1.0) LIMIT 20"
            rows = self.database.execute(sql, [match, *values, topics[0], topics[-1], since])
        elif question.kind == "newest":
            sql = f"{joined} {among} ORDER BY facts.at DESC LIMIT 20"
            rows = self.database.execute(sql, [match, *values])
        else:
            match = " OR ".join(self._near(question.words[0])) if question.meant else match
            rows = self.database.execute(ranked, [match])
        return (row[0] for row in rows)

    def _near(self, word: str) -> Iterator[str]:
        """The word, and words of the dictionary that differ in one letter."""
        yield f'"{word}"'
        grams = " OR ".join(f'"{word[at : at + 3]}"' for at in range(len(word) - 2))
        sql = "SELECT word FROM words WHERE words MATCH ? ORDER BY rank LIMIT 50"
        for (other,) in self.database.execute(sql, [grams]):
            if typos_between(word, other) == 1:
                yield f'"{other}"'

    def _store(
        self, rows: list[tuple[int, str, str]], facts: list[tuple[int, int, str, int]]
    ) -> None:
        self.database.executemany("INSERT INTO d (rowid, title, text) VALUES (?, ?, ?)", rows)
        self.database.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
        self.database.commit()


def _match(question: Question) -> str:
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    if question.kind == "prefix":
        return f"{question.words[0]}*"
    return " ".join(f'"{word}"' for word in question.words)
