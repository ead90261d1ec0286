"""The square code of an address, as SVG for a page or a sheet. The only user of segno."""

from __future__ import annotations

import segno
from markupsafe import Markup


def square_code(address: str) -> Markup:
    """A QR code that leads to the address."""
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(scale=2, border=2, svgclass="square-code", title=address))  # noqa: S704
