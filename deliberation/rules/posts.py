"""What may stand in a post: quotes, people, files; how a post is quoted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

MOST_MENTIONED = 10  # people in one post
MOST_MARKS = 100  # of “@” before a word: more are looked up for nobody
MOST_WORDS = 5  # of a name
DEEPEST_QUOTE = 5
LONGEST_QUOTE = 2_000  # characters that a quote takes over
MOST_FILES = 5  # of one post
_MARK = re.compile(r"(?<![\w@/])@(?=(\w[^\n]{0,79}))")
_ENDS = re.compile(r"\W+(?:s\b.*)?$")  # of a sentence, or of “Ada’s”
_NUMBER = re.compile(r"#(\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture or file that came with a post, and what it shows in its author's words."""

    content: bytes
    name: str
    description: str


def why_not_mentions(*, marks: int, people: int = 0) -> str | None:
    """The reason a post may not name so many people; None when it may."""
    if marks > MOST_MARKS or people > MOST_MENTIONED:
        asked = f"{people} people" if people else f"somebody {marks:,} times"
        return f"That mentions {asked}. At most {MOST_MENTIONED} people can be mentioned in a post."
    return None


def why_not_quotes(depth: int) -> str | None:
    """The reason quotes may not stand so deep within each other; None when they may."""
    if depth > DEEPEST_QUOTE:
        return (
            f"Quotes within quotes can be {DEEPEST_QUOTE} deep, and these are deeper. "
            "Leave out the inner ones: everybody can follow a quote to its post."
        )
    return None


def marks_in(text: str) -> list[str]:
    """What follows each “@” that may be a mention, to the end of its line."""
    return _MARK.findall(text)


def names_in(marks: Iterable[str]) -> tuple[set[str], set[int]]:
    """Every name that these may begin with, as typed, and the numbers behind a “#”."""
    names: set[str] = set()
    numbers: set[int] = set()
    for mark in marks:
        words = mark.split("#")[0].split(" ")[:MOST_WORDS]
        for count in range(1, len(words) + 1):
            name = " ".join(words[:count])
            names |= {name, *_ENDS.split(name, maxsplit=1)[:1]}
        numbers |= {int(number) for number in _NUMBER.findall(mark)}
    return names, numbers


def quoted(words: str, *, author: str, number: int, post_id: int) -> str:
    """The words of a post as a quote, with its author and the way to it, ready to be answered.

    What it quotes itself is left out, and so is what is more than 2,000 characters.
    """
    who = re.sub(r"([\[\]\\*_`<>])", r"\\\1", author)
    lines = [f"[{who} wrote in post {number}](/posts/{post_id}):", "", *_kept(words.split("\n"))]
    return "".join(f"> {line}".rstrip() + "\n" for line in lines) + "\n"


def _kept(lines: Sequence[str]) -> list[str]:
    """The lines, no more than a quote may take over; quotes in them as “[…]”."""
    kept: list[str] = []
    letters = 0
    for line in lines:
        is_quote = line.lstrip().startswith(">")
        said = "[…]" if is_quote else line
        if letters + len(said) > LONGEST_QUOTE:
            left = said[: LONGEST_QUOTE - letters].rsplit(" ", 1)[0]
            return [*kept, f"{left} […]".strip()]
        if not (is_quote and kept and kept[-1] == "[…]"):
            kept.append(said)
            letters += len(said)
    return kept


def why_not_files(count: int) -> str | None:
    """The reason a post may not have so many files; None when it may."""
    if count > MOST_FILES:
        return f"A post can have {MOST_FILES} pictures and files. Write another post for more."
    return None


def with_file(*, url: str, name: str, about: str, description: str, size: tuple[int, int]) -> str:
    """A picture, or the way to a file, below the words of a post. `about`: its kind and size."""
    if size[0]:
        picture = Markup('<p><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></p>\n')
        return str(picture.format(url, description, *size))
    link = Markup('<p class="small"><a href="{}">{}</a> ({}){}</p>\n')
    return str(link.format(url, name, about, f": {description}" if description else ""))
