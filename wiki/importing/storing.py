"""A folder of Markdown becomes topics: folders the structure, files the pages, links topic links.

A bad file never stops the rest and is never half stored. Importing a folder again changes what has
changed in it, and leaves alone what an editor has changed in the wiki since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core import events
from core import text as texts
from core.db import db
from core.errors import Refused
from wiki import actions, rules
from wiki.importing import cleaning, reading
from wiki.models import Revision, Topic

IMPORTER = Viewer(grants=(Grant(Role.EDITOR, None),))
WHY = "Imported"
SUMMARY = 200  # characters, where a file gives none
LONGER = 80  # characters by which a link may grow


@dataclass(slots=True)
class Report:
    """What an import did: counts, and what was changed in each file or why it was refused."""

    added: int = 0
    changed: int = 0
    same: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        yield (
            f"{self.added} topics added, {self.changed} changed, {self.same} already as in the "
            f"folder, {len(self.refused)} refused"
        )
        for path, note in self.notes:
            yield f"{path}: {note}"
        for path, why in self.refused:
            yield f"{path} refused: {why}"


Item = tuple[str, "Path | str"]
Progress = Callable[[list[Item]], Iterable[Item]]


def import_wiki(folder: Path, progress: Progress = lambda items: items) -> Report:
    """Bring the folder in, under one topic named after it. Commits.

    Raises Refused when there is no such folder or no Markdown in it.
    """
    if not folder.is_dir():
        raise Refused(f"There is no folder “{folder}”.")
    items = list(reading.files_of(folder))
    if not items:
        raise Refused(f"There is no Markdown file in “{folder}”.")
    report = Report()
    pages = _read(progress(items), report)
    store = _Store(folder.resolve().name, report)
    for page in pages.values():
        store.find_or_add(page)
    for page in pages.values():
        store.write(page)
    events.commit()
    return report


def _read(items: Iterable[Item], report: Report) -> dict[str, reading.Page]:
    """The pages that can be taken in, by key, folders before what is in them."""
    pages: dict[str, reading.Page] = {}
    for path, file in items:
        try:
            page = _checked(reading.read(path, file)) if isinstance(file, Path) else _refuse(file)
            if page.key in pages:
                raise Refused(f"has the same address as {pages[page.key].path}")
        except Refused as refused:
            report.refused.append((path, refused.sentence))
            continue
        pages[page.key] = page
    for key in list(pages):
        _add_folders(key, pages)
    return {key: pages[key] for key in sorted(pages, key=_depth)}


def _depth(key: str) -> tuple[bool, int, str]:
    return key != "", key.count("/"), key


def _refuse(why: str) -> reading.Page:
    raise Refused(why)


def _checked(page: reading.Page) -> reading.Page:
    """Refuse here what saving would refuse, so that nothing is stored by half."""
    longest = len(page.text) + LONGER * page.text.count("](")
    if longest > rules.LONGEST_TEXT:
        raise Refused(f"has {len(page.text):,} characters; the most is {rules.LONGEST_TEXT:,}")
    return page


def _add_folders(key: str, pages: dict[str, reading.Page]) -> None:
    """A folder without an index is a topic with no text of its own."""
    while key:
        key = key.rpartition("/")[0]
        if key not in pages:
            pages[key] = reading.Page(f"{key}/", key, reading.name_of(key) if key else "", "", "")


class _Store:
    """The topics of one folder, old and new, by key."""

    def __init__(self, name: str, report: Report) -> None:
        self._name = name
        self._report = report
        source = f"{name}/"
        rows = db.session.scalars(
            sa.select(Topic).where(Topic.source.startswith(source, autoescape=True))
        )
        self._topics = {(topic.source or "").removeprefix(source): topic for topic in rows}
        self._old = frozenset(self._topics)
        self._edited = set(
            db.session.scalars(
                sa.select(Revision.subject_id)
                .join(Topic, Topic.id == Revision.subject_id)
                .where(
                    Revision.subject_kind == "topic",
                    Revision.number == Topic.revision,
                    Revision.why != WHY,
                    Topic.source.startswith(source, autoescape=True),
                )
            )
        )

    def find_or_add(self, page: reading.Page) -> None:
        """See that the page has a topic, in its place; the words come when all have an address."""
        if page.key in self._topics:
            return
        parent = self._topics[page.key.rpartition("/")[0]] if page.key else None
        title = page.title or reading.name_of(self._name)
        self._topics[page.key] = actions.add_topic(
            title,
            parent_id=parent.id if parent else None,
            by=IMPORTER,
            source=f"{self._name}/{page.key}",
            why=WHY,
        )

    def write(self, page: reading.Page) -> None:
        """Save the words of the page unless they are there already, or an editor wrote others."""
        topic = self._topics[page.key]
        if topic.id in self._edited:
            self._report.notes.append((page.path, "was changed in the wiki since, left as it is"))
            self._report.same += 1
            return
        words = self._words(page)
        saved = actions.edit(topic, words, by=IMPORTER, base=topic.revision, why=WHY)
        is_new = page.key not in self._old
        self._report.added += is_new
        self._report.changed += bool(saved) and not is_new
        self._report.same += not saved and not is_new

    def _words(self, page: reading.Page) -> dict[str, str]:
        taken_out: Counter[str] = Counter()
        dead: list[str] = []
        text = cleaning.clean(page.text, taken_out)
        text = cleaning.link(text, page.path, self._urls(), dead)
        self._note(page, taken_out, dead)
        first = texts.plain(text.split("\n\n", 1)[0]) if text else ""
        return {
            "title": page.title or reading.name_of(self._name),
            "summary": texts.excerpt(page.summary or first, SUMMARY),
            "text": text,
        }

    def _urls(self) -> dict[str, str]:
        return {key: topic.url for key, topic in self._topics.items()}

    def _note(self, page: reading.Page, taken_out: Counter[str], dead: list[str]) -> None:
        parts = [f"{what} taken out: {count}" for what, count in taken_out.items() if count]
        within = sum(target.startswith("#") for target in dead)
        if within:
            parts.append(f"links within the page taken out: {within}")
        nowhere = dict.fromkeys(target for target in dead if not target.startswith("#"))
        if nowhere:
            parts.append(f"links that lead nowhere here: {', '.join(nowhere)}")
        if parts:
            self._report.notes.append((page.path, "; ".join(parts)))
