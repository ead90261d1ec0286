"""Bringing in a folder of Markdown files as topics."""

from wiki.importing.report import Report
from wiki.importing.storing import import_wiki

__all__ = ["Report", "import_wiki"]
