"""The query language: words, "phrases", -minus, start* and fields, read into a Query. Never raises.

Fields are words people use: `kind:topic`, `in:education`, `clp:cardiff`, `by:"Ada Byron"`,
`since:"last week"`, `until:2024`. What stands in one is in quotation marks when it has spaces.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search import when
from search.analysis import LETTERS, as_one_word
from search.kinds import KIND_WORDS

MOST_LETTERS = 200
MOST_WORDS = 10
MOST_IN_A_FIELD = 3  # topics, CLPs or people to choose between in one query
SHORTEST_START = 3  # letters of an unfinished word; fewer begin too many words

# What people call a field, and what it is.
FIELDS = {
    "kind": "kinds",
    "type": "kinds",
    "in": "inside",
    "topic": "inside",
    "clp": "clps",
    "region": "clps",
    "by": "by",
    "from": "by",
    "author": "by",
    "since": "since",
    "after": "since",
    "until": "until",
    "before": "until",
}

# Words of a whole sentence that tell nothing; they are the first to go when there are too many.
_UNTELLING = frozenset(
    """a about all am an and any are as at be because been being but by can could did do does for
    from had has have he her here his how i if in into is it its just know like may me might my
    need of off on or our ought please shall she should so some such than that the their them then
    there these they think this those to too us very want was we were what when where which while
    who whom why will with would you your""".split()  # noqa: SIM905 - a list is harder to read
)
_PIECE = re.compile(
    r"(?P<not>-?)(?P<field>[A-Za-z]{2,6}):(?:\"(?P<quoted>[^\"]*)\"?|(?P<value>[^\s\"]*))"
    r'|(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)'
)
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_WORD = re.compile(rf"{LETTERS}|\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks for.

    All of `words`, `starts` and `phrases` are wanted, none of `without`. `same` has one or several
    of `words`, as they follow each other, and other words or phrases that will do in their place:
    (("nhs", ("health service",)),).
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # two words or more each
    without: tuple[str, ...] = ()  # words and phrases
    either: tuple[tuple[str, ...], ...] = ()  # of each group one word or phrase is wanted
    starts: tuple[str, ...] = ()  # how a word begins that is wanted; SHORTEST_START letters
    same: tuple[tuple[str, tuple[str, ...]], ...] = ()  # some of `words`, and what says the same
    kinds: tuple[str, ...] = ()  # any of these; empty is every kind
    cut: bool = False  # the text was longer than MOST_LETTERS or MOST_WORDS
    loose: bool = False  # the telling words are enough: "is there something like this already?"
    of_a_text: bool = False  # with loose: of many words the rare ones tell what it is about
    inside: tuple[str, ...] = ()  # branches of the tree as somebody calls them: any of these
    clps: tuple[str, ...] = ()  # CLPs and regions, likewise
    by: tuple[str, ...] = ()  # names of people, likewise
    since: date | None = None  # the first day
    until: date | None = None  # the last day
    # Fields that say nothing, and their values: ("since", "soon"), ("in", ""), ("-kind", "poll"),
    # ("title", "x") of which there is none; and a beginning too short, ("*", "ed").
    unclear: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there are no words to look for."""
        return not (self.words or self.phrases or self.either or self.starts)

    @property
    def says_anything(self) -> bool:
        """Whether there are words, or fields that say what it must be."""
        return not self.is_empty or self.is_filtered or bool(self.unclear)

    @property
    def plain(self) -> str:
        """Its words alone, as somebody would type them."""
        return " ".join((*self.words, *self.starts, *(f'"{phrase}"' for phrase in self.phrases)))

    @property
    def is_filtered(self) -> bool:
        """Whether fields say what it must be, beside what words it must hold."""
        return bool(self.kinds or self.inside or self.clps or self.by or self.since or self.until)


def parse(text: str, today: date | None = None) -> Query:
    """The Query in what somebody typed. Whatever is no syntax is taken as words.

    `today` is what "last week" is reckoned from; without it such days are unclear.
    """
    text = cleaned(text)
    cut, text = len(text) > MOST_LETTERS, text[:MOST_LETTERS]
    reader = _Reader(today, cut=cut, sparing=sum(1 for _ in words_of(text)) > MOST_WORDS)
    for piece in _PIECE.finditer(text):
        if piece["field"]:
            value = piece["quoted"] or piece["value"] or ""
            reader.field(f"{piece['not']}{piece['field']}", value, piece.group())
        elif piece["word"]:
            reader.word(piece["word"])
        else:
            reader.phrase(piece["phrase"], minus=bool(piece["minus"]))
    return reader.query()


def words_of(text: str) -> Iterator[str]:
    """The words in a text: letters and digits, with apostrophes, dots and hyphens inside.

    N.H.S. is one word: NHS.
    """
    return (as_one_word(found.group()) for found in _WORD.finditer(text))


def is_telling(word: str) -> bool:
    """Whether a word says what a text is about; those of every sentence do not."""
    return word.lower() not in _UNTELLING


def cleaned(text: str) -> str:
    """One line without control characters, with plain quotation marks."""
    text = unicodedata.normalize("NFC", text[: MOST_LETTERS * 4]).translate(_QUOTES)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class _Reader:
    """Gathers the parts of a query, up to MOST_WORDS words in all.

    `sparing` leaves words out, outside of quotation marks, that tell nothing.
    """

    def __init__(self, today: date | None, *, cut: bool, sparing: bool) -> None:
        self.today = today
        self.cut = cut
        self.sparing = sparing
        self.left = MOST_WORDS
        self.days: dict[str, date] = {}
        self.parts: dict[str, list[str]] = {}
        self.unclear: list[tuple[str, str]] = []

    def word(self, text: str) -> None:
        """A word, or several in one piece: `rent,tax`, `-london`, `educ*`."""
        minus = len(text) > 1 and text[0] == "-" and text[1] not in "-("
        if self.sparing and not is_telling(text):
            return
        taken = self._taken(text)
        for word in taken[:-1]:
            self._add("without" if minus else "words", word)
        for word in taken[-1:]:
            is_start = text.endswith("*") and not minus and len(word) >= SHORTEST_START
            self._add("without" if minus else "starts" if is_start else "words", word)
            if text.endswith("*") and not minus and not is_start:
                self.unclear.append(("*", word))

    def phrase(self, text: str, *, minus: bool) -> None:
        """What stands between quotation marks."""
        words = self._taken(text)
        if words:
            several = "phrases" if len(words) > 1 else "words"
            self._add("without" if minus else several, " ".join(words))

    def field(self, name: str, value: str, whole: str) -> None:
        """`name:value`; with a name that is no field, words."""
        part = FIELDS.get(name.lower().removeprefix("-"))
        value = value.strip()
        says_something = any(map(str.isalnum, value))
        if part is None:
            is_address = value.startswith("//")
            if says_something and not is_address and not name.startswith("-"):
                self.unclear.append((name.lower(), value))
            self.word(whole)
        elif name.startswith("-") or not says_something:
            self.unclear.append((name.lower(), value if says_something else ""))
        elif part == "kinds" and value.lower() in KIND_WORDS:
            for kind in KIND_WORDS[value.lower()]:
                self._add("kinds", kind)
        elif part in {"since", "until"} and (days := when.days_meant(value, self.today)):
            self.days[part] = days.first if part == "since" else days.last
        elif part in {"kinds", "since", "until"}:
            self.unclear.append((name.lower(), value))
        elif len(self.parts.get(part, ())) < MOST_IN_A_FIELD:
            self._add(part, value)
        else:
            self.cut = True

    def query(self) -> Query:
        """What was gathered."""
        return Query(
            words=self._part("words"),
            phrases=self._part("phrases"),
            without=self._part("without"),
            starts=self._part("starts"),
            kinds=self._part("kinds"),
            inside=self._part("inside"),
            clps=self._part("clps"),
            by=self._part("by"),
            since=self.days.get("since"),
            until=self.days.get("until"),
            unclear=tuple(self.unclear[:MOST_IN_A_FIELD]),
            cut=self.cut,
        )

    def _taken(self, text: str) -> list[str]:
        """The words in `text`, as many as there is room for."""
        words = list(words_of(text))
        taken = words[: self.left]
        self.cut = self.cut or len(taken) < len(words)
        self.left -= len(taken)
        return taken

    def _part(self, name: str) -> tuple[str, ...]:
        return tuple(self.parts.get(name, ()))

    def _add(self, name: str, value: str) -> None:
        values = self.parts.setdefault(name, [])
        if value not in values:
            values.append(value)
