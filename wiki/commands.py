"""flask import-wiki, export-wiki, load-wiki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from core.errors import Refused
from wiki import exchange, importing

A_PATH = click.Path(path_type=Path)


@click.command("import-wiki")
@click.argument("folder", type=A_PATH)
def import_wiki(folder: Path) -> None:
    """Bring in a folder of Markdown files as topics; folders become the structure."""
    try:
        report = importing.import_wiki(folder, _bar)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    for line in report.lines():
        click.echo(line)


def _bar(items: list[tuple[str, Path | str]]) -> Iterator[tuple[str, Path | str]]:
    shown: Iterable[tuple[str, Path | str]]
    with click.progressbar(items, label="Importing") as shown:
        yield from shown


@click.command("export-wiki")
@click.argument("file", type=A_PATH)
@click.option("--public", is_flag=True, help="Only what everyone may read; authors as names.")
def export_wiki(file: Path, *, public: bool) -> None:
    """Write the whole wiki with its history as JSON lines; a name in .gz is zipped."""

    def watched(written: Iterable[str], count: int) -> Iterator[str]:
        with click.progressbar(written, length=count, label="Exporting") as shown:
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
        with click.progressbar(said, length=count + 1, label="Loading") as shown:
            yield from shown

    try:
        counts = exchange.load(file, watched)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. Nothing was loaded.") from None
    for table, count in counts.items():
        click.echo(f"{count:,} of {table}")


COMMANDS = (import_wiki, export_wiki, load_wiki)
