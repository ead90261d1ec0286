"""flask import-polis, import-forum."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ParamSpec

import click

from core.errors import Refused
from deliberation import importing
from deliberation.importing.items import Line

A_PATH = click.Path(path_type=Path)
P = ParamSpec("P")


def _placed(command: Callable[P, None]) -> Callable[P, None]:
    """With options that say where threads stand."""
    for name, meaning in (
        ("topic", "The topic it is about: number or slug."),
        ("room", "In which national room: slug or title."),
        ("region", "In which region’s forum: slug, code or name."),
        ("clp", "In which CLP’s forum: slug, code or name."),
    ):
        command = click.option(f"--{name}", default="", help=meaning)(command)
    return command


@click.command("import-polis")
@click.argument("folder", type=A_PATH)
@_placed
@click.option("--credit", default="", help="Words for the first post, as the licence asks.")
def import_polis(folder: Path, credit: str, **place: str) -> None:
    """Bring in a Polis export: statements as posts, votes as weighings and good points."""
    files = [folder / name for name in ("comments.csv", "votes.csv")]
    _run(
        importing.read_polis(folder, credit),
        f"polis:{folder.resolve().name}",
        importing.Place(**place),
        sum(file.stat().st_size for file in files if file.is_file()),
    )


@click.command("import-forum")
@click.argument("file", type=A_PATH)
@_placed
def import_forum(file: Path, **place: str) -> None:
    """Bring in threads, posts and good points from a file of JSON lines."""
    _run(
        importing.read_forum(file),
        f"forum:{file.name}",
        importing.Place(**place),
        file.stat().st_size if file.is_file() else 0,
        suffix=" (imported)",
    )


def _run(
    lines: Iterable[Line], source: str, place: importing.Place, size: int, suffix: str = ""
) -> None:
    def watched(read: Iterable[Line]) -> Iterator[Line]:
        """How far it is, for whoever waits at a terminal; a log or pipe is spared it."""
        hidden = not sys.stderr.isatty()
        with click.progressbar(
            length=size, label="Importing", file=sys.stderr, hidden=hidden
        ) as bar:
            for line in read:
                bar.update(line.bytes)
                yield line

    try:
        report = importing.bring_in(lines, source, place=place, suffix=suffix, progress=watched)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    for line in report.lines():
        click.echo(line)


COMMANDS = (import_polis, import_forum)
