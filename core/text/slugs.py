"""Names as they stand in addresses."""

from __future__ import annotations

import re
import unicodedata

NAMELESS = "page"
LONGEST_SLUG = 60


def slugify(title: str) -> str:
    """A title as part of a URL: ASCII letters, digits and hyphens, at most 60, never empty."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST_SLUG].strip("-") or NAMELESS


def bare(name: str) -> str:
    """The letters and digits of a slug: sites differ in where they put hyphens, not in these."""
    return slugify(name).replace("-", "")


def after(text: str) -> str:
    """Something that stands behind all that begins like this, by letters and digits alone.

    Collations of PostgreSQL leave out what is neither, so only those are counted up.
    """
    for index in range(len(text) - 1, -1, -1):
        letter = text[index]
        if letter == "9":
            return f"{text[:index]}a"
        if letter.isascii() and letter.isalnum() and letter.lower() != "z":
            return text[:index] + chr(ord(letter) + 1)
    return "\U0010fffd"
