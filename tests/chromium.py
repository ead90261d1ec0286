"""The system's Chromium, for tests in a real browser. Nothing is fetched for them."""

import os
import shutil
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# For a browser in a container, as root, with little shared memory and no graphics.
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@cache
def path() -> str | None:
    """Where it is: CHROMIUM, or the first of the usual names; None when there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)
