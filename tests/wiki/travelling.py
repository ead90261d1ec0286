"""A small wiki written to files: what the tests of export and loading share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from accounts.access import Viewer
from core.db import db
from tests import make, scenes
from tests.wiki.conftest import EDITOR, add_football
from wiki import actions, exchange

_kept: dict[str, bytes] = {}  # written once in a test process


def files(folder: Path) -> Path:
    """A whole file and a public one; the database is empty."""
    if not _kept:
        _write(make.cast(), folder)
        _kept.update({file.name: file.read_bytes() for file in folder.iterdir()})
    for name, content in _kept.items():
        (folder / name).write_bytes(content)
    return folder / "wiki.jsonl"


def _write(cast: make.Cast, folder: Path) -> None:
    """Ada is named, Bola is not, one option is hidden."""
    topic = add_football()
    hidden = actions.add_option(topic, "Close the pitches", "HIDDEN", by=EDITOR)
    option = actions.add_option(topic, "Two hours a week", by=EDITOR, author_id=cast.ada)
    actions.add_argument(hidden, "for", "Said on what is HIDDEN", by=EDITOR)
    actions.add_argument(
        option, "for", "Children learn", by=EDITOR, author_id=cast.bola, named=False
    )
    suggestion = actions.suggest(
        "option", title="Taken back", topic=topic, by=Viewer(id=cast.bola), named=False
    )
    actions.withdraw(suggestion, by=Viewer(id=cast.bola))
    hidden.hidden_at = datetime(2025, 1, 1, tzinfo=UTC)
    db.session.commit()
    exchange.export(folder / "wiki.jsonl")
    exchange.export(folder / "public.jsonl", only_public=True)
    scenes.empty()
