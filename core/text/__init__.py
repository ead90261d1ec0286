"""Markdown to safe HTML, plain text, word differences, slugs. The only user of the text libraries.

Rendering is dear (4–8 page views), so it is done once, when a text is saved.
"""

from core.text.difference import word_diff
from core.text.markdown import LONGEST, Text, render, without_controls
from core.text.parser import WIKI_LINK, File, Meaning, Target
from core.text.sections import Section, section_of, sections, with_section
from core.text.slugs import NAMELESS, after, bare, slugify
from core.text.words import excerpt, plain

__all__ = [
    "LONGEST",
    "NAMELESS",
    "WIKI_LINK",
    "File",
    "Meaning",
    "Section",
    "Target",
    "Text",
    "after",
    "bare",
    "excerpt",
    "plain",
    "render",
    "section_of",
    "sections",
    "slugify",
    "with_section",
    "without_controls",
    "word_diff",
]
