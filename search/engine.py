"""The index of this application on this machine, and the pages of results it keeps."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from core.web import settings
from search.backend import Backend
from search.kept import Kept

if TYPE_CHECKING:
    from search.queries import Results

PAGES_KEPT = 200


def index() -> Backend:
    """The one index that all threads of this process share."""
    if "search" not in current_app.extensions:
        made = made_by(settings().search_engine, settings().data_path / "index")
        current_app.extensions["search"] = made
    found: Backend = current_app.extensions["search"]
    return found


def made_by(engine: str, root: Path) -> Backend:
    """The index in a folder, by the engine of this name. Only what is chosen is imported."""
    if engine == "tantivy":
        from search.tantivy_index import TantivyIndex  # noqa: PLC0415 - an optional extra

        return TantivyIndex(root)
    from search.whoosh_index import WhooshIndex  # noqa: PLC0415

    return WhooshIndex(root)


def kept() -> "Kept[Results]":
    """Pages of results made since anything last happened, shared by all threads."""
    pages: Kept[Results] = current_app.extensions.setdefault("search.kept", Kept(PAGES_KEPT))
    return pages
