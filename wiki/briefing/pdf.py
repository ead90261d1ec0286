"""HTML to PDF, tagged so that it can be read aloud. The only user of WeasyPrint, an optional extra.

Nothing is fetched: pictures stand inside the HTML as data, any other address is refused.
"""

from __future__ import annotations

import importlib
import logging
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from threading import BoundedSemaphore
from typing import Any

VARIANT = "pdf/ua-1"  # ISO 14289: headings, lists and reading order are tagged
_turns = BoundedSemaphore(1)  # one at a time in each process: a booklet takes much memory


class Busy(Exception):
    """Another PDF is being made; the reader may try again in a moment."""


@cache
def is_there() -> bool:
    """Whether this site can make PDFs: WeasyPrint and the system's Pango are there."""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def pdf_of(html: str, *, wait_seconds: float = 20) -> bytes:
    """The page as a PDF. Raises Busy when others are waiting for theirs."""
    if not _turns.acquire(timeout=wait_seconds):
        raise Busy
    try:
        return _made(html).write_pdf(pdf_variant=VARIANT)  # type: ignore[no-any-return]
    finally:
        _turns.release()


def sheets_of(html: str) -> int:
    """How many sheets the page fills."""
    return len(_made(html).render().pages)


def _made(html: str) -> Any:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # not of each rule meant for screens
    weasyprint = importlib.import_module("weasyprint")  # only now: it is large, and may be absent
    urls = importlib.import_module("weasyprint.urls")
    nothing = urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    return weasyprint.HTML(string=html, base_url=None, url_fetcher=nothing)
