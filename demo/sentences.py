"""Sentences without meaning, of the words and lengths that policy pages have."""

from __future__ import annotations

from random import Random

WORDS = (
    "council school bus rent nurse carer garden library station market river clinic tenant street",
    "village teacher driver union worker pension budget college kitchen window harbour meadow",
    "bridge tower parcel weather engine signal ladder lesson pocket season timber valley winter",
)
NOUNS = tuple(word for line in WORDS for word in line.split())
DOES = ("needs", "pays for", "opens", "closes", "keeps", "shares", "repairs", "plans", "loses")
HOW = ("every week", "in most towns", "without delay", "at night", "for a year", "by law")
LONGEST_CLAIM = 180


def title(chance: Random, words: int) -> str:
    """So many words, the first with a capital."""
    return " ".join(chance.choice(NOUNS) for _ in range(words)).capitalize()


def claim(chance: Random) -> str:
    """One sentence without its stop."""
    return _sentence(chance)[:LONGEST_CLAIM]


def paragraphs(chance: Random, count: int) -> str:
    """Markdown: so many paragraphs of about 60 words, the longer texts with headings and a list."""
    parts = []
    for number in range(count):
        if number and number % 2 == 0:
            parts.append(f"## {title(chance, 3)}")
        parts.append(" ".join(f"{_sentence(chance)}." for _ in range(5)))
    if count > 1:
        parts.append("\n".join(f"- {title(chance, 4)}" for _ in range(3)))
    return "\n\n".join(parts)


def _sentence(chance: Random) -> str:
    subject, thing, other = (chance.choice(NOUNS) for _ in range(3))
    verb, how = chance.choice(DOES), chance.choice(HOW)
    return f"The {subject} {verb} the {thing} {how}, and the {other} does so too"
