"""Which tests need the extra `pdf`."""

import os

import pytest

from wiki.briefing import pdf

# Where CI=true they must run, and fail without it.
needs_pdf = pytest.mark.skipif(
    not pdf.is_there() and os.environ.get("CI") != "true",
    reason="no PDF here: install the extra pdf, and Pango",
)
