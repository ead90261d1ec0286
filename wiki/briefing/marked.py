"""The options of a topic in a Markdown file: plain to read, and read back without loss. Pure.

A part begins with a comment that says what it is; Markdown readers do not show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MARK = re.compile(r"^<!-- folkmoot: ([a-z]+(?: [a-z]+)*) -->$", re.MULTILINE)
_LIKE_MARK = re.compile(r"^(\\*)(?=<!-- folkmoot:)", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(\\*<!-- folkmoot:)", re.MULTILINE)


@dataclass(slots=True)
class ArgumentMarked:
    """One argument as a file holds it."""

    side: str
    claim: str
    text: str = ""
    sources: list[str] = field(default_factory=list)
    credit: str = ""  # for people; nobody is made an author by a file


@dataclass(slots=True)
class OptionMarked:
    """One option with its arguments, in order."""

    title: str
    text: str = ""
    credit: str = ""
    arguments: list[ArgumentMarked] = field(default_factory=list)


def written(text: str, options: Sequence[OptionMarked]) -> str:
    """A topic's text followed by its options."""
    parts = [_escaped(text), *(part for option in options for part in _option(option))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _option(option: OptionMarked) -> Iterator[str]:
    yield _part("option", f"## {option.title}", _escaped(option.text))
    if option.credit:
        yield _part("credit", f"*Proposed by {option.credit}*")
    for side in ("for", "against"):
        chosen = [argument for argument in option.arguments if argument.side == side]
        if chosen:
            yield _part("side", f"### Arguments {side}")
        for argument in chosen:
            yield from _argument(argument)


def _argument(argument: ArgumentMarked) -> Iterator[str]:
    yield _part(f"argument {argument.side}", f"#### {argument.claim}", _escaped(argument.text))
    if argument.sources:
        yield _part("sources", "\n".join(f"- {source}" for source in argument.sources))
    if argument.credit:
        yield _part("credit", f"*From {argument.credit}*")


def _part(kind: str, *lines: str) -> str:
    return "\n".join([f"<!-- folkmoot: {kind} -->", "\n\n".join(line for line in lines if line)])


def _escaped(text: str) -> str:
    """Lines that look like ours get a backslash before them."""
    return _LIKE_MARK.sub(r"\1\\", text)


def read(content: str) -> tuple[str, list[OptionMarked]]:
    """A topic's text and its options, as `written` wrote them; unknown parts are left out."""
    text, *parts = MARK.split(content)
    options: list[OptionMarked] = []
    for kind, part in zip(parts[::2], parts[1::2], strict=True):
        _take(kind, part.strip("\n"), options)
    return _plain(text.strip("\n")), options


def _take(kind: str, part: str, options: list[OptionMarked]) -> None:
    heading, _, rest = part.partition("\n")
    title, text = heading.lstrip("#").strip(), _plain(rest.strip("\n"))
    if kind == "option":
        options.append(OptionMarked(title, text))
        return
    arguments = options[-1].arguments if options else []
    if kind in {"argument for", "argument against"} and options:
        arguments.append(ArgumentMarked(kind.removeprefix("argument "), title, text))
    elif kind == "sources" and arguments:
        arguments[-1].sources = [line.removeprefix("- ") for line in part.split("\n") if line]


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
