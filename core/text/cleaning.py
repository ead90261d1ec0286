"""What may stand in a page. bleach first, nh3 last: the maintained one has the final word."""

from __future__ import annotations

import re
from collections.abc import Iterable

import bleach
import nh3

_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("blockquote", "pre", "code", "em", "strong", "del", "ins", "sup", "sub", "a", "abbr"),
    *("table", "thead", "tbody", "tr", "th", "td", "section", "img", "span"),
    *("details", "summary"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "ol": {"start", "class"},
    "ul": {"class"},
    "li": {"id", "class"},
    "p": {"class"},
    "sup": {"class"},
    "span": {"class"},
    "section": {"class"},
    "details": {"class", "open"},
    "th": {"scope", "class"},
    "td": {"class"},
    "hr": {"class"},
    "img": {"src", "alt", "width", "height", "loading"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OUR_PICTURE = re.compile(r"/attachments/\d{1,10}/[\w.-]{1,200}", re.ASCII)


def _is_ours(tag: str, name: str, value: str) -> bool:
    """Whether a picture comes from this site; every other attribute passes."""
    return (tag, name) != ("img", "src") or _OUR_PICTURE.fullmatch(value) is not None


def _allowed(tag: str, name: str, value: str) -> bool:
    return name in _ATTRIBUTES.get(tag, ()) and _is_ours(tag, name, value)


_bleach = bleach.Cleaner(tags=_TAGS, attributes=_allowed, protocols=_SCHEMES, strip=True)
_nh3 = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: value if _is_ours(tag, name, value) else None,
    url_schemes=_SCHEMES,
    link_rel="nofollow noopener ugc",
    strip_comments=True,
)


def sanitise(blocks: Iterable[str]) -> str:
    """The blocks of HTML, with nothing in them but what a member’s text may hold."""
    return _nh3.clean("".join(_bleach.clean(block) for block in blocks))


def clean_again(cleaned: str) -> str:
    """HTML that should be clean and comes from elsewhere; clean HTML comes back as it was."""
    return _nh3.clean(cleaned)
