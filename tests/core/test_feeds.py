"""Atom feeds are what RFC 4287 asks for, whatever people write."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from core.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"
THEN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def read(xml: str) -> ET.Element:
    """The feed, parsed; fails where it lacks what the standard wants of every feed and entry."""
    root = ET.fromstring(xml.encode())  # noqa: S314 — our own
    for part in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, (part.tag, name)
        updated = datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "")
        assert updated.tzinfo is not None
        assert part.find(f"{ATOM}link[@rel='alternate']") is not None
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    return root


@given(st.text(), st.text(), st.text())
def test_no_words_break_a_feed(title: str, by: str, html: str) -> None:
    entry = Entry("https://a.example/1", title, THEN, "x" + by, title, html)
    root = read(feed(url="https://a.example/f", page="/", title=title, at=THEN, entries=[entry]))

    assert len(list(root.iter(f"{ATOM}entry"))) == 1


def test_a_feed_is_as_new_as_its_newest_entry_and_html_in_it_is_escaped() -> None:
    later = THEN.replace(hour=9)
    entries = [
        Entry(f"https://a.example/{n}", "One", at, "Ada", "Why", "<ins>new & old</ins>")
        for n, at in enumerate((later, THEN))
    ]
    root = read(feed(url="https://a.example/f", page="/", title="F", at=THEN, entries=entries))

    assert root.findtext(f"{ATOM}updated") == later.isoformat()
    content = root.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", "<ins>new & old</ins>")
