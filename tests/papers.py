"""The tables in the papers that are made from the code. `bin/docs` writes them, a test compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

import app
from config import Settings
from tests.tree import ROOT

# Flask's own commands, described by Flask.
BUILT_IN = {"routes", "run", "shell"}
KINDS = {str: "text", int: "number", bool: "true or false", float: "number"}


def settings_table() -> str:
    """Each setting: name in the environment, kind, default, meaning."""
    rows = [
        f"| `FOLKMOOT_{option.name.upper()}` | {KINDS[type(option.default)]} "
        f"| {_default(option.default)} | {option.metadata['meaning']} |"
        for option in fields(Settings)
    ]
    return "\n".join(["| setting | kind | default | meaning |", "|---|---|---|---|", *rows])


def _default(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{value}`" if value != "" else "(empty)"


def commands_table() -> str:
    """Each command with its usage and what it does."""
    group = app.create_app(environment="testing").cli
    rows = [f"| `flask {usage}` | {meaning} |" for usage, meaning in sorted(_commands(group))]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        if not prefix and (name in BUILT_IN or name == "db"):
            continue
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            usage = " ".join([f"{prefix}{name}", *_parameters(command)])
            yield (
                usage.replace("|", "\\|"),
                (command.help or "").strip().partition("\n\n")[0].replace("\n", " "),
            )


def _parameters(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            flag = max(parameter.opts, key=len)
            yield (
                f"[{flag}]" if parameter.is_flag else f"[{flag} {parameter.make_metavar(_context)}]"
            )
        else:
            yield parameter.make_metavar(_context)


_context = click.Context(click.Command("flask"))

MADE: dict[str, Callable[[], str]] = {
    "docs/operate/settings.md": settings_table,
    "docs/operate/commands.md": commands_table,
}

_PLACE = re.compile(r"(?s)(<!-- made by bin/docs -->\n).*?(<!-- end -->)")


def written(paper: str) -> str:
    """The paper as it should be: its own words, and the table made from the code."""
    text = (ROOT / paper).read_text()
    return _PLACE.sub(lambda found: f"{found[1]}\n{MADE[paper]()}\n\n{found[2]}", text)


if __name__ == "__main__":
    for name in MADE:
        Path(ROOT / name).write_text(written(name))
