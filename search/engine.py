"""The index of this application on this machine, and the pages of results it keeps."""

from typing import TYPE_CHECKING

from flask import current_app

from core.web import settings
from search.kept import Kept
from search.whoosh_index import WhooshIndex

if TYPE_CHECKING:
    from search.queries import Results

PAGES_KEPT = 200


def index() -> WhooshIndex:
    """The one index that all threads of this process share."""
    if "search" not in current_app.extensions:
        current_app.extensions["search"] = WhooshIndex(settings().data_path / "index")
    found: WhooshIndex = current_app.extensions["search"]
    return found


def kept() -> "Kept[Results]":
    """Pages of results made since anything last happened, shared by all threads."""
    pages: Kept[Results] = current_app.extensions.setdefault("search.kept", Kept(PAGES_KEPT))
    return pages
