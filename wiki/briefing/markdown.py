"""A branch as a zip of Markdown files with front matter, which `flask import-wiki` takes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from core.clock import now
from core.text import slugify
from core.web import settings
from wiki.briefing import marking
from wiki.briefing.marked import written
from wiki.briefing.paper import IN_MEMORY
from wiki.models.topics import BETWEEN
from wiki.queries.branches import Branch, TopicPrinted, topics_printed
from wiki.rules.briefings import Entry, printed

LONGEST_PATH = 150  # characters; Windows takes 260 with the folder it is unpacked into
LONGEST_NAME = 32
# Names that Windows keeps for its devices, whatever ending they have.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def zipped(branch: Branch) -> IO[bytes]:
    """The branch as a zip of Markdown files, from its beginning. The caller closes it."""
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    paths = paths_of(branch.entries)
    places = _places(branch.entries, paths)
    made = now().timetuple()[:6]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for one in topics_printed(printed(branch.entries), whole=True):
            path = paths[one.entry.topic_id]
            _add(archive, path, page_of(one, places.get(one.topic.id, [])).encode(), made)
            for name, content in marking.contents(one.topic.id):
                _add(archive, f"{path.removesuffix('index.md')}{name}", content, made)
    file.seek(0)
    return file


def _add(archive: ZipFile, path: str, content: bytes, made: tuple[int, ...]) -> None:
    info = ZipInfo(path, made[:6])  # type: ignore[arg-type]
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


def page_of(one: TopicPrinted, places: Sequence[Mapping[str, str]]) -> str:
    """One topic as a file. 5 statements."""
    facts = yaml.safe_dump(_facts(one, places), allow_unicode=True, sort_keys=False, width=100_000)
    return f"---\n{facts}---\n\n{written(marking.marked(one))}"


def _facts(one: TopicPrinted, places: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    topic = one.topic
    facts = {
        "id": topic.id,
        "title": topic.title,
        "label": one.entry.title if one.entry.title != topic.title else "",
        "question": topic.question,
        "summary": topic.summary,
        "agreed": topic.agreed,
        "disputed": topic.disputed,
        "trails": [BETWEEN.join(step["title"] for step in trail) for trail in topic.trails],
        "places": [dict(place) for place in places],
        "revision": topic.revision,
        "date": topic.changed_at.date().isoformat(),
        "address": f"{settings().site_url}/topics/{topic.id}",
    }
    return {name: fact for name, fact in facts.items() if fact not in ("", [])}


def paths_of(entries: Sequence[Entry]) -> dict[int, str]:
    """The file of each topic: folders as in the branch, in its order, safe on every system."""
    folders: dict[str, str] = {}
    paths: dict[int, str] = {}
    for entry in printed(entries):
        above, _, position = entry.number.rpartition(".")
        folder = folders[above] + "/" if entry.number else ""
        name = name_of(position, entry.title)
        if len(folder) + len(name) > LONGEST_PATH:
            name = position
        folders[entry.number] = f"{folder}{name}"
        paths[entry.topic_id] = f"{folder}{name}/index.md"
    return paths


def name_of(position: str, title: str) -> str:
    """A folder's name: its position, so that order is kept, and words of the title."""
    slug = slugify(title)[:LONGEST_NAME].strip("-")
    if position:
        return f"{int(position):02d}-{slug}"
    return f"{slug}-topic" if slug in DEVICES else slug


def _places(entries: Sequence[Entry], paths: Mapping[int, str]) -> dict[int, list[dict[str, str]]]:
    """The other places of each topic in this branch: under which file, and its label there."""
    at = {entry.number: entry.topic_id for entry in entries if entry.is_printed}
    places: dict[int, list[dict[str, str]]] = defaultdict(list)
    for entry in entries:
        if entry.printed_at is not None:
            under = paths[at[entry.number.rpartition(".")[0]]]
            places[entry.topic_id].append({"under": under, "label": entry.title})
    return places
