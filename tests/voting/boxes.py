"""Booths to attack: small helpers for the tests of the ballot box."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from voting import booth, codes
from voting.booth import Booth
from voting.box import Cast
from voting.methods.support_scale import Answer
from voting.seal import Content


@dataclass(frozen=True, slots=True)
class Poll:
    """A booth and where its ballots lie; votes in it as the site would."""

    booth: Booth
    url: str
    data_dir: Path
    public_key: bytes

    def vote(
        self, member_id: int, answer: str = Answer.FOR, *, pool: int = 1, code: str = ""
    ) -> tuple[Cast, str]:
        code = code or codes.new_code()
        content = Content(pool, answer)
        return self.booth.cast(member_id, code, content, self.public_key), code


def new_poll(url: str, folder: Path, poll: str = "") -> Poll:
    made = booth.set_up(
        poll or uuid.uuid4().hex, database_url=url, data_dir=folder, secrets_dir=folder / "secrets"
    )
    return Poll(made, url, folder, made.keys.public_key)


def same_poll(url: str, folder: Path, poll: str) -> Poll:
    """The same poll as another process sees it."""
    found = booth.find(poll, database_url=url, data_dir=folder, secrets_dir=folder / "secrets")
    return Poll(found, url, folder, found.keys.public_key)
