"""Factories for tests: plain functions that add rows and flush; the caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from accounts import passwords
from accounts.models import Clp, Member, Region, RoleGrant
from accounts.rules import Role
from core import house_rules
from core.clock import now
from core.db import db
from deliberation.models import WordChange
from house.actions import record_change

PASSWORD = "folkmoot-demo"
_hash = ""
_next = count(1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of the cast. Ada, Bola and Farah are of Ashford Vale; the others of Brambleton."""

    ashford: int
    brambleton: int
    ada: int  # member
    bola: int  # author
    chen: int  # steward of the whole party
    dilys: int  # editor
    farah: int  # officer of Ashford Vale
    gwen: int  # analyst
    hari: int  # admin
    stella: int  # a second steward of the whole party
    emrys: int  # a second editor


def password_hash() -> str:
    """The hash of PASSWORD, worked out once."""
    global _hash  # noqa: PLW0603 — hashing takes 40 ms
    _hash = _hash or passwords.hash_password(PASSWORD)
    return _hash


def region(name: str = "") -> Region:
    """A region."""
    number = next(_next)
    made = Region(code=f"R{number}", slug=f"region-{number}", name=name or f"Region {number}")
    db.session.add(made)
    db.session.flush()
    return made


def clp(name: str = "", *, of: Region | None = None) -> Clp:
    """A CLP."""
    number = next(_next)
    made = Clp(
        code=f"C{number}",
        slug=f"clp-{number}",
        name=name or f"CLP {number}",
        region_id=(of or region()).id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def member(name: str = "", *, of: Clp | None = None, **options: Any) -> Member:
    """A confirmed member on the roll since 2020."""
    number = next(_next)
    facts = {
        "name": name or f"Member {number}",
        "email": f"member{number}@demo.example",
        "membership_number": f"M{number:06d}",
        "password_hash": password_hash(),
        "joined_on": date(2020, 1, 1),
        "confirmed_at": now(),
        "clp_id": of.id if of else None,
        **options,
    }
    made = Member(**facts)
    db.session.add(made)
    db.session.flush()
    return made


def grant(member_id: int, role: Role, clp_id: int | None = None) -> RoleGrant:
    """A role in force."""
    made = RoleGrant(
        member_id=member_id, role=role.value, clp_id=clp_id, reason="Elected.", granted_at=now()
    )
    db.session.add(made)
    db.session.flush()
    return made


def cast() -> Cast:
    """Everyone, with their roles."""
    wessex = region("Wessex")
    ashford, brambleton = clp("Ashford Vale", of=wessex), clp("Brambleton", of=wessex)
    names = {
        "ada": ("Ada Okafor", ashford),
        "bola": ("Bola Adeyemi", ashford),
        "chen": ("Chen Wei", brambleton),
        "dilys": ("Dilys Morgan", brambleton),
        "farah": ("Farah Khan", ashford),
        "gwen": ("Gwen Price", brambleton),
        "hari": ("Hari Patel", brambleton),
        "stella": ("Stella Marsh", ashford),
        "emrys": ("Emrys Vaughan", ashford),
    }
    ids = {
        key: member(name, of=home, email=f"{key}@demo.example").id
        for key, (name, home) in names.items()
    }
    for key, role in (
        ("chen", Role.STEWARD),
        ("stella", Role.STEWARD),
        ("dilys", Role.EDITOR),
        ("emrys", Role.EDITOR),
        ("gwen", Role.ANALYST),
        ("hari", Role.ADMIN),
    ):
        grant(ids[key], role)
    grant(ids["farah"], Role.OFFICER, ashford.id)
    return Cast(ashford=ashford.id, brambleton=brambleton.id, **ids)


def rule(key: str, value: int | str) -> None:
    """A house rule has this value from now on."""
    found = house_rules.find(key)
    assert found, key
    record_change(found, str(value), reason="For a test.", starts_at=now(), by_id=None)


def watched_word(word: str, does: str, cast: Cast) -> None:
    """A word that Chen and Stella have put on the list."""
    change = WordChange(
        word=word,
        adds=True,
        does=does,
        reason="personal_abuse",
        why="It hurts.",
        proposed_by_id=cast.chen,
        proposed_at=now(),
        answered_by_id=cast.stella,
        answered_at=now(),
        agreed=True,
    )
    db.session.add(change)
