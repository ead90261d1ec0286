"""Bringing in CLPs and the roll from CSV files, with a report of what was refused and why.

A bad row never stops the rest, and is never half stored. Importing a file again changes what has
changed and adds what is new; it never removes anyone.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from accounts import rules
from accounts.models import Clp, Member, Region
from core import events, versions
from core.db import db
from core.errors import Refused
from core.text import slugify

BATCH = 1000  # rows between two commits


@dataclass(slots=True)
class Report:
    """What an import did: counts, and the refused rows as (line of the file, why)."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        yield f"{self.added} added, {self.changed} changed, {self.same} already as in the file"
        for line, why in self.refused:
            yield f"line {line} refused: {why}"

    def count(self, *, added: bool, changed: bool) -> None:
        """Count one row that was taken in."""
        self.added += added
        self.changed += changed and not added
        self.same += not added and not changed


Row = dict[str, str]
Progress = Callable[[Iterable[tuple[int, Row]]], Iterable[tuple[int, Row]]]


def import_clps(path: Path, progress: Progress = lambda rows: rows) -> Report:
    """CLPs with their regions. Columns: code, name, region; region_code and slug may be left out.

    Raises Refused when the file cannot be read at all. Commits.
    """
    regions = {region.name: region for region in db.session.scalars(sa.select(Region))}
    clps = {clp.code: clp for clp in db.session.scalars(sa.select(Clp))}
    return _import(path, {"code", "name", "region"}, progress, lambda row: _clp(row, regions, clps))


def _clp(row: Row, regions: dict[str, Region], clps: dict[str, Clp]) -> tuple[bool, bool]:
    for column in ("code", "name", "region"):
        if not row[column]:
            raise Refused(f"the {column} is empty")
    region = regions.get(row["region"]) or _add_region(row, regions)
    clp = clps.get(row["code"])
    if clp is not None:
        changed = (clp.name, clp.region_id) != (row["name"], region.id)
        if changed:
            clp.name, clp.region_id = row["name"], region.id
            events.record("clp.changed", clp, actor_id=None, pages=["structure"])
        return False, changed
    slug = row.get("slug") or slugify(row["name"])
    if any(other.slug == slug for other in clps.values()):
        raise Refused(f"another CLP already has the address “{slug}”")
    clp = Clp(code=row["code"], slug=slug, name=row["name"], region_id=region.id)
    db.session.add(clp)
    events.record("clp.added", clp, actor_id=None)
    clps[clp.code] = clp
    return True, False


def _add_region(row: Row, regions: dict[str, Region]) -> Region:
    name = row["region"]
    region = Region(code=row.get("region_code") or slugify(name), slug=slugify(name), name=name)
    db.session.add(region)
    db.session.flush()
    regions[name] = region
    return region


def import_members(path: Path, progress: Progress = lambda rows: rows) -> Report:
    """The roll. Columns: number, name, clp (code, slug or name), joined (YYYY-MM-DD), email.

    The e-mail address may be left out or empty. A member is known by the membership number.
    Raises Refused when the file cannot be read at all. Commits.
    """
    clps: dict[str, int] = {}
    for clp in db.session.scalars(sa.select(Clp)):
        clps |= {clp.code.lower(): clp.id, clp.slug.lower(): clp.id, clp.name.lower(): clp.id}
    report = _import(
        path, {"number", "name", "clp", "joined"}, progress, lambda row: _member(row, clps)
    )
    # Names stand on kept pages everywhere.
    versions.move_on(("clps", "structure") if report.changed else ("clps",))
    events.commit()
    return report


def _member(row: Row, clps: dict[str, int]) -> tuple[bool, bool]:
    email = row.get("email", "").lower() or None
    facts = {
        "name": _needed(row, "name"),
        "email": email,
        "clp_id": clps.get(row["clp"].lower()),
        "joined_on": _date(row["joined"]),
    }
    if facts["clp_id"] is None:
        raise Refused(f"there is no CLP “{row['clp']}”")
    if email and (reason := rules.why_not_email(email)):
        raise Refused(reason)
    number = _needed(row, "number")
    found = list(
        db.session.scalars(
            sa.select(Member).where(
                sa.or_(
                    Member.membership_number == number,
                    Member.email == email if email else sa.false(),
                )
            )
        )
    )
    member = next((one for one in found if one.membership_number == number), None)
    other = next((one for one in found if one is not member), None)
    if other is not None and (member is not None or other.membership_number):
        raise Refused(f"the address {email} belongs to another member")
    member = member or other  # an account made before its owner was on the roll
    if member is None:
        db.session.add(Member(membership_number=number, **facts))
        return True, False
    changed = member.membership_number != number or any(
        getattr(member, name) != value for name, value in facts.items()
    )
    member.membership_number = number
    for name, value in facts.items():
        setattr(member, name, value)
    return False, changed


def _needed(row: Row, column: str) -> str:
    if not row[column]:
        raise Refused(f"the {column} is empty")
    return row[column]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is not a date like 2019-05-31") from None


def _import(
    path: Path,
    needed: set[str],
    progress: Progress,
    take: Callable[[Row], tuple[bool, bool]],
) -> Report:
    report = Report()
    for count, (line, row) in enumerate(progress(list(_rows(path, needed))), start=1):
        try:
            if row.get("", ""):
                raise Refused("there are more fields than columns")
            with db.session.begin_nested():
                added, changed = take(row)
                db.session.flush()
        except Refused as refused:
            report.refused.append((line, refused.sentence))
        else:
            report.count(added=added, changed=changed)
        if count % BATCH == 0:
            events.commit()
    events.commit()
    return report


def _rows(path: Path, needed: set[str]) -> Iterator[tuple[int, Row]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not UTF-8 text. Save it as “CSV UTF-8”.") from None
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from None
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval="")
    missing = needed - set(reader.fieldnames or ())
    if missing:
        raise Refused(f"The file lacks the columns: {', '.join(sorted(missing))}.")
    for row in reader:
        yield (
            reader.line_num,
            {
                key: " ".join(value.replace("\x00", "").split()) if isinstance(value, str) else "x"
                for key, value in row.items()
            },
        )
