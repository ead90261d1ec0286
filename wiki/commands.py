"""flask import-wiki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from core.errors import Refused
from wiki import importing


@click.command("import-wiki")
@click.argument("folder", type=click.Path(path_type=Path))
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


COMMANDS = (import_wiki,)
