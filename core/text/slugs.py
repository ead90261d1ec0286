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
