"""Briefings as HTML: a page to print, one file to take away, or the body of a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import render_template, stream_template
from markupsafe import Markup

from config import ROOT
from core.clock import now
from core.dates import day
from core.web import settings
from wiki import queries
from wiki.briefing import pictures
from wiki.queries.branches import Branch, topics_printed
from wiki.rules.briefings import (
    MOST_IN_BOOKLET,
    MOST_IN_FILE,
    MOST_ON_PAGE,
    pages_of,
    printed,
)

IN_MEMORY = 1_000_000  # bytes of a file; what is longer goes to the disk
LINK = re.compile(r'href="/(?:topics/(\d+)(?:-[\w-]*)?)?([^"]*)"')


def whole(branch: Branch) -> IO[bytes]:
    """The branch as one HTML file with its style inside, from its beginning.

    Topics are written one after the other, so that memory does not grow with the branch.
    """
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 — the caller closes it
    facts = _facts(branch, None, MOST_IN_FILE)
    for piece in stream_template("briefing/branch.html", **facts, style=style(branch.title)):
        file.write(piece.encode())
    file.seek(0)
    return file


def to_print(branch: Branch, *, page: int) -> str:
    """One part of the branch as a page of the site."""
    return render_template(
        "briefing/branch.html", **_facts(branch, page, MOST_ON_PAGE, inside=False), style=""
    )


def booklet(branch: Branch, number: int) -> str:
    """One part of the branch with its style inside, to be made a PDF."""
    facts = _facts(branch, number, MOST_IN_BOOKLET)
    return render_template("briefing/branch.html", **facts, style=style(branch.title))


def _facts(branch: Branch, page: int | None, most: int, *, inside: bool = True) -> dict[str, Any]:
    entries = printed(branch.entries, page=page, most=most)
    here = {entry.topic_id for entry in entries}
    return {
        "title": branch.title,
        "branch": branch,
        "topic_id": branch.topic_id,
        "topics": topics_printed(entries),
        "page": page or 1,
        "pages": 1 if page is None else pages_of(branch.entries, most=most),
        "made_at": now(),
        "trail": _trail(branch.topic_id),
        "on_page": here,
        "linked": _linker(here, inside=inside),
    }


def _trail(topic_id: int) -> str:
    trails = queries.trails_of(topic_id)
    steps = [step["title"] for step in trails[0][:-1]] if trails else []
    return " › ".join(steps)  # noqa: RUF001 — meant


def _linker(here: Collection[int], *, inside: bool) -> Callable[[str], Markup]:
    """Links of a text to topics in the same briefing stay in it; others name the whole address.

    `inside`: pictures are put into the file, as data.
    """

    def link(match: re.Match[str]) -> str:
        if match[1] and int(match[1]) in here:
            return f'href="#topic-{match[1]}"'
        return match[0].replace('href="/', f'href="{settings().site_url}/', 1)

    def linked(html: str) -> Markup:
        html = LINK.sub(link, html)
        # The texts are safe HTML, cleaned when they were saved; an address of ours stays one.
        return Markup(pictures.inside(html) if inside else html)  # noqa: S704

    return linked


@cache
def _sheet() -> str:
    return re.sub(r"\s*/\*.*?\*/", "", (ROOT / "static/briefing.css").read_text(), flags=re.DOTALL)


def running_header(title: str) -> str:
    """The @page rules with this title at the head of every sheet."""
    head = _quoted(f"{settings().site_name}: {title}")
    return (
        f"@page {{ @top-left {{ content: {head}; font: 8.5pt sans-serif }}"
        f" @top-right {{ content: {_quoted(day(now()))}; font: 8.5pt sans-serif }}"
        ' @bottom-right { content: "Page " counter(page) " of " counter(pages);'
        " font: 8.5pt sans-serif } }\n"
        "@page :first { @top-left { content: none } @top-right { content: none } }\n"
    )


def _quoted(text: str) -> str:
    """A CSS string: whatever is not plain is written by its number, so nothing ends it early."""
    plain = (one if one.isalnum() or one in " .,:;!?()-–’" else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(plain)}"'


def style(title: str) -> Markup:
    """The style inside a file that is read without the site."""
    css = Markup(_sheet() + running_header(title))  # noqa: S704 — our own sheet
    return Markup("<{0}>{1}</{0}>").format("style", css)
