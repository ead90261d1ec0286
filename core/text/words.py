"""Words of a text without its marks: plain text and excerpts."""

from __future__ import annotations

import html
import re

from core.text.markdown import LONGEST, without_controls
from core.text.parser import parser

_INLINE = re.compile(r"</?(?:a|code|em|s|strong)(?: [^>]*)?>")


def plain(markdown: str) -> str:
    """The words of a Markdown text, one space between them: for search, excerpts and evidence."""
    rendered = parser.render(without_controls(markdown[:LONGEST]), {"wiki": True})
    joined = _INLINE.sub("", rendered)  # “*free*.” is “free.”, not “free .”
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", joined)).split())


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a plain text, cut at a word, at most `length` characters with the “…”."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:–—- ") + "…"
