"""What is done about a chain that was damaged, or fell back with a restored backup.

A chain that lost its last statements and goes on would contradict every copy outside. As each
statement is signed and whole in itself, the lost ones can be taken back from any copy.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from core import versions
from core.db import db
from core.errors import Refused
from voting.models import ChainEnd, Manifest, Poll
from voting.proof import chain, site_key
from voting.proof.canonical import canonical, digest
from voting.proof.chain import BEGINNING, Kind

_CHAIN = sa.select(
    Manifest.number,
    Manifest.kind,
    Manifest.header,
    Manifest.body,
    Manifest.signature,
    Manifest.previous_hash,
    Manifest.hash,
).order_by(Manifest.number)


def problems() -> list[str]:
    """One sentence for each statement that does not hold; the first is where to look."""
    found, before, key, number = [], BEGINNING, "", 0
    for row in db.session.execute(_CHAIN.execution_options(yield_per=500)):
        header, number = json.loads(row.header), number + 1
        if (row.number, header["number"]) != (number, number):
            found.append(f"Statement {number} is missing.")
            number = row.number
        if not row.previous_hash == header["previous"] == before:
            found.append(f"Statement {row.number} does not follow the one before.")
        if chain.hash_of(row.header) != row.hash or digest(json.loads(row.body)) != header["body"]:
            found.append(f"Statement {row.number} was altered.")
        if not site_key.is_signed(row.header.encode(), row.signature, key or _key_in(row)):
            found.append(f"Statement {row.number} is not signed with the key that held then.")
        before, key = row.hash, _key_in(row) or key
    end = db.session.scalars(sa.select(ChainEnd)).one_or_none()
    if end is not None and (end.number, end.hash) != (number, before):
        found.append(f"The chain should end with statement {end.number}.")
    return found


def take_back(text: str) -> int:
    """Append the statements of a copy (``/proof/chain.json``) that follow ours; how many.

    What we have already must be the same in the copy. Raises Refused or ValueError, and then
    nothing was taken. Does not commit.
    """
    end, taken = chain.held_end(), 0
    for entry in json.loads(text)["chain"]:
        header = canonical(entry["header"]).decode()
        number = entry["header"]["number"]
        if number <= end.number:
            ours = db.session.get(Manifest, number)
            if ours is None or ours.header != header:
                raise Refused(f"Statement {number} of the copy is not the one we have.")
            continue
        _refuse_what_does_not_follow(entry, header, end)
        _put_back(entry, header)
        end.number, end.hash = number, chain.hash_of(header)
        if entry["header"]["kind"] == Kind.KEY:
            end.key = entry["body"]["public_key"]
        taken += 1
    db.session.flush()
    versions.move_on([chain.PAGE])
    return taken


def _refuse_what_does_not_follow(entry: Mapping[str, Any], header: str, end: ChainEnd) -> None:
    number = entry["header"]["number"]
    if (number, entry["header"]["previous"]) != (end.number + 1, end.hash):
        raise Refused(f"Statement {number} of the copy does not follow our last, {end.number}.")
    if "body" not in entry or digest(entry["body"]) != entry["header"]["body"]:
        raise Refused(f"The words of statement {number} are missing in the copy, or altered.")
    signer = end.key or entry["body"].get("public_key", "")
    if not site_key.is_signed(header.encode(), entry["signature"], signer):
        raise Refused(f"Statement {number} of the copy is not signed with our key.")


def _put_back(entry: Mapping[str, Any], header: str) -> None:
    about = entry["header"]
    poll_id = db.session.scalar(sa.select(Poll.id).where(Poll.public_id == about["poll"]))
    restored = Manifest(
        number=about["number"],
        poll_id=poll_id,  # none: the poll itself was lost, its statements were not
        kind=about["kind"],
        made_on=date.fromisoformat(about["made_on"]),
        header=header,
        body=canonical(entry["body"]).decode(),
        signature=entry["signature"],
        previous_hash=about["previous"],
        hash=chain.hash_of(header),
    )
    db.session.add(restored)


def _key_in(row: Any) -> str:
    return str(json.loads(row.body)["public_key"]) if row.kind == Kind.KEY else ""
