"""Markdown becomes HTML: read once, rendered with what its names mean, sanitised last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from core.errors import Refused
from core.text.cleaning import sanitise
from core.text.headings import contents_of, lead_within, number
from core.text.parser import FILE, Environment, Meaning, parser
from core.text.quotes import depth_of, folded, own_words

LONGEST = 200_000  # characters of one wiki page (ux.md section 2)
MOST_HEADINGS = 2_000
# Of what costs more than its length says.
MOST = (
    ("[", 10_000, "brackets"),
    ("[^", 2_000, "marks of footnotes"),
    ("\n", 20_000, "lines"),
    ("\n#", MOST_HEADINGS, "headings"),
    ("//", 2_000, "links"),
)
MOST_TOKENS = 40_000  # three to a paragraph
MOST_ROWS, MOST_CELLS = 600, 4_000  # of tables, which bleach reads in one piece
BLOCK = 200  # tokens; bleach’s time grows with the square of what stands side by side
TOPIC = re.compile(r"/topics/(\d{1,9})(?:-[\w-]*)?(?:[?#].*)?", re.ASCII)
UNKNOWN = Meaning()
# Controls but line end and tab, and the code points that Unicode will never give to a character.
_NEVER = "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
_NO_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_NEVER}]")


class Text:
    """A member's Markdown, read: what it names, and its HTML once that is known.

    Raw HTML in it is shown as text. `people`: whom “@name” can mean, address by name in small
    letters. Raises Refused when it is longer than 200,000 characters, or has more brackets or
    footnotes than anybody writes.
    """

    def __init__(self, markdown: str, people: Mapping[str, str] | None = None) -> None:
        if len(markdown) > LONGEST:
            raise Refused(f"That is too long: {len(markdown):,} of {LONGEST:,} characters.")
        for mark, most, called in MOST:
            if markdown.count(mark) > most:
                raise Refused(f"That has more than {most:,} {called}.")
        longest_first = sorted((people or {}).items(), key=lambda one: (-len(one[0]), one))
        self._env: Environment = {"wiki": True, "people": longest_first}
        self._tokens = parser.parse(without_controls(markdown), self._env)
        headings = sum(token.type == "heading_open" for token in self._tokens)
        if headings > MOST_HEADINGS or len(self._tokens) > MOST_TOKENS:
            raise Refused("That has more headings or paragraphs than anybody can read.")
        _check_tables(self._tokens)
        names: dict[str, None] = {}
        files: dict[int, None] = {}
        topics: dict[int, None] = {}
        for token in _all(self._tokens):
            source = str(token.attrGet("src") or token.attrGet("href") or "")
            if token.type == "wiki_link":
                names[token.content] = None
            elif numbered := FILE.fullmatch(source):
                files[int(numbered[1])] = None
            elif led := TOPIC.fullmatch(source):
                topics[int(led[1])] = None
        self.names = tuple(names)  # of its wiki links, as typed
        self.files = tuple(files)  # numbers of its attachments
        self.topics = tuple(topics)  # numbers of topics it links to by address
        said = _all(own_words(self._tokens))
        urls = [token.meta["url"] for token in said if token.type == "mention"]
        self.mentioned = tuple(dict.fromkeys(urls))  # addresses of people, not within a quote
        self.quotes = depth_of(self._tokens)  # how deep quotes stand within quotes

    def html(
        self,
        meaning: Meaning = UNKNOWN,
        *,
        top: int = 2,
        anchor: str = "",
        sections: bool = False,
        contents: bool = False,
        fold: bool = False,
    ) -> str:
        """Safe HTML, to be asked for once.

        `top` is the level its highest headings get (2–5), so that levels never skip on the page;
        `anchor` begins every id in it, so that two texts can stand on one page. `sections`:
        headings can be linked to; `contents`: three or more of them are listed first; `fold`: long
        quotes and quotes within quotes are there to be opened.
        """
        self._env |= {"docId": anchor or "t", "meaning": meaning}
        headings = number(self._tokens, top, anchor if sections else None)
        lead_within(self._tokens, headings, anchor)
        blocks = (
            parser.renderer.render(block, parser.options, self._env)
            for block in _blocks(folded(self._tokens) if fold else self._tokens)
        )
        return sanitise([contents_of(headings) if contents else "", *blocks])


def render(markdown: str, *, top: int = 2, anchor: str = "") -> str:
    """Safe HTML of a Markdown whose `[[names]]` and files mean nothing. See `Text`."""
    return Text(markdown).html(top=top, anchor=anchor)


def without_controls(text: str) -> str:
    """The text without the characters that are no text."""
    return _NO_TEXT.sub("", text)


def _check_tables(tokens: list[Token]) -> None:
    counts = Counter(token.type for token in tokens)
    if counts["tr_open"] > MOST_ROWS or counts["td_open"] + counts["th_open"] > MOST_CELLS:
        raise Refused(f"Tables can have {MOST_ROWS:,} rows and {MOST_CELLS:,} cells in all.")


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens in pieces that are whole in themselves, of at least BLOCK tokens."""
    start = depth = 0
    for index, token in enumerate(tokens, 1):
        depth += token.nesting
        if not depth and index - start >= BLOCK:
            yield tokens[start:index]
            start = index
    yield tokens[start:]
