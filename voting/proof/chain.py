"""The chain: each entry names the hash of the one before, whichever poll that was of.

An entry is a *header*, a *body* and a signature of the header. The header names the body by its
hash, so the chain can still be checked where a body is not shown (a poll that was hidden).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from core import versions
from core.clock import today
from core.db import db
from core.web import settings
from voting.models.manifests import ChainEnd, Manifest
from voting.proof import site_key
from voting.proof.canonical import canonical, digest
from voting.proof.site_key import SiteKey

FORMAT = 1
BEGINNING = "0" * 64  # the "previous hash" of the first entry
PAGE = "proof"  # the page version that moves on with every entry


class Kind(StrEnum):
    """What an entry states."""

    KEY = "key"  # which key signs from here on
    OPENING = "opening"
    NOTE = "note"
    CLOSING = "closing"
    CORRECTION = "correction"  # another count in the place of the first, and why
    PURGE = "purge"
    VOID = "void"  # a poll that has no result and will have none
    BREAK = "break"  # something happened to the chain itself, in words


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be appended. `poll` is a poll's public id, "" when it is of no poll."""

    kind: Kind
    body: Mapping[str, Any]
    poll_id: int | None = None
    poll: str = ""


def append(entry: Entry) -> Manifest:
    """Sign an entry and put it at the end of the chain, in the caller's transaction.

    Two at once: the second waits until the first has committed or given up. The first entry ever
    is preceded by a statement of the key, which is made then. Raises KeysMissing.
    """
    end = held_end()
    if not end.key:
        _sign_with_new_key(end, "The first key.", None)
    return _put(end, entry, site_key.find(settings().secrets_path, end.key))


def change_key(why: str, *, old_is_lost: bool = False) -> Manifest:
    """Sign with a new key from here on. Raises KeysMissing.

    The old key signs that statement; when it is lost the new one does, and everybody who checks
    the chain is told that it broke here.
    """
    end = held_end()
    has_old = end.key and not old_is_lost
    return _sign_with_new_key(
        end, why, site_key.find(settings().secrets_path, end.key) if has_old else None
    )


def _sign_with_new_key(end: ChainEnd, why: str, old: SiteKey | None) -> Manifest:
    new = site_key.make(settings().secrets_path)
    statement = Entry(Kind.KEY, {"public_key": new.public, "why": why})
    changed = _put(end, statement, old or new)
    end.key = new.public
    return changed


def hash_of(header: str) -> str:
    """The hash of an entry, which the next one names."""
    return sha256(header.encode()).hexdigest()


def held_end() -> ChainEnd:
    """The end of the chain, locked until this transaction is over."""
    beginning = {"number": 0, "hash": BEGINNING}
    db.session.execute(
        sa.text(
            "INSERT INTO poll_chain_end (one, number, hash, key) VALUES (1, :number, :hash, '')"
            " ON CONFLICT DO NOTHING"
        ),
        beginning,
    )
    end = sa.select(ChainEnd).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(end).one()


def _put(end: ChainEnd, entry: Entry, key: SiteKey) -> Manifest:
    body = dict(entry.body)
    header = canonical(
        {
            "format": FORMAT,
            "number": end.number + 1,
            "kind": entry.kind.value,
            "poll": entry.poll,
            "made_on": today().isoformat(),
            "previous": end.hash,
            "body": digest(body),
        }
    ).decode()
    manifest = Manifest(
        number=end.number + 1,
        poll_id=entry.poll_id,
        kind=entry.kind.value,
        made_on=today(),
        header=header,
        body=canonical(body).decode(),
        signature=key.sign(header.encode()),
        previous_hash=end.hash,
        hash=hash_of(header),
    )
    db.session.add(manifest)
    end.number, end.hash = manifest.number, manifest.hash
    db.session.flush()
    versions.move_on([PAGE])
    return manifest
