"""Reading back what `marked` has written; parts that it does not know are left out. Pure."""

from __future__ import annotations

import re

from wiki.briefing.marked import (
    SOURCE_FACTS,
    ArgumentMarked,
    FileMarked,
    OptionMarked,
    OwnWordsMarked,
    SourceMarked,
    TopicMarked,
)

MARK = re.compile(r"^<!-- folkmoot: ([a-z]+(?: [a-z]+)*) -->$", re.MULTILINE)
FILE = re.compile(r"\[[^\[\]\n]*\]\((files/\d{1,9}-[A-Za-z0-9][A-Za-z0-9.-]{0,99})\)")
_ESCAPED = re.compile(r"^\\(\\*<!-- folkmoot:)", re.MULTILINE)
_CITED = re.compile(r"\[(\d{1,5})\] (.*)")


def read(content: str) -> TopicMarked:
    """A topic as `written` wrote it."""
    text, *parts = MARK.split(content)
    topic = TopicMarked(_plain(text.strip("\n")))
    for kind, part in zip(parts[::2], parts[1::2], strict=True):
        _take(kind, part.strip("\n"), topic)
    return topic


def _take(kind: str, part: str, topic: TopicMarked) -> None:
    heading, _, rest = part.partition("\n")
    title, text = heading.lstrip("#").strip(), _plain(rest.strip("\n"))
    if kind == "option":
        topic.options.append(OptionMarked(title, text))
    elif kind == "source":
        topic.sources.append(_source(title, rest))
    elif kind == "file":
        if found := FILE.fullmatch(heading):
            topic.files.append(FileMarked(found[1], text))
    elif topic.options:
        _take_view(kind, title, text, part, topic.options[-1])


def _take_view(kind: str, title: str, text: str, part: str, option: OptionMarked) -> None:
    if kind in {"argument for", "argument against"}:
        option.arguments.append(ArgumentMarked(kind.removeprefix("argument "), title, text))
    elif kind == "sources" and option.arguments:
        _take_sources(part, option.arguments[-1])
    elif kind == "stakes":
        option.stakes = _listed(part)
    elif kind == "own words":
        option.own_words.append(OwnWordsMarked(title, text))
    elif kind == "note" and option.own_words:
        option.own_words[-1].note = text


def _take_sources(part: str, argument: ArgumentMarked) -> None:
    for written in _listed(part):
        cited = _CITED.fullmatch(written)
        line = re.sub(r"^\\(\\*\[\d+\] )", r"\1", cited[2] if cited else written)
        argument.sources.append(line)
        if cited:
            argument.cites[" ".join(line.split())] = int(cited[1])


def _source(title: str, rest: str) -> SourceMarked:
    said = dict(line.split(": ", 1) for line in _listed(rest) if ": " in line)
    facts = {name: said.get(words, "") for name, words in SOURCE_FACTS.items()}
    return SourceMarked(re.sub(r"^\d+\. ", "", title), **facts)


def _listed(part: str) -> list[str]:
    return [line.removeprefix("- ") for line in part.split("\n") if line]


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
