"""“On this page”: the sections of a long page, read from the page itself, so that it never lies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup

from core.text import slugify
from wiki.views.blueprint import bp

LONG = 6  # sections and options; a shorter page is its own contents

# What members write is sanitised and starts at a lower level, so every <h2> here is the page's own.
_HEADING = re.compile(
    r'<h2(?: id="(?P<id>[\w-]+)")?>(?P<section>.*?)</h2>'
    r'|<section class="option" id="(?P<option>[\w-]+)">\s*<h3[^>]*>(?P<title>.*?)</h3>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One section, and the options in it: (id, title)."""

    id: str
    title: str
    options: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sections:
    """The page with an id for every section, and its contents; none when it is short."""

    html: Markup
    headings: list[Heading]


@bp.app_template_global("with_contents")
def with_contents(page: Markup) -> Sections:
    """Give every <h2> of a rendered page an id, and list them with the options."""
    headings: list[Heading] = []

    def note(match: re.Match[str]) -> str:
        if match["option"]:
            headings[-1].options.append((match["option"], _words(match["title"])))
            return match[0]
        title = _words(match["section"])
        name = match["id"] or _free(slugify(title), headings)
        headings.append(Heading(name, title))
        return f'<h2 id="{name}">{match["section"]}</h2>'

    html = Markup(_HEADING.sub(note, str(page)))  # noqa: S704 — ids are slugs, the rest is the page
    count = sum(1 + len(heading.options) for heading in headings)
    return Sections(html, headings if count >= LONG else [])


def _words(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 — from a rendered template, and made plain


def _free(name: str, taken: list[Heading]) -> str:
    same = sum(heading.id.startswith(name) for heading in taken)
    return f"{name}-{same + 1}" if same else name
