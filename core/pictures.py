"""Pictures as we keep them: turned upright, no larger than a page needs, nothing personal inside.

The only user of Pillow. A photograph says where and when it was taken and with whose camera; all
of that goes, since the picture is written anew from its points of colour and nothing else.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from core.errors import Refused

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60_000_000  # of what comes: four bytes each while it is read
LONGEST_SIDE = 2_000  # pixels of what is kept
QUALITY = 82
BROKEN = "The picture cannot be read. Save it as PNG or JPEG and try again."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept. `format` is JPEG, PNG or WEBP, as it came."""

    content: bytes
    format: str
    width: int
    height: int


def cleaned(content: bytes) -> Picture:
    """The picture upright, small enough, without anything about who took it. Raises Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which goes anyway
            return _cleaned(content)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 — Pillow raises whatever a broken file makes it raise
        raise Refused(BROKEN) from None


def _cleaned(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=FORMATS) as came:
        form = came.format or ""
        if came.width * came.height > MOST_PIXELS:
            raise Refused("The picture has too many pixels. Make it smaller and try again.")
        came.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large photograph is never whole here
        upright = ImageOps.exif_transpose(came)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        bare = _bare(upright, form)
    written = io.BytesIO()
    bare.save(written, form, quality=QUALITY, optimize=True)
    return Picture(written.getvalue(), form, bare.width, bare.height)


def _bare(picture: Image.Image, form: str) -> Image.Image:
    """The points of colour and nothing else."""
    clear = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if clear and form != "JPEG" else "RGB"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    return bare
