"""Regions, CLPs with their rolls, and the cast with their roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import sqlalchemy as sa

import accounts.actions
from accounts import passwords
from accounts.access import Viewer
from accounts.models import Clp, Member, Region, RoleGrant
from accounts.rules import Grant, Role
from core import events
from core.clock import freeze, now, today
from core.db import Model, db
from core.text import slugify
from demo.names import full_name

PASSWORD = "folkmoot-demo"
HAS_EMAIL, HAS_ACCOUNT = 0.8, 0.4  # shares of a roll
BEGAN = timedelta(days=120)  # ago: when the demo community began to use the site

REGIONS = {
    "South East": "Ashford Vale 840, Brambleton 610, Chalkdown 420, Medbourne 1180, "
    "Solent Reach 730, Wealden Cross 290",
    "Wales": "Aberfelin 360, Cwm Rheidol 190, Glan-y-Môr 480, Llanfarian 150, Pont-y-Bont 540, "
    "Ynys Wen 230",
    "Yorkshire and the Humber": "Airebank 910, Calderbeck 640, Dalesmoor 310, Humberwick 520, "
    "Kirkholme 450, Steelhaven 1040",
    "London": "Brentmere 1200, Docklands North 880, Hallowfield 760, Leabank 1120, "
    "Norwood Rise 690, Thamesgate 950",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the cast was made, and why."""

    role: Role
    reason: str
    local: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast."""

    name: str
    clp: str
    role: Part | None = None

    @property
    def email(self) -> str:
        """Their address: the first name."""
        return f"{self.name.split()[0].lower()}@demo.example"


HARI = Person(
    "Hari Patel", "Thamesgate", Part(Role.ADMIN, "Runs the site for the general secretary.")
)
CAST = (
    HARI,
    Person("Ada Okafor", "Ashford Vale"),
    Person("Bola Adeyemi", "Ashford Vale"),
    Person(
        "Chen Wei",
        "Leabank",
        Part(Role.STEWARD, "Elected by the stewards’ meeting for two years."),
    ),
    Person(
        "Dilys Morgan",
        "Pont-y-Bont",
        Part(Role.EDITOR, "Chosen by the policy forum to keep the education and health pages."),
    ),
    Person(
        "Farah Khan",
        "Ashford Vale",
        Part(Role.OFFICER, "Secretary of the CLP since its annual meeting.", local=True),
    ),
    Person("Gwen Price", "Aberfelin", Part(Role.ANALYST, "Prepares poll reports for the forum.")),
    Person(
        "Stella Marsh",
        "Ashford Vale",
        Part(Role.STEWARD, "Elected by the stewards’ meeting for two years."),
    ),
    Person(
        "Emrys Vaughan",
        "Llanfarian",
        Part(Role.EDITOR, "Chosen by the policy forum to keep the housing and transport pages."),
    ),
)


def make() -> Iterator[str]:
    """Make whoever is missing; commits after each CLP. Says what was made."""
    for region, clps in REGIONS.items():
        made = [_clp(region, *line.strip().rsplit(" ", 1)) for line in clps.split(",")]
        if any(made):
            yield f"{region}: {len(made)} CLPs, {sum(made):,} members"
    if _make_cast():
        yield f"The cast: {', '.join(person.name for person in CAST)}"


def _clp(region_name: str, name: str, size: str) -> int:
    """Make this CLP and its roll in one transaction; how many members it was given."""
    if db.session.scalar(sa.select(Clp.id).where(Clp.code == _code(name))):
        return 0
    with freeze(now() - BEGAN):
        clp = Clp(
            code=_code(name), slug=slugify(name), name=name, region_id=_region(region_name).id
        )
        db.session.add(clp)
        events.record("clp.added", clp, actor_id=None)
        roll = list(_roll(clp, int(size), welsh=region_name == "Wales"))
    db.session.execute(Model.metadata.tables["member"].insert(), roll)
    events.commit()
    return len(roll)


def _code(name: str) -> str:
    return f"D-{slugify(name)}"


def _region(name: str) -> Region:
    region = db.session.scalar(sa.select(Region).where(Region.name == name))
    if region is None:
        region = Region(code=f"D-{slugify(name)}", slug=slugify(name), name=name)
        db.session.add(region)
        db.session.flush()
    return region


def _roll(clp: Clp, size: int, *, welsh: bool) -> Iterator[dict[str, Any]]:
    chance = Random(clp.code)
    for number in range(size):
        name = full_name(chance, welsh=welsh)
        email = f"{slugify(name).replace('-', '.')}.{clp.slug}.{number}@members.demo.example"
        has_email = chance.random() < HAS_EMAIL
        has_account = has_email and chance.random() < HAS_ACCOUNT
        yield {
            "name": name,
            "membership_number": f"D{clp.id:03d}{number:05d}",
            "email": email if has_email else None,
            "password_hash": _password_hash() if has_account else None,
            "confirmed_at": now() if has_account else None,
            "clp_id": clp.id,
            "joined_on": _joined_on(chance),
        }


def _joined_on(chance: Random) -> date:
    """Most joined in the last ten years, some long ago, all before the demo began."""
    return today() - timedelta(days=int(chance.expovariate(1 / 2200)) + 1)


@cache
def _password_hash() -> str:
    """The one hash of the one demo password: hashing is dear on purpose."""
    return passwords.hash_password(PASSWORD)


def _make_cast() -> bool:
    if accounts.actions.member_by_email(HARI.email):
        return False
    with freeze(now() - BEGAN):
        for person in CAST:
            _add(person)
        for person in CAST:
            _grant(person)
    events.commit()
    return True


def _add(person: Person) -> None:
    clp = db.session.scalars(sa.select(Clp).where(Clp.code == _code(person.clp))).one()
    member = Member(
        name=person.name,
        email=person.email,
        membership_number=f"D-{slugify(person.name)}",
        password_hash=_password_hash(),
        confirmed_at=now(),
        clp_id=clp.id,
        joined_on=date(2016, 5, 3),
    )
    db.session.add(member)
    events.record("member.confirmed", member, actor_id=member.id)


def _grant(person: Person) -> None:
    """Hari's role is the first there is: nobody can have given it. He gives the others."""
    if person.role is None:
        return
    member = db.session.scalars(sa.select(Member).where(Member.email == person.email)).one()
    if person is HARI:
        grant = RoleGrant(
            member_id=member.id, role=Role.ADMIN, reason=person.role.reason, granted_at=now()
        )
        db.session.add(grant)
        events.record("role.granted", grant, actor_id=None, role=Role.ADMIN)
        return
    accounts.actions.grant_role(
        member,
        person.role.role,
        clp_id=member.clp_id if person.role.local else None,
        reason=person.role.reason,
        by=as_viewer("hari"),
    )


def as_viewer(first_name: str) -> Viewer:
    """One of the cast, as the actions want to see who acts."""
    email = f"{first_name}@demo.example"
    return _viewer(db.session.scalars(sa.select(Member).where(Member.email == email)).one())


def viewer_of(member_id: int) -> Viewer:
    """The same of any member, with the roles they have now."""
    return _viewer(db.session.get_one(Member, member_id))


def _viewer(member: Member) -> Viewer:
    roles = sa.select(RoleGrant.role, RoleGrant.clp_id).where(
        RoleGrant.member_id == member.id, RoleGrant.ended_at.is_(None)
    )
    grants = tuple(Grant(Role(role), clp_id) for role, clp_id in db.session.execute(roles))
    return Viewer(
        id=member.id,
        name=member.name,
        clp_id=member.clp_id,
        region_id=db.session.scalar(sa.select(Clp.region_id).where(Clp.id == member.clp_id)),
        joined_on=member.joined_on,
        on_roll=True,
        grants=grants,
    )


def active(chance: Random, count: int, *, clp: str = "") -> list[Viewer]:
    """So many members with an account and no role, of one CLP or of all; the same every time."""
    rows = sa.select(Member.id, Member.name, Member.clp_id, Member.joined_on).where(
        Member.password_hash.is_not(None), Member.email.like("%@members.demo.example")
    )
    if clp:
        rows = rows.join(Clp, Clp.id == Member.clp_id).where(Clp.name == clp)
    known = db.session.execute(rows.order_by(Member.id)).all()
    return [
        Viewer(id=row.id, name=row.name, clp_id=row.clp_id, joined_on=row.joined_on, on_roll=True)
        for row in chance.sample(known, min(count, len(known)))
    ]
