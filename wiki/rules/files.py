"""Which files may be attached. What a file is, its content says, never its name. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

LARGEST_FILE = 10_000_000  # bytes
MOST_FILES = 100  # of one topic
MOST_WITH_SUGGESTION = 5
LONGEST_DESCRIPTION = 300
LONGEST_FILE_NAME = 80
MOST_ENTRIES = 5_000  # in a document, which is a ZIP archive; we read its list only
DOCUMENT = "application/vnd.openxmlformats-officedocument"
OPEN = b"application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that may be attached."""

    media_type: str
    ending: str
    words: str
    is_picture: bool = False


TYPES = {
    one.ending: one
    for one in (
        FileType("image/png", "png", "PNG picture", is_picture=True),
        FileType("image/jpeg", "jpg", "JPEG picture", is_picture=True),
        FileType("image/webp", "webp", "WebP picture", is_picture=True),
        FileType("application/pdf", "pdf", "PDF"),
        FileType(f"{OPEN.decode()}.text", "odt", "OpenDocument text"),
        FileType(f"{OPEN.decode()}.spreadsheet", "ods", "OpenDocument spreadsheet"),
        FileType(f"{DOCUMENT}.wordprocessingml.document", "docx", "Word document"),
        FileType(f"{DOCUMENT}.spreadsheetml.sheet", "xlsx", "Excel spreadsheet"),
        FileType("text/csv", "csv", "table as text"),
        FileType("text/plain", "txt", "plain text"),
    )
}
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"%PDF-": "pdf"}
WORDS = {one.media_type: one.words for one in TYPES.values()}
TAKEN = "PNG, JPEG or WebP pictures, PDF, ODT, ODS, DOCX, XLSX, CSV and TXT"


def type_of(content: bytes, name: str) -> FileType | None:
    """What the content is; None when it is nothing that is taken.

    The name only tells a table as text from other text, which hold the same bytes.
    """
    for beginning, ending in BEGINNINGS.items():
        if content.startswith(beginning):
            return TYPES[ending]
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return TYPES["webp"]
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if _is_text(content):
        return TYPES["csv" if name.lower().endswith(".csv") else "txt"]
    return None


def _document(content: bytes) -> FileType | None:
    """An office document without macros, by the list of what is in it; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if len(names) > MOST_ENTRIES or any(_is_macro(name) for name in names):
        return None
    if content[30:38] == b"mimetype":  # an OpenDocument says first what it is, unpacked
        said = content[38:120]
        for ending in ("odt", "ods"):
            media_type = TYPES[ending].media_type.encode()
            if said.startswith(media_type) and not said.startswith(media_type + b"-"):
                return TYPES[ending]
        return None
    for inside, ending in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if inside in names and "[Content_Types].xml" in names:
            return TYPES[ending]
    return None


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))


def _is_text(content: bytes) -> bool:
    """UTF-8 without control characters, and not a page or picture in disguise."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if not text.strip() or re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
        return False
    return not re.match(
        r"\s*<(?:!doctype|html|svg|\?xml|script|head|body|iframe)", text, re.IGNORECASE
    )


def file_name(name: str, ending: str) -> str:
    """The name with what is safe in an address, and the ending of what the file is."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    clean = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:LONGEST_FILE_NAME].strip("-")
    return f"{clean or 'file'}.{ending}"


def file_url(attachment_id: int, content_hash: str, name: str) -> str:
    """Where the file itself is. Another content has another address, so it may be kept for ever."""
    return f"/attachments/{attachment_id}/{content_hash[:16]}-{name}"


def why_not_file(content: bytes, name: str) -> str | None:
    """The reason a file may not be attached; None when it may."""
    if not content:
        return "Choose a file. The one that came is empty."
    if len(content) > LARGEST_FILE:
        megabytes, most = len(content) / 1e6, LARGEST_FILE // 1_000_000
        return f"The file has {megabytes:.1f} megabytes; the most is {most}."
    if type_of(content, name) is None:
        return f"We cannot take this kind of file. We take {TAKEN}, without macros."
    return None


def why_not_attach(
    *, may_edit: bool, own_waiting: bool, files: int, most: int = MOST_FILES
) -> str | None:
    """The reason someone may not attach a file here; None when they may."""
    if not (may_edit or own_waiting):
        return "Only editors add files. You can add one to a suggestion of yours that waits."
    if files >= most:
        return f"There are {files} files here already; that is the most."
    return None


def why_not_description(description: str, *, is_picture: bool) -> str | None:
    """The reason the words about a file will not do; None when they will."""
    if is_picture and not description.strip():
        return "Say what the picture shows, for people who cannot see it."
    if len(description) > LONGEST_DESCRIPTION:
        return f"Use at most {LONGEST_DESCRIPTION} characters to say what it shows."
    return None
