"""The whole wiki with its history as one file of JSON lines, and back. docs/operate/exchange.md."""

from wiki.exchange.exporting import export
from wiki.exchange.loading import load

__all__ = ["export", "load"]
