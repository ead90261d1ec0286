"""The index of this application on this machine."""

from flask import current_app

from core.web import settings
from search.whoosh_index import WhooshIndex


def index() -> WhooshIndex:
    """The one index that all threads of this process share."""
    if "search" not in current_app.extensions:
        current_app.extensions["search"] = WhooshIndex(settings().data_path / "index")
    found: WhooshIndex = current_app.extensions["search"]
    return found
