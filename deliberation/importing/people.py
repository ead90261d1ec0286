"""Who wrote what is brought in."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from accounts.models import Member
from core import events
from core.clock import today
from core.db import db
from core.errors import Refused
from deliberation.importing.items import Item, Person, ThreadItem
from deliberation.importing.known import Known, person_key
from deliberation.rules import is_readable

LONGEST_NAME = 100  # characters

_BY_NUMBER = sa.select(Member.membership_number, Member.id).where(
    Member.membership_number.in_(sa.bindparam("numbers", expanding=True))
)


class People:
    """The authors of some lines: members by number; who has only a name becomes a member.

    That one has no membership number, no address and no password, so nobody can ever sign in as
    them, and they are counted among the members of no CLP.
    """

    def __init__(
        self, source: str, items: Iterable[Item], known: Known, clp_id: int | None, suffix: str
    ) -> None:
        self._source = source
        self._known = known
        self._clp_id = clp_id
        self._suffix = suffix
        self.added = 0
        authors = [one.first.author if isinstance(one, ThreadItem) else one.author for one in items]
        numbers = sorted({author.number for author in authors if author.number})
        rows = db.session.execute(_BY_NUMBER, {"numbers": numbers})
        self._by_number = {str(number): id_ for number, id_ in rows}

    def id_of(self, person: Person) -> int:
        """The member that this person is. Raises Refused."""
        if person.number:
            if person.number not in self._by_number:
                raise Refused(f"there is no member with the number “{person.number}”")
            return self._by_number[person.number]
        return self._known.ids.get(person_key(person)) or self._add(person)

    def _add(self, person: Person) -> int:
        name = " ".join(person.name.split())
        if not is_readable(name) or not name.isprintable():
            raise Refused("the name of its author cannot be read")
        if len(name) > LONGEST_NAME:
            raise Refused(f"the name of its author is longer than {LONGEST_NAME} characters")
        made = Member(name=name + self._suffix, joined_on=today(), clp_id=self._clp_id)
        db.session.add(made)
        events.record("member.imported", made, actor_id=None, source=self._source)
        self._known.mark(person_key(person), made.id)
        self.added += 1
        return made.id
