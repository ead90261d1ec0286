"""Markdown becomes HTML: rendered, its headings put into order, sanitised last."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from core.errors import Refused
from core.text.cleaning import sanitise

LONGEST = 200_000  # characters of one wiki page (ux.md section 2)

markdown_parser = (
    MarkdownIt(
        "js-default", {"html": False, "linkify": True, "maxNesting": 20, "typographer": False}
    )
    .use(footnote_plugin)
    .enable("table")
)
if markdown_parser.linkify is not None:
    markdown_parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})


def render(markdown: str, *, top: int = 2, anchor: str = "") -> str:
    """Safe HTML of a member's Markdown. Raw HTML in it is shown as text.

    `top` is the level its highest headings get (2–5), so that levels never skip on the page;
    `anchor` begins every id in it, so that two texts can stand on one page.
    Raises Refused when it is longer than 200,000 characters.
    """
    if len(markdown) > LONGEST:
        raise Refused(f"That is too long: {len(markdown):,} of {LONGEST:,} characters.")
    rendered = markdown_parser.render(without_controls(markdown), {"docId": anchor or "t"})
    return sanitise(_with_levels(rendered, top))


def without_controls(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _with_levels(rendered: str, top: int) -> str:
    """Shift the headings so that the first is h<top>, and none is more than one below the last."""
    above: list[int] = []

    def opened(match: re.Match[str]) -> str:
        if match[1]:
            return f"</h{_level(above, top)}>"
        while above and above[-1] >= int(match[2]):
            above.pop()
        above.append(int(match[2]))
        return f"<h{_level(above, top)}>"

    return re.sub(r"<(/?)h([1-6])>", opened, rendered)


def _level(above: list[int], top: int) -> int:
    return min(top + len(above) - 1, 6)
