"""Making Markdown of other sites into ours: no HTML, no site commands, links to topics. Pure."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Mapping
from urllib.parse import unquote, urlsplit

from core import text as texts
from wiki.importing.reading import key_of

# Each is linear in the text: what has no end ends with the text, or is looked for on one line only.
CODE = re.compile(
    r"(^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z)|`[^`\n]+`)", re.DOTALL | re.MULTILINE
)
SCRIPT = re.compile(
    r"<(script|style|iframe|object|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
COMMAND = re.compile(
    r"\{%[^\n]{0,500}?%\}|\{\{[^\n]{0,500}?\}\}|\{::?[^}\n]{0,500}\}|^\* TOC$", re.MULTILINE
)
TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+|/)(?:"[^"]*"|'[^']*'|[^<>"'])*)?>""")
PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,500}\)")
TITLE = r"(\s+\"[^\"\n]*\")?"
LINK = re.compile(rf"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s)>]*)>?{TITLE}\s*\)")
REFERENCE = re.compile(
    rf"^ {{0,3}}\[([^\]^\n][^\]\n]*)\]:[ \t]*<?(\S+?)>?{TITLE}[ \t]*$", re.MULTILINE
)
OUR_TOPIC = re.compile(r"(topics/\d+)(?:-.*)?")  # in a file that a wiki like ours has written
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "ol", "p"),
        *("pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`"}


def clean(text: str, found: Counter[str]) -> str:
    """The text without raw HTML and site commands; counts in `found` what was taken out.

    Code stays as it is. Words inside tags are kept; headings, lists, links and stress become
    Markdown; pictures leave their description.
    """
    pieces = CODE.split(text)
    pieces[::2] = [_clean(piece, found) for piece in pieces[::2]]
    return re.sub(r"\n{3,}", "\n\n", "".join(pieces)).strip()


def _clean(text: str, found: Counter[str]) -> str:
    for what, pattern in (("scripts", SCRIPT), ("comments", COMMENT), ("site commands", COMMAND)):
        text, count = pattern.subn("", text)
        found[what] += count
    text, count = PICTURE.subn(lambda match: _picture(match[1]), text)
    found["pictures"] += count
    return _without_tags(text, found) if "<" in text else text


def _picture(description: str) -> str:
    return f"(Picture: {description.strip()})" if description.strip() else ""


def _without_tags(text: str, found: Counter[str]) -> str:
    """HTML as Markdown. Inside a block of HTML, lines lose the indentation that would mean code."""
    links: list[str] = []
    lines: list[str] = []
    depth = 0

    def markdown(match: re.Match[str]) -> str:
        nonlocal depth
        found["HTML tags"] += 1
        name, closes = match[2].lower(), bool(match[1])
        if name in BLOCKS:
            depth += -1 if closes else name != "hr"
        return _markdown(name, closes, match[3] or "", links)

    for line in TAG.sub(lambda match: match[0].replace("\n", " "), text).split("\n"):
        within = depth > 0
        new = TAG.sub(markdown, line)
        depth = max(depth, 0)
        lines.append(new.strip() if new != line or within else new)
    return "\n".join(lines)


def _markdown(name: str, closes: bool, attributes: str, links: list[str]) -> str:  # noqa: FBT001
    if name == "a":
        return _link_end(links) if closes else _link_start(attributes, links)
    if name == "img":
        return _picture(_attribute(attributes, "alt"))
    opening, closing = _PAIRS.get(name, ("\n\n", "\n\n") if name in BLOCKS else ("", ""))
    return closing if closes else opening


_PAIRS = {
    **{name: (mark, mark) for name, mark in MARKS.items()},
    **{f"h{level}": (f"\n\n{'#' * level} ", "\n\n") for level in range(1, 7)},
    "br": ("\n", "\n"),
    "td": ("", " "),
    "th": ("", " "),
    "li": ("\n* ", "\n"),
}


def _link_start(attributes: str, links: list[str]) -> str:
    links.append(_attribute(attributes, "href").replace(" ", "%20"))
    return "[" if links[-1] else ""


def _link_end(links: list[str]) -> str:
    target = links.pop() if links else ""
    return f"]({target})" if target else ""


def _attribute(attributes: str, name: str) -> str:
    value = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", attributes)
    return html.unescape(next((group for group in value.groups() if group), "")) if value else ""


def link(text: str, page: str, urls: Mapping[str, str], dead: list[str]) -> str:
    """The text with its links to other files turned into links to topics.

    `page`: the path of the file. `urls`: topic address by key. A link to something of the same
    site that was not imported would lead nowhere: its words are kept, and it is added to `dead`.
    A link to a heading of the text itself stays.
    """
    headings = {texts.bare(one.words) for one in texts.sections(text)} if "#" in text else set()
    pieces = CODE.split(text)
    pieces[::2] = [_link(piece, page, urls, headings, dead) for piece in pieces[::2]]
    return "".join(pieces)


def _link(
    text: str, page: str, urls: Mapping[str, str], headings: Collection[str], dead: list[str]
) -> str:
    def inline(match: re.Match[str]) -> str:
        target = _target(match[2], page, urls, headings)
        if target:
            return f"[{match[1]}]({target}{match[3] or ''})"
        dead.append(match[2])
        return match[1]

    def reference(match: re.Match[str]) -> str:
        target = _target(match[2], page, urls, headings)
        if target:
            return f"[{match[1]}]: {target}{match[3] or ''}"
        dead.append(match[2])
        gone.add(match[1].lower())
        return ""

    gone: set[str] = set()
    text = REFERENCE.sub(reference, LINK.sub(inline, text))
    return _without_references(text, gone) if gone else text


def _without_references(text: str, gone: set[str]) -> str:
    def words(match: re.Match[str]) -> str:
        return match[1] if (match[2] or match[1]).lower() in gone else match[0]

    return re.sub(r"\[([^\[\]]+)\](?:\[([^\]]*)\])?(?!\(|:)", words, text)


def _target(target: str, page: str, urls: Mapping[str, str], headings: Collection[str]) -> str:
    """Where the link leads on our site or outside it; "" for nowhere."""
    try:
        parts = urlsplit(html.unescape(target))
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return target
    if not parts.path:
        return target if texts.bare(unquote(parts.fragment)) in headings else ""
    path = unquote(parts.path)
    if not path.startswith("/"):
        beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))
        return urls.get(key_of(beside.strip("/")), "")
    key = key_of(path.strip("/"))
    if (ours := OUR_TOPIC.fullmatch(key)) and ours[1] in urls:
        return urls[ours[1]]
    # “/manual/agile/quality” may be written for a site that stands in a folder of its own.
    return urls.get(key) or urls.get(key.partition("/")[2], "") if key else urls.get("", "")
