"""Sections of a Markdown text, so that one can be changed by itself. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # as the parser counts them
_blocks = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").disable("inline")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, its smaller headings too."""

    number: int  # of its heading among all of the text, from 1
    words: str  # of the heading, as Markdown
    depth: int  # 1 for the largest heading
    start: int  # where it begins in the text
    end: int  # where the next one begins that does not stand under it


def sections(markdown: str) -> list[Section]:
    """The sections of a text in order. A heading within a list or a quotation begins none."""
    starts = [0]
    for line in _LINES.findall(markdown):
        starts.append(starts[-1] + len(line))
    tokens = _blocks.parse(markdown)
    found: list[tuple[int, int, str, int]] = []
    number = 0
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        number += 1
        if token.level == 0 and token.map:
            words = tokens[at + 1].content
            found.append((number, int(token.tag[1]), words, starts[token.map[0]]))
    ends = [_end(found, at, len(markdown)) for at in range(len(found))]
    return [
        Section(number, words, depth, start, end)
        for (number, depth, words, start), end in zip(found, ends, strict=True)
    ]


def _end(found: list[tuple[int, int, str, int]], at: int, length: int) -> int:
    depth = found[at][1]
    return next((start for _, other, _, start in found[at + 1 :] if other <= depth), length)


def section_of(markdown: str, number: int) -> Section | None:
    """The section that the heading of this number begins or stands in; None when there is none."""
    return next((one for one in reversed(sections(markdown)) if one.number <= number), None)


def with_section(markdown: str, section: Section, words: str) -> str:
    """The text with other words in this section; without it when there are none."""
    old = markdown[section.start : section.end]
    gap = old[len(old.rstrip()) :]
    if not words.strip():
        return markdown[: section.start] + markdown[section.end :]
    return markdown[: section.start] + words.rstrip() + gap + markdown[section.end :]
