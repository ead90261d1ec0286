"""Pictures inside a file, as data, so that it can be read without the site."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape

import sqlalchemy as sa

from core.db import db
from wiki.models import Attachment, FileContent

LARGEST = 2_000_000  # bytes of one picture; a larger one leaves its description
_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="/attachments/(\d{1,10})/[^"]*"[^>]*>')
_SRC = re.compile(r'\bsrc="[^"]*"')
_ALT = re.compile(r'\balt="([^"]*)"')
_CONTENT = (
    sa.select(Attachment.media_type, FileContent.content)
    .join(FileContent, FileContent.hash == Attachment.content_hash)
    .where(
        Attachment.id == sa.bindparam("attachment_id"),
        Attachment.hidden_at.is_(None),
        Attachment.media_type.startswith("image/"),
        Attachment.size <= LARGEST,
    )
)


def inside(html: str) -> str:
    """The HTML with its pictures as data. 1 statement for each."""
    return _PICTURE.sub(_inside, html) if "<img" in html else html


def _inside(match: re.Match[str]) -> str:
    found = db.session.execute(_CONTENT, {"attachment_id": int(match[1])}).one_or_none()
    if found is None:
        described = _ALT.search(match[0])
        words = unescape(described[1]) if described else ""
        return f"<em>(Picture: {escape(words) or 'left out'})</em>"
    data = b64encode(found.content).decode()
    return _SRC.sub(f'src="data:{found.media_type};base64,{data}"', match[0], count=1)
