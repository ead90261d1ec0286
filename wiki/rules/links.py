"""Links between topics by name. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlencode

MOST_LINKS = 500  # different names in one text
LONGEST_FRAGMENT = 200
NUMBERED = re.compile(r"(?:/topics/)?(\d{1,9})(?:-[\w-]*)?", re.ASCII)


def key(name: str) -> str:
    """A name as it is compared: small letters, one space between words."""
    return " ".join(name.replace("_", " ").split()).casefold()


def parts(name: str) -> tuple[str, str]:
    """The topic and the heading that a link names: “Rail#Costs” is (“Rail”, “Costs”)."""
    topic, _, heading = name.partition("#")
    return topic.strip(), heading.strip()


def shown(name: str) -> str:
    """What a link shows when it has no words of its own."""
    topic, heading = parts(name)
    return f"{topic}: {heading}" if topic and heading else topic or heading


def number_in(name: str) -> int:
    """The number of the topic, when that is how it is named; 0."""
    numbered = NUMBERED.fullmatch(name)
    return int(numbered[1]) if numbered else 0


def suggest_url(name: str) -> str:
    """Where a topic of this name can be suggested."""
    return "/suggestions/new?" + urlencode({"asks_for": "topic", "title": parts(name)[0]})


def why_not_links(names: int) -> str | None:
    """The reason a text may not name so many topics; None when it may."""
    if names > MOST_LINKS:
        return f"That links to {names:,} topics; the most is {MOST_LINKS:,}."
    return None


def link_text(title: str, topic_id: int, *, is_only: bool, words: str = "") -> str:
    """What to write into a text for a link to the topic, which nothing else can be meant by."""
    plain = is_only and not re.search(r"[\[\]|#\n]", title) and not number_in(title)
    name = title if plain else str(topic_id)
    words = re.sub(r"[\[\]|\n]", " ", words or ("" if plain else title))
    return f"[[{name}|{words}]]" if words and words != name else f"[[{name}]]"
