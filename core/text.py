"""Markdown to safe HTML, plain text, word differences, slugs. The only user of the text libraries.

Rendering is dear (4–8 page views), so it is done once, when a text is saved.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.footnote import footnote_plugin

from core.errors import Refused

LONGEST = 200_000  # characters of one wiki page (ux.md section 2)

_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("blockquote", "pre", "code", "em", "strong", "del", "ins", "sup", "sub", "a", "abbr"),
    *("table", "thead", "tbody", "tr", "th", "td", "section"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "ol": {"start", "class"},
    "li": {"id", "class"},
    "sup": {"class"},
    "section": {"class"},
    "th": {"scope"},
    "hr": {"class"},
}
_INLINE = re.compile(r"</?(?:a|code|em|s|strong)(?: [^>]*)?>")
_SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = (
    MarkdownIt(
        "js-default", {"html": False, "linkify": True, "maxNesting": 20, "typographer": False}
    )
    .use(footnote_plugin)
    .enable("table")
)
if _markdown.linkify is not None:
    _markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
_bleach = bleach.Cleaner(
    tags=_TAGS,
    attributes={tag: sorted(names) for tag, names in _ATTRIBUTES.items()},
    protocols=_SCHEMES,
    strip=True,
)
_nh3 = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    link_rel="nofollow noopener ugc",
    strip_comments=True,
)


def render(markdown: str, *, top: int = 2, anchor: str = "") -> str:
    """Safe HTML of a member's Markdown. Raw HTML in it is shown as text.

    `top` is the level its highest headings get (2–5), so that levels never skip on the page;
    `anchor` begins every id in it, so that two texts can stand on one page.
    Raises Refused when it is longer than 200,000 characters.
    """
    if len(markdown) > LONGEST:
        raise Refused(f"That is too long: {len(markdown):,} of {LONGEST:,} characters.")
    rendered = _markdown.render(_without_controls(markdown), {"docId": anchor or "t"})
    return _nh3.clean(_bleach.clean(_with_levels(rendered, top)))


def _without_controls(text: str) -> str:
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


def plain(markdown: str) -> str:
    """The words of a Markdown text, one space between them: for search, excerpts and evidence."""
    rendered = _markdown.render(_without_controls(markdown[:LONGEST]))
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


def word_diff(old: str, new: str) -> Markup:
    """Changed paragraphs with their changed words marked, as HTML; "" when nothing changed.

    By line first, then by word in changed lines: a word diff of a whole text costs 500 times more.
    """
    before, after = old.splitlines(), new.splitlines()
    blocks: list[Markup] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            blocks.append(_unchanged(before[i1:i2]))
        else:
            blocks.append(_changed("\n".join(before[i1:i2]), "\n".join(after[j1:j2])))
    return Markup("").join(blocks) if old != new else Markup("")


def _unchanged(lines: list[str]) -> Markup:
    shown = [line for line in lines if line.strip()]
    if len(shown) <= 2:  # noqa: PLR2004 — one line of context on either side
        return Markup("").join(Markup("<p>{}</p>").format(line) for line in shown)
    return Markup('<p>{}</p><p class="diff__skip">{} unchanged paragraphs</p><p>{}</p>').format(
        shown[0], len(shown) - 2, shown[-1]
    )


def _changed(old: str, new: str) -> Markup:
    was, now = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    words: list[Markup] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            words.append(escape("".join(was[i1:i2])))
            continue
        if i1 < i2:
            words.append(_marked("del", "Removed:", "".join(was[i1:i2])))
        if j1 < j2:
            words.append(_marked("ins", "Added:", "".join(now[j1:j2])))
    return Markup('<p class="diff__changed">{}</p>').format(Markup("").join(words))


def _marked(tag: str, said: str, text: str) -> Markup:
    hidden = Markup('<span class="hidden">{} </span>').format(said)
    return Markup(f"<{tag}>{{}}{{}}</{tag}>").format(hidden, text)  # noqa: S704 — tag is ours
