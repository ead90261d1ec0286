"""All that a folder holds: its pages, and the places in which one of them stands once more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.errors import Refused
from wiki import rules
from wiki.importing import listing, reading
from wiki.importing.listing import Spot
from wiki.importing.reading import Page, key_of, name_of
from wiki.importing.report import Report
from wiki.importing.walking import Found

LONGER = 80  # characters by which a link may grow


@dataclass(slots=True)
class Gathered:
    """The pages by key, folders before what is in them, and second places."""

    pages: dict[str, Page] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)  # keys; with nothing in them but second places


def gather(found: Iterable[Found], report: Report) -> Gathered:
    """Read every file; those that cannot be taken in are named in the report."""
    gathered = Gathered()
    twins: dict[str, str] = {}  # digest → key of the first page that says just this
    for one in found:
        try:
            _take(one, gathered, twins)
        except Refused as refused:
            report.refuse(one.path, refused.sentence)
    for key in (*gathered.pages, *(f"{folder}/" for folder in gathered.folders)):
        _add_folders(key, gathered.pages)
    _name_namesakes(gathered.pages.values(), report)
    gathered.pages = {key: gathered.pages[key] for key in sorted(gathered.pages, key=_depth)}
    return gathered


def _take(one: Found, gathered: Gathered, twins: dict[str, str]) -> None:
    if one.refused:
        raise Refused(one.refused)
    if one.same_as is not None:
        spot = Spot(one.path, key_of(one.same_as), _folder_of(one.path), name_of(one.path))
        gathered.spots.append(spot)
        gathered.folders.add(spot.under)
        return
    if one.file is None:
        raise Refused("is no file")
    page = _checked(reading.read(one.path, one.file))
    if listing.is_listing(page.path, page.text):
        gathered.spots += listing.spots_in(page.path, page.text)
    elif page.key in gathered.pages:
        raise Refused(f"has the same address as {gathered.pages[page.key].path}")
    elif (first := twins.setdefault(_digest(page), page.key)) != page.key:
        gathered.spots.append(Spot(page.path, first, _folder_of(page.path), ""))
        gathered.folders.add(_folder_of(page.path))
    else:
        gathered.pages[page.key] = page
        gathered.spots += [Spot(page.path, page.key, key_of(u), label) for u, label in page.places]


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0].lower()


def _digest(page: Page) -> str:
    """The same for two files that say the same; an index, or a file that says nothing, is alone."""
    is_index = page.key == _folder_of(page.path)
    alone = page.path if is_index or not page.text else ""
    said = f"{alone}\0{page.title}\0{page.summary}\0{page.text}"
    return hashlib.sha256(said.encode()).hexdigest()


def _checked(page: Page) -> Page:
    """Refuse here what saving would refuse, so that nothing is stored by half."""
    longest = len(page.text) + LONGER * page.text.count("](")
    if longest > rules.LONGEST_TEXT:
        raise Refused(f"has {len(page.text):,} characters; the most is {rules.LONGEST_TEXT:,}")
    return page


def _add_folders(key: str, pages: dict[str, Page]) -> None:
    """A folder without an index is a topic with no text of its own."""
    while key:
        key = key.rpartition("/")[0]
        if key not in pages:
            pages[key] = Page(f"{key}/", key, name_of(key) if key else "", "", "")


def _name_namesakes(pages: Iterable[Page], report: Report) -> None:
    first: dict[str, str] = {}
    for page in pages:
        other = first.setdefault(page.title.casefold(), page.path)
        if other != page.path and page.title:
            report.note(page.path, f"has the same title as {other}: “{page.title}”")


def _depth(key: str) -> tuple[bool, int, str]:
    return key != "", key.count("/"), key
