"""Atom feeds (RFC 4287), written with the standard library's own XML. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

MIMETYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, not even written as a number.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `url` is permanent, and its id."""

    url: str
    title: str
    at: datetime
    by: str
    summary: str  # plain text
    html: str = ""  # safe HTML, for readers that show more than the summary


def feed(*, url: str, page: str, title: str, at: datetime, entries: Sequence[Entry]) -> str:
    """The feed at `url` about what stands on `page`, with its entries, newest first.

    `at`: when the subject of a feed without entries began.
    """
    root = Element("feed", xmlns=_NAMESPACE)
    _add(root, "id", url)
    _add(root, "title", title)
    _add(root, "updated", max((entry.at for entry in entries), default=at).isoformat())
    SubElement(root, "link", rel="self", type=MIMETYPE, href=url)
    SubElement(root, "link", rel="alternate", type="text/html", href=page)
    for entry in entries:
        _add_entry(root, entry)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_entry(root: Element, entry: Entry) -> None:
    made = SubElement(root, "entry")
    _add(made, "id", entry.url)
    _add(made, "title", entry.title)
    _add(made, "updated", entry.at.isoformat())
    SubElement(made, "link", rel="alternate", type="text/html", href=entry.url)
    _add(SubElement(made, "author"), "name", entry.by)
    _add(made, "summary", entry.summary)
    if entry.html:
        _add(made, "content", entry.html).set("type", "html")


def _add(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = _NOT_XML.sub("", text)
    return made
