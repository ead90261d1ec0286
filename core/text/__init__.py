"""Markdown to safe HTML, plain text, word differences, slugs. The only user of the text libraries.

Rendering is dear (4–8 page views), so it is done once, when a text is saved.
"""

from core.text.difference import word_diff
from core.text.markdown import LONGEST, render
from core.text.words import excerpt, plain, slugify

__all__ = ["LONGEST", "excerpt", "plain", "render", "slugify", "word_diff"]
