"""Collections: the documents of a judged set, as topics of a passing site.

A collection is a folder (or zip) of Markdown, imported as a wiki; or a JSON, JSON-lines or CSV
file, or a folder of them, with an object or row for each document: a name, a title, a text. As
with judged sets, other words for these are understood (FIELDS).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa

from benchmarks.search.judged import form, parsed
from core.clock import now
from core.db import db
from search.hits import Result
from wiki.importing.reading import key_of
from wiki.importing.storing import import_wiki
from wiki.importing.walking import files_of
from wiki.models import Topic

FIELDS = {
    "name": (
        *("id", "_id", "doc_id", "docid", "argument_id", "comment-id"),
        *("key", "path", "slug", "url", "name"),
    ),
    "title": ("title", "heading", "name", "question", "topic"),
    "text": ("text", "body", "content", "contents", "markdown", "comment-body", "html", "summary"),
}
ENDINGS = (".json", ".jsonl", ".csv")


def bring_in(collection: Path) -> None:
    """Make a topic of each document. Raises click.BadParameter with a sentence."""
    files = [] if _is_markdown(collection) else _files(collection)
    if not files:
        for path, why in import_wiki(collection).refused:
            click.echo(f"{path}: {why}", err=True)
        return
    root = collection.name
    found = [one for file in files for one in _documents(file)]
    if not found:
        raise click.BadParameter(f"There is no document in {collection}.")
    rows = [_topic(root, number, one) for number, one in enumerate(found, start=1)]
    db.session.execute(sa.insert(Topic), rows)
    db.session.commit()


def names_of(found: Iterable[Result]) -> list[set[str]]:
    """What a judged set may call each of these: title, address, or name in the collection."""
    found = list(found)
    ids = [one.id for one in found if one.kind == "topic"]
    wanted = sa.select(Topic.id, Topic.source).where(Topic.id.in_(ids))
    source: dict[int, str | None] = dict(db.session.execute(wanted).all())
    return [
        {form(name) for name in (one.title.striptags(), one.url, f"{one.kind}:{one.id}")}
        | (_names(source.get(one.id) or "") if one.kind == "topic" else set())
        for one in found
    ]


def expected(name: str) -> set[str]:
    """The forms in which a judged set's name of a document may be one of `names_of`."""
    name = name.partition("#")[0]
    return {form(name), form(key_of(name)), form(re.sub(r"\.\w{1,8}$", "", name))} - {""}


def known() -> set[str]:
    """Every name by which there is a topic."""
    rows = db.session.execute(sa.select(Topic.id, Topic.slug, Topic.title, Topic.source))
    return {
        name
        for id_, slug, title, source in rows
        for name in (form(title), form(f"/topics/{id_}-{slug}"), *_names(source or ""))
    }


def _names(source: str) -> set[str]:
    """A path with and without the collection's name, and its last part."""
    path = source.partition("/")[2] or "index"
    names = {path, key_of(path), source, key_of(source), key_of(path.rpartition("/")[2])}
    return {form(name) for name in names} - {""}


def _is_markdown(collection: Path) -> bool:
    return collection.is_dir() and any(one.file for one in files_of(collection))


def _files(collection: Path) -> list[Path]:
    if collection.is_file():
        return [collection] if collection.suffix.lower() in ENDINGS else []
    return [one for one in sorted(collection.rglob("*")) if one.suffix.lower() in ENDINGS]


def _documents(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if file.suffix.lower() == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as rows:
            yield from (("", row) for row in csv.DictReader(rows))
        return
    found = parsed(file)
    if isinstance(found, dict) and isinstance(found.get("documents"), dict | list):
        found = found["documents"]
    if isinstance(found, dict) and any(name in found for name in FIELDS["text"]):
        yield file.stem, found
        return
    pairs = found.items() if isinstance(found, dict) else (("", one) for one in found)
    for name, one in pairs:
        yield name, one if isinstance(one, dict) else {"text": one}


def _topic(root: str, number: int, document: tuple[str, Mapping[str, Any]]) -> dict[str, Any]:
    name, facts = document
    name = name or _said(facts, "name") or str(number)
    return {
        "slug": f"d{number}",
        "title": _said(facts, "title"),
        "text": _said(facts, "text"),
        "source": f"{root}/{name.strip('/')}",
        "changed_at": now(),
    }


def _said(facts: Mapping[str, Any], part: str) -> str:
    for name in FIELDS[part]:
        if facts.get(name) not in (None, ""):
            value = facts[name]
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return ""
