"""Headings of a text: levels that never skip, ids that stay, links to each, a list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it.token import Token
from markupsafe import escape

from core.text.slugs import bare, slugify

FEWEST = 3  # headings that are worth a list
MOST_LISTED = 100
MOST_OPEN = 12  # a longer list is folded
LOWEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its depth below the highest of its text, 0 or more."""

    depth: int
    id: str
    words: str


def number(tokens: list[Token], top: int, anchor: str | None) -> list[Heading]:
    """Shift the headings so that the first is h<top>, and none is more than one below the last.

    With an anchor each gets an id that begins with it, and a link to itself behind it.
    """
    above: list[int] = []
    found: list[Heading] = []
    taken: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in {"th_open", "td_open"} and "right" in str(token.attrGet("style")):
            token.attrSet("class", "number")
        if token.type != "heading_open":
            continue
        level = int(token.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        token.tag = tokens[index + 2].tag = f"h{min(top + len(above) - 1, LOWEST)}"
        if anchor is not None:
            found.append(_named(tokens[index : index + 3], len(above) - 1, anchor, taken))
    return found


def _named(heading: Sequence[Token], depth: int, anchor: str, taken: Counter[str]) -> Heading:
    opened, inline, closed = heading
    words = _words(inline.children or [])
    name = f"{anchor}{slugify(words)}"
    taken[name] += 1
    if taken[name] > 1:  # “=” stands in no slug, so the second “Costs” is never another’s “Costs 2”
        name = f"{name}={taken[name]}"
    opened.attrSet("id", name)
    closed.type, closed.content = "heading_end", _link_to(closed.tag, name, words)
    return Heading(depth, name, words)


def lead_within(tokens: Sequence[Token], headings: Sequence[Heading], anchor: str) -> None:
    """Let links written as `#costs` lead to the heading “Costs” of the same text, if it has one."""
    ids: dict[str, str] = {}
    for heading in headings:
        ids.setdefault(bare(heading.id.removeprefix(anchor)), heading.id)
    for token in (child for block in tokens for child in block.children or ()):
        href = str(token.attrGet("href") or "")
        if token.type == "link_open" and href.startswith("#"):
            token.attrSet("href", f"#{ids.get(bare(unquote(href)), href[1:])}")


def _words(tokens: Sequence[Token]) -> str:
    parts = (
        token.meta["words"] or token.content
        if token.type == "wiki_link"
        else _words(token.children)
        if token.children
        else token.content
        for token in tokens
    )
    return " ".join("".join(parts).split())


def _link_to(tag: str, name: str, words: str) -> str:
    return (
        f'</{tag}>\n<p class="here"><a href="#{escape(name)}">Link to this section'
        f'<span class="hidden">: {escape(words)}</span></a></p>\n'
    )


def contents_of(headings: Sequence[Heading]) -> str:
    """A list of links to the headings, two levels deep; "" when there are few."""
    listed = [heading for heading in headings if heading.depth <= 1][:MOST_LISTED]
    if len(listed) < FEWEST:
        return ""
    items = "".join(map(_item, listed, [*listed[1:], listed[0]]))
    is_open = " open" if len(listed) <= MOST_OPEN else ""
    return (
        f'<details class="in-text"{is_open}><summary>In this text</summary>'
        f'<ul class="links">{items}</ul></details>\n'
    )


def _item(heading: Heading, following: Heading) -> str:
    """One line of the list, opening or closing the list of what is below as needed."""
    link = f'<li><a href="#{escape(heading.id)}">{escape(heading.words)}</a>'
    if following.depth > heading.depth:
        return f"{link}<ul>"
    return link + ("</li></ul></li>" if following.depth < heading.depth else "</li>")
