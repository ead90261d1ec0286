"""What stands before the text of a file: YAML between lines of dashes, or TOML between pluses."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from core.errors import Refused

LARGEST = 20_000  # characters
MOST_BRACKETS = 500  # reading what is nested deep takes seconds, and then fails
YAML = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)

Facts = dict[str, Any]


class _Plain(yaml.BaseLoader):
    """Every value is a text (“No” is a title), and nothing refers to another: no bombs."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def split(content: str) -> tuple[Facts, str]:
    """The facts and the text after them. Raises Refused when there are facts that do not read."""
    for pattern, read in ((YAML, _yaml), (TOML, tomllib.loads)):
        if found := pattern.match(content):
            written = found[1] or ""
            if len(written) > LARGEST or written.count("[") + written.count("{") > MOST_BRACKETS:
                raise Refused("has front matter that is too long or too deep")
            try:
                facts = read(written)
            except (yaml.YAMLError, ValueError, RecursionError):
                raise Refused("has front matter that cannot be read") from None
            return (facts if isinstance(facts, dict) else {}), content[found.end() :]
    return {}, content


def _yaml(written: str) -> Any:
    return yaml.load(written, Loader=_Plain)  # noqa: S506 — it makes texts, lists and maps only


def fact(facts: Facts, *names: str) -> str:
    """The first of these facts that is there, on one line; "" when none is."""
    for name in names:
        value = facts.get(name)
        if isinstance(value, str | int | float) and (line := " ".join(str(value).split())):
            return line
    return ""


def block(facts: Facts, name: str) -> str:
    """The fact with its lines as they are; "" when it is not there."""
    value = facts.get(name)
    return value.strip() if isinstance(value, str) else ""
