"""What may stand in a page. bleach first, nh3 last: the maintained one has the final word."""

from __future__ import annotations

import bleach
import nh3

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
_SCHEMES = {"http", "https", "mailto", "tel"}

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


def sanitise(rendered: str) -> str:
    """The HTML with nothing in it but what a member's text may hold."""
    return _nh3.clean(_bleach.clean(rendered))
