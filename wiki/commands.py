"""flask import-wiki, export-wiki, load-wiki, render-texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import click

from core import events, jobs
from core.errors import Refused
from wiki import exchange, importing

T = TypeVar("T")
A_PATH = click.Path(path_type=Path)


@click.command("import-wiki")
@click.argument("folder", type=A_PATH)
def import_wiki(folder: Path) -> None:
    """Bring in a folder (or zip) of Markdown files as topics; folders become the structure."""
    try:
        report = importing.import_wiki(folder, _bar)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    for line in report.lines():
        click.echo(line)


def _shown(items: Iterable[T], label: str, count: int) -> AbstractContextManager[Iterable[T]]:
    """How far it is, for whoever waits at a terminal; a log or pipe is spared it."""
    hidden = not sys.stderr.isatty()
    return click.progressbar(items, count, label, file=sys.stderr, hidden=hidden)


def _bar(items: list[Any], label: str) -> Iterator[Any]:
    with _shown(items, label, len(items)) as shown:
        yield from shown


@click.command("export-wiki")
@click.argument("file", type=A_PATH)
@click.option("--public", is_flag=True, help="Only what everyone may read; authors as names.")
def export_wiki(file: Path, *, public: bool) -> None:
    """Write the whole wiki with its history as JSON lines; a name in .gz is zipped."""

    def watched(written: Iterable[str], count: int) -> Iterator[str]:
        with _shown(written, "Exporting", count) as shown:
            yield from shown

    try:
        count = exchange.export(file, only_public=public, progress=watched)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
    click.echo(f"{count:,} rows written to {file}")


@click.command("load-wiki")
@click.argument("file", type=A_PATH)
def load_wiki(file: Path) -> None:
    """Bring in what export-wiki wrote, into an empty wiki: all of it or nothing."""

    def watched(said: Iterable[str], count: int) -> Iterator[str]:
        with _shown(said, "Loading", count + 1) as shown:
            yield from shown

    try:
        counts = exchange.load(file, watched)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. Nothing was loaded.") from None
    for table, count in counts.items():
        click.echo(f"{count:,} of {table}")


@click.command("render-texts")
def render_texts() -> None:
    """Have the worker render every text of the wiki anew, after an upgrade that says so."""
    jobs.later("wiki.render")
    events.commit()
    click.echo("The worker renders them, some at a time. flask work does it now.")


COMMANDS = (import_wiki, export_wiki, load_wiki, render_texts)
