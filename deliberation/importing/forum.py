"""A forum as JSON lines: one thread, post or endorsement to a line. docs/operate/forums.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import Refused
from deliberation.importing.items import (
    EndorsementItem,
    Item,
    Line,
    Person,
    Place,
    PostItem,
    ThreadItem,
)
from deliberation.importing.lines import raw_lines, time_of
from deliberation.rules import BEGUN_BY_ITSELF, Position, ThreadKind

LONGEST_NAME = 200  # characters of an id
_AUTHOR = {"number", "name"}
PLACES = ("clp", "region", "room", "topic", "option")
_POST = {"id", "at", "text", "position", "hidden", *_AUTHOR}
FIELDS = {
    "thread": {"title", "asks", *PLACES, "only_clp", *_POST},
    "post": {"thread", "answers", *_POST},
    "endorsement": {"post", *_AUTHOR},
}
Fields = dict[str, Any]


def read_forum(path: Path) -> Iterator[Line]:
    """Every line of the file, understood or refused. Raises Refused when there is no such file."""
    for raw in raw_lines(path):
        if raw.refused:
            yield Line(raw.number, raw.bytes, refused=raw.refused)
        elif raw.text.strip():
            try:
                yield Line(raw.number, raw.bytes, _item(_fields(raw.text)))
            except Refused as refused:
                yield Line(raw.number, raw.bytes, refused=refused.sentence)


def _fields(text: str) -> Fields:
    try:
        fields = json.loads(text)
    except ValueError as error:
        raise Refused(f"is no JSON ({error})") from None
    except RecursionError:
        raise Refused("is nested too deep") from None
    if not isinstance(fields, dict):
        raise Refused("is no JSON object")
    return fields


def _item(fields: Fields) -> Item:
    kind = fields.pop("type", None)
    if not isinstance(kind, str) or kind not in FIELDS:
        raise Refused("has no type that is known: thread, post or endorsement")
    if unknown := sorted(set(fields) - FIELDS[kind]):
        raise Refused(f"has a field that a {kind} does not have: {unknown[0][:40]}")
    if kind == "thread":
        return _thread(fields)
    if kind == "post":
        return _post(fields, _text(fields, "thread", LONGEST_NAME))
    return EndorsementItem(_text(fields, "post", LONGEST_NAME), _person(fields))


def _thread(fields: Fields) -> ThreadItem:
    asks = _maybe(fields, "asks") or ThreadKind.DISCUSSION.value
    if asks not in BEGUN_BY_ITSELF:
        raise Refused("asks must be discussion or question")
    only_clp = fields.get("only_clp", False)
    if not isinstance(only_clp, bool):
        raise Refused("only_clp must be true or false")
    return ThreadItem(
        title=_text(fields, "title", 1_000),
        first=_post(fields, _text(fields, "id", LONGEST_NAME)),
        asks=ThreadKind(asks),
        place=Place(**{name: _maybe(fields, name) for name in PLACES}),
        only_clp=only_clp,
    )


def _post(fields: Fields, thread: str) -> PostItem:
    position = _maybe(fields, "position")
    if position and position not in {one.value for one in Position}:
        raise Refused("position must be for, against, unsure, question or information")
    return PostItem(
        id=_text(fields, "id", LONGEST_NAME),
        thread=thread,
        author=_person(fields),
        at=time_of(_text(fields, "at", 100)),
        text=_text(fields, "text"),
        answers=_maybe(fields, "answers"),
        position=Position(position) if position else None,
        hidden=_maybe(fields, "hidden"),
    )


def _person(fields: Fields) -> Person:
    number, name = _maybe(fields, "number"), _maybe(fields, "name")
    if bool(number) == bool(name):
        raise Refused("needs either the number or the name of its author")
    return Person(number, name)


def _text(fields: Fields, name: str, longest: int = 0) -> str:
    text = _maybe(fields, name, longest or 10**9)
    if not text:
        raise Refused(f"lacks {name}")
    return text


def _maybe(fields: Fields, name: str, longest: int = 1_000) -> str:
    """The words of a field; numbers do as well, because other programs count."""
    found = fields.get(name)
    if found is None:
        return ""
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise Refused(f"{name} must be text")
    if isinstance(found, int) and abs(found) > 2**63:
        raise Refused(f"{name} is too large a number")
    text = str(found).replace("\r\n", "\n").replace("\x00", "").strip()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Refused(f"{name} holds half a letter (a lone surrogate)")
    if len(text) > longest:
        raise Refused(f"{name} is {len(text):,} characters long; the most is {longest:,}")
    return text
