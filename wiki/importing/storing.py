"""A folder of Markdown becomes topics: folders the structure, files the pages, links topic links.

A bad file never stops the rest and is never half stored. What has landed is committed some pages at
a time, so an import that is stopped keeps it; importing again goes on from there, changes what has
changed in the folder, and leaves alone what an editor has changed in the wiki since.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core import events
from core import text as texts
from core.db import db
from core.errors import Refused
from wiki import actions
from wiki.briefing.marked import TopicMarked
from wiki.importing import carrying, cleaning, reading, walking
from wiki.importing.arguing import argue
from wiki.importing.gathering import gather
from wiki.importing.listing import Spot
from wiki.importing.reading import Page
from wiki.importing.report import Report
from wiki.importing.unpacking import unpacked
from wiki.models import Place, Revision, Topic

IMPORTER = Viewer(grants=(Grant(Role.EDITOR, None),))
WHY = "Imported"
SUMMARY = 200  # characters, where a file gives none
AT_ONCE = 25  # pages of one transaction
T = TypeVar("T", Page, Spot)
Progress = Callable[[list[Any], str], Iterable[Any]]  # the items, and what is done with them


def import_wiki(folder: Path, progress: Progress = lambda items, _label: items) -> Report:
    """Bring the folder (or zip of one) in, under one topic named after it. Commits as it goes.

    Stopped by Ctrl-C it says so in its report. Raises Refused when there is no such folder or no
    Markdown in it.
    """
    report = Report()
    if folder.is_file() and zipfile.is_zipfile(folder):
        with unpacked(folder, report) as inside:
            _import(inside, report, progress)
    elif folder.is_dir():
        _import(folder, report, progress)
    else:
        raise Refused(f"There is no folder “{folder}”.")
    return report


def _import(folder: Path, report: Report, progress: Progress) -> None:
    found = list(walking.files_of(folder))
    if not found:
        raise Refused(f"There is no Markdown file in “{folder}”.")
    try:
        gathered = gather(progress(found, "Reading"), report)
        store = _Store(folder.resolve(), gathered.pages, report)
        store.each(progress(list(gathered.pages.values()), "Writing"), store.land)
        store.each(progress(store.unlinked, "Linking"), store.link)
        store.each(progress(gathered.spots, "Filing"), store.file)
    except KeyboardInterrupt:
        db.session.rollback()
        report.stop()


class _Store:
    """The topics of one folder, old and new, by key."""

    def __init__(self, folder: Path, pages: Mapping[str, Page], report: Report) -> None:
        self._folder = folder
        self._name = name = folder.name
        self._pages = pages
        self._report = report
        source = Topic.source.startswith(f"{name}/", autoescape=True)
        topics = db.session.execute(sa.select(Topic.source, Topic.id, Topic.slug).where(source))
        self._ids: dict[str, int] = {}
        self._urls: dict[str, str] = {}
        for topic in topics:
            self._know(str(topic.source).removeprefix(f"{name}/"), topic.id, topic.slug)
        self._old = frozenset(self._ids)
        self._edited = set(db.session.scalars(_EDITED.where(source)))
        self._files: dict[int, int] = {}  # attachments by their number where they came from
        self.unlinked: list[Page] = []  # with links to pages that had not landed yet

    def _know(self, key: str, topic_id: int, slug: str) -> None:
        self._ids[key] = topic_id
        self._urls[key] = f"/topics/{topic_id}-{slug}"
        if key in self._pages and self._pages[key].id:  # by which other files may link to it
            self._urls[f"topics/{self._pages[key].id}"] = self._urls[key]

    def each(self, items: Iterable[T], act: Callable[[T], None]) -> None:
        """Do it with each; what fails is undone alone and named. Commits some at a time."""
        for number, item in enumerate(items, start=1):
            try:
                with db.session.begin_nested():
                    act(item)
            except Refused as refused:
                self._report.refuse(item.path, refused.sentence)
            except (RecursionError, DBAPIError):
                self._report.refuse(item.path, "cannot be stored")
            if number % AT_ONCE == 0:
                self._keep()
        self._keep()

    def _keep(self) -> None:
        events.commit()
        self._report.keep()
        db.session.expunge_all()  # a long import holds no more in memory than a short one

    def land(self, page: Page) -> None:
        """Store the page, unless it is there already or an editor wrote other words."""
        if page.key in self._ids:
            self._change(page)
            return
        parent = page.key.rpartition("/")[0]
        if page.key and parent not in self._ids:
            raise Refused("stands in a folder that did not come in")
        words, dead = self._words(page)
        try:
            with db.session.begin_nested():
                self._add(page, words)
        except Refused as refused:
            if page.key and not any(key.startswith(f"{page.key}/") for key in self._pages):
                raise
            self._report.refuse(page.path, refused.sentence)
            words = dict.fromkeys(words, "") | {"title": words["title"]}
            self._add(replace(page, marked=TopicMarked()), words)  # for what stands in it
            return
        self._look_at_links(page, dead)

    def _add(self, page: Page, words: dict[str, str]) -> None:
        topic = actions.add_topic(
            **words,
            parent_id=self._ids[page.key.rpartition("/")[0]] if page.key else None,
            by=IMPORTER,
            label=page.label,
            source=f"{self._name}/{page.key}",
            why=WHY,
        )
        self._know(page.key, topic.id, topic.slug)
        self._report.added += 1
        self._carry(topic, page)
        if page.marked.files:
            text = {"text": self._words(page, told=True)[0]["text"]}
            actions.edit(topic, text, by=IMPORTER, base=topic.revision, why=WHY)

    def _carry(self, topic: Topic, page: Page) -> None:
        """Bring what stands with the topic's own words: files, sources, options, arguments."""
        marked, beside = page.marked, (self._folder / page.path).parent
        found, no_files = carrying.attach(topic, marked.files, beside, self._folder, by=IMPORTER)
        self._files |= found
        sources, no_sources = carrying.hold_sources(topic, marked.sources, by=IMPORTER)
        for one in (*no_files, *no_sources):
            self._report.note(page.path, one)
        self._report.argued += argue(
            topic, marked.options, sources, self._point, by=IMPORTER, why=WHY
        )

    def _point(self, text: str) -> str:
        return carrying.pointed(text, self._files)

    def _change(self, page: Page) -> None:
        if self._ids[page.key] in self._edited:
            self._report.note(page.path, "was changed in the wiki since, left as it is")
            self._report.same += 1
            return
        self._carry(self._topic(page), page)
        words, dead = self._words(page)
        saved = self._save(page, words)
        self._report.changed += saved
        self._report.same += not saved
        self._look_at_links(page, dead)

    def _topic(self, page: Page) -> Topic:
        return db.session.get_one(Topic, self._ids[page.key])

    def _save(self, page: Page, words: dict[str, str]) -> bool:
        topic = self._topic(page)
        saved = actions.edit(topic, words, by=IMPORTER, base=topic.revision, why=WHY)
        self._know(page.key, topic.id, topic.slug)
        return saved is not None

    def _look_at_links(self, page: Page, dead: list[str]) -> None:
        """Links that lead nowhere may do so only because their page has not landed yet."""
        never: list[str] = []
        if dead:
            every = (*self._pages, *(f"topics/{one.id}" for one in self._pages.values()))
            cleaning.link(page.text, page.path, dict.fromkeys(every, "/"), never)
        if set(dead) - set(never):
            self.unlinked.append(page)
        else:
            self._note_links(page, dead)

    def link(self, page: Page) -> None:
        """Write the page once more, now that the pages it leads to are there."""
        words, dead = self._words(page, told=True)
        self._save(page, words)
        self._note_links(page, dead)

    def _words(self, page: Page, *, told: bool = False) -> tuple[dict[str, str], list[str]]:
        """The words of the topic, and which of its links lead nowhere."""
        taken_out: Counter[str] = Counter()
        dead: list[str] = []
        text = self._point(page.text) if page.id else cleaning.clean(page.text, taken_out)
        text = cleaning.link(text, page.path, self._urls, dead)
        gone = [f"{what} taken out: {count}" for what, count in taken_out.items() if count]
        if gone and not told:
            self._report.note(page.path, "; ".join(gone))
        first = texts.plain(text.split("\n\n", 1)[0][: 10 * SUMMARY]) if text else ""
        words = {
            **page.words,
            "title": page.title or reading.name_of(self._name),
            "summary": texts.excerpt(page.summary or first, SUMMARY),
            "text": text,
        }
        return words, dead

    def _note_links(self, page: Page, dead: list[str]) -> None:
        within = sum(target.startswith("#") for target in dead)
        if within:
            self._report.note(page.path, f"links within the page taken out: {within}")
        nowhere = dict.fromkeys(target for target in dead if not target.startswith("#"))
        if nowhere:
            self._report.note(page.path, f"links that lead nowhere here: {', '.join(nowhere)}")

    def file(self, spot: Spot) -> None:
        """Let the page stand under another too, unless it does."""
        key, under = self._known(spot.key), self._known(spot.under)
        topic = db.session.get_one(Topic, self._ids[key])
        parent_id = self._ids[under]
        there = sa.exists().where(Place.child_id == topic.id, Place.parent_id == parent_id)
        if not db.session.scalar(sa.select(there)):
            actions.place(topic, parent_id, spot.label, by=IMPORTER, why=WHY)
            self._report.placed += 1

    def _known(self, key: str) -> str:
        """The key of a page that came in; its path may begin with the name of the whole folder."""
        inside = f"{key}/".removeprefix(f"{self._name.lower()}/").rstrip("/")
        for one in (key, inside):
            if one in self._ids:
                return one
        raise Refused(f"names a page that did not come in: {key}")


_EDITED = (
    sa.select(Revision.subject_id)
    .join(Topic, Topic.id == Revision.subject_id)
    .where(
        Revision.subject_kind == "topic",
        Revision.number == Topic.revision,
        Revision.why != WHY,
    )
)
