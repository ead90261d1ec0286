"""Bringing in a folder of Markdown files as topics."""

from wiki.importing.storing import Report, import_wiki

__all__ = ["Report", "import_wiki"]
