"""Words of a text without its marks: plain text, excerpts, slugs."""

from __future__ import annotations

import html
import re
import unicodedata

from core.text.markdown import LONGEST, markdown_parser, without_controls

_INLINE = re.compile(r"</?(?:a|code|em|s|strong)(?: [^>]*)?>")


def plain(markdown: str) -> str:
    """The words of a Markdown text, one space between them: for search, excerpts and evidence."""
    rendered = markdown_parser.render(without_controls(markdown[:LONGEST]))
    joined = _INLINE.sub("", rendered)  # “*free*.” is “free.”, not “free .”
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", joined)).split())


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a plain text, cut at a word, at most `length` characters with the “…”."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:–—- ") + "…"


def slugify(title: str) -> str:
    """A title as part of a URL: ASCII letters, digits and hyphens, at most 60, never empty."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:60].strip("-") or "page"
