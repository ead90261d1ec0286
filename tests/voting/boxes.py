"""Booths to attack: small helpers for the tests of the ballot box."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from voting import codes
from voting.booth import Booth, Places
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
    return _poll(places(url, folder).new_booth(poll or uuid.uuid4().hex), url, folder)


def same_poll(url: str, folder: Path, poll: str) -> Poll:
    """The same poll as another process sees it."""
    return _poll(places(url, folder).booth(poll), url, folder)


def places(url: str, folder: Path) -> Places:
    return Places(url, folder, folder / "secrets")


def _poll(booth: Booth, url: str, folder: Path) -> Poll:
    return Poll(booth, url, folder, booth.keys.public_key)
