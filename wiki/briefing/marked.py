"""A topic in a Markdown file: plain to read, and read back without loss. Pure.

A part begins with a comment that says what it is; Markdown readers do not show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LIKE_MARK = re.compile(r"^(\\*)(?=<!-- folkmoot:)", re.MULTILINE)
_LIKE_NUMBER = re.compile(r"^(\\*)(?=\[\d+\] )")
SOURCE_FACTS = {
    "publisher": "published by",
    "published_on": "date",
    "url": "address",
    "archived_url": "archived copy",
    "listed": "listed with the topic",
}


@dataclass(slots=True)
class ArgumentMarked:
    """One argument as a file holds it."""

    side: str
    claim: str
    text: str = ""
    sources: list[str] = field(default_factory=list)
    cites: dict[str, int] = field(default_factory=dict)  # which source of the topic a line means
    credit: str = ""  # for people; nobody is made an author by a file


@dataclass(slots=True)
class OwnWordsMarked:
    """What somebody said for an option."""

    credit: str
    text: str
    note: str = ""  # of the editors


@dataclass(slots=True)
class OptionMarked:
    """One option with its arguments, in order."""

    title: str
    text: str = ""
    credit: str = ""
    arguments: list[ArgumentMarked] = field(default_factory=list)
    stakes: list[str] = field(default_factory=list)  # as rules.stakes keeps them
    own_words: list[OwnWordsMarked] = field(default_factory=list)


@dataclass(slots=True)
class SourceMarked:
    """One source of the topic; its number is its place in the list."""

    title: str
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    archived_url: str = ""
    listed: str = ""  # "yes": although no argument cites it


@dataclass(slots=True)
class FileMarked:
    """One picture or file: `files/12-pitch.png`, beside the page."""

    path: str
    description: str = ""


@dataclass(slots=True)
class TopicMarked:
    """All that stands in a file after its front matter."""

    text: str = ""
    options: list[OptionMarked] = field(default_factory=list)
    sources: list[SourceMarked] = field(default_factory=list)
    files: list[FileMarked] = field(default_factory=list)


def written(topic: TopicMarked) -> str:
    """The topic's text, followed by its options, sources and files."""
    parts = [_escaped(topic.text), *(part for one in topic.options for part in _option(one))]
    parts += [_part("heading", "## Sources")] if topic.sources else []
    parts += [_source(number, one) for number, one in enumerate(topic.sources, 1)]
    parts += [_part("heading", "## Files")] if topic.files else []
    parts += [_part("file", _file(one), _escaped(one.description)) for one in topic.files]
    return "\n\n".join(part for part in parts if part) + "\n"


def _option(option: OptionMarked) -> Iterator[str]:
    yield _part("option", f"## {option.title}", _escaped(option.text))
    if option.credit:
        yield _part("credit", f"*Proposed by {option.credit}*")
    if option.stakes:
        yield _part("stakes", _list(option.stakes))
    for side in ("for", "against"):
        chosen = [argument for argument in option.arguments if argument.side == side]
        if chosen:
            yield _part("side", f"### Arguments {side}")
        for argument in chosen:
            yield from _argument(argument)
    if option.own_words:
        yield _part("heading", "### In their own words")
    for own in option.own_words:
        yield _part("own words", f"#### {own.credit}", _escaped(own.text))
        if own.note:
            yield _part("note", "#### Editors’ note", _escaped(own.note))


def _argument(argument: ArgumentMarked) -> Iterator[str]:
    yield _part(f"argument {argument.side}", f"#### {argument.claim}", _escaped(argument.text))
    if argument.sources:
        yield _part("sources", _list([_cited(line, argument.cites) for line in argument.sources]))
    if argument.credit:
        yield _part("credit", f"*From {argument.credit}*")


def _cited(line: str, cites: dict[str, int]) -> str:
    """The line after the number of the source it means; its own number would be escaped."""
    number = cites.get(" ".join(line.split()))
    line = _LIKE_NUMBER.sub(r"\1\\", line)
    return f"[{number}] {line}" if number else line


def _source(number: int, source: SourceMarked) -> str:
    facts = [(words, getattr(source, name)) for name, words in SOURCE_FACTS.items()]
    lines = [f"{words}: {' '.join(fact.split())}" for words, fact in facts if fact]
    return _part("source", f"### {number}. {' '.join(source.title.split())}", _list(lines))


def _file(file: FileMarked) -> str:
    return f"[{file.path.rpartition('/')[2]}]({file.path})"


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _part(kind: str, *lines: str) -> str:
    return "\n".join([f"<!-- folkmoot: {kind} -->", "\n\n".join(line for line in lines if line)])


def _escaped(text: str) -> str:
    """Lines that look like ours get a backslash before them."""
    return _LIKE_MARK.sub(r"\1\\", text)
