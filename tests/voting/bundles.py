"""Bundles of polls of every kind without a site: the real count, table and hashes, our own key."""

import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from voting import methods, tally
from voting.methods import Asked, Kind
from voting.methods.support_scale import THRESHOLDS, Answer
from voting.pooling import Clp, Pool, freeze_pools
from voting.proof import merkle
from voting.proof.bodies import row_as_values
from voting.proof.canonical import canonical, digest
from voting.proof.reading import reading
from voting.proof.site_key import SiteKey
from voting.publishing import Level, table

TOOL = Path(__file__).parents[2] / "tools" / "verify_poll.py"
POLL = "0123456789abcdef0123456789abcdef"
LABELS = {
    "consensus_acceptance": 80,
    "consensus_agreement": 30,
    "divided_ends": 25,
    "divided_agreement": -20,
}


@dataclass
class Forge:
    """Makes a chain as the site would, or as somebody would who has taken its key."""

    key: SiteKey
    poll: str = POLL
    chain: list[dict[str, Any]] = field(default_factory=list)

    def state(self, kind: str, body: dict[str, Any], *, poll: str | None = None) -> str:
        header = {
            "format": 1,
            "number": len(self.chain) + 1,
            "kind": kind,
            "poll": self.poll if poll is None else poll,
            "made_on": "2026-05-01",
            "previous": digest(self.chain[-1]["header"]) if self.chain else "0" * 64,
            "body": digest(body),
        }
        signature = self.key.sign(canonical(header))
        self.chain.append({"header": header, "signature": signature, "body": body})
        return digest(header)


def any_answer(kind: Kind, n: int, chance: random.Random) -> str:
    """A canonical answer; minds lean to the first choices, so that there is something to win."""
    if kind is Kind.SUPPORT:
        return chance.choices(list(Answer), [5, 6, 3, 4, 2, 1, 1])[0]
    if kind is Kind.SINGLE:
        return str(min(chance.randint(1, n), chance.randint(1, n)))
    if kind is Kind.APPROVAL:
        ticked = [str(number) for number in range(1, n + 1) if chance.random() < 1 / number]
        return ",".join(ticked) or "none"
    if kind is Kind.RESISTANCE:
        return ",".join(chance.choice([*"0123456789", "10", "-"]) for _ in range(n - 1)) + ",3"
    order = sorted(range(1, n + 1), key=lambda number: number + chance.random() * n)
    return str(order[0]) + "".join(chance.choice(">>=") + str(number) for number in order[1:])


def asked(kind: Kind, n: int = 4) -> Asked:
    choices = () if kind is Kind.SUPPORT else tuple(f"Choice {c}" for c in "ABCDEFGH"[:n])
    return Asked(methods.of(kind), choices)


def counted(
    of: Asked, pools: list[Pool], chance: random.Random, turnout: float
) -> tuple[tally.Tally, int]:
    """Random ballots in random pools, and how many there are."""
    answers = {
        pool.number: Counter(
            _canonical(of, any_answer(of.method.kind, of.n, chance))
            for _ in range(pool.eligible)
            if chance.random() < turnout
        )
        for pool in pools
    }
    return tally.count(answers, of), sum(some.total() for some in answers.values())


def _canonical(of: Asked, answer: str) -> str:
    given = of.method.given(answer, of.n)
    return of.read(given)


def bundle(
    kind: Kind = Kind.SUPPORT, *, seed: int = 1, clps: int = 12, turnout: float = 0.3
) -> dict[str, Any]:
    """A sound bundle of a poll of this kind."""
    chance = random.Random(seed)
    sizes = [chance.choice([20, 60, 120, 300]) for _ in range(clps)]
    pools = freeze_pools(
        [Clp(number, number % 3, f"CLP {number}", size) for number, size in enumerate(sizes, 1)], 50
    )
    of = asked(kind)
    votes, ballots = counted(of, pools, chance, turnout)
    return bundle_of(of, pools, votes, sorted(chance.randbytes(10) for _ in range(ballots)))


def bundle_of(
    of: Asked, pools: list[Pool], votes: tally.Tally, trackers: list[bytes]
) -> dict[str, Any]:
    """The bundle of this count."""
    regions = {number: f"Region {number}" for number in range(3)}
    rows = table(pools, votes, asked=of, regions=regions, k_show=10, down_to=Level.POOL)
    forge = Forge(SiteKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32)))))
    forge.state("key", {"public_key": forge.key.public, "why": "The first key."}, poll="")
    opening = forge.state("opening", _opening(of, pools, regions))
    forge.state("note", {"box": "open", "turnout": 0, "root": "ab" * 32})
    forge.state("opening", {"question": "Another poll?"}, poll="f" * 32)
    root = merkle.root(trackers).hex()
    forge.state("note", {"box": "shut", "root": root})
    closing = {
        "opening": opening,
        "headline": "",
        "reading": reading(rows, of, THRESHOLDS),
        "rows": [row_as_values(row) for row in rows],
        "trackers": {"count": len(trackers), "root": root},
        "channels": {"web": len(trackers), "paper": votes.total - len(trackers)},
        "spoiled": 0,
        "box_after_each_mix": [len(trackers)],
        "paper_sheets": [],
        "tally": "0" * 64,
    }
    forge.state("closing", closing)
    del forge.chain[3]["body"]
    return {
        "format": "folkmoot bundle 1",
        "poll": POLL,
        "keys": forge.chain[:1],
        "chain": forge.chain[1:],
        "trackers": [tracker.hex() for tracker in trackers],
    }


def _opening(of: Asked, pools: list[Pool], regions: dict[int, str]) -> dict[str, Any]:
    return {
        "question": "What should we do?",
        "kind": of.method.kind.value,
        "choices": list(of.choices),
        "rules": {"shown_from": 10, "pool_from": 50, "down_to": "pool", "labels": LABELS},
        "eligible": sum(pool.eligible for pool in pools),
        "pools": [
            {
                "number": pool.number,
                "region": regions[pool.region_id],
                "label": pool.label,
                "eligible": pool.eligible,
            }
            for pool in pools
        ],
    }


def hash_anew(bundle: dict[str, Any], *, key: SiteKey | None = None) -> None:
    """As a forger would: make every hash fit again, and sign with a key if there is one."""
    before = digest(bundle["keys"][-1]["header"])
    opening = ""
    for entry in bundle["chain"]:
        if "body" in entry:
            if entry["header"]["kind"] in {"closing", "correction"}:
                entry["body"]["opening"] = opening
            entry["header"]["body"] = digest(entry["body"])
        entry["header"]["previous"] = before
        before = digest(entry["header"])
        if entry["header"]["kind"] == "opening" and entry["header"]["poll"] == POLL:
            opening = before
        if key:
            entry["signature"] = key.sign(canonical(entry["header"]))


def verify(path: Path, *options: str, bare: bool = False) -> tuple[int, str]:
    """What the shipped tool says: its exit code and its last line. `bare`: without cryptography."""
    command = [sys.executable, *(["-S"] if bare else []), str(TOOL), str(path), *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == "", ended.stderr
    return ended.returncode, ended.stdout.strip().splitlines()[-1]


def kept(folder: Path, bundle: dict[str, Any]) -> Path:
    """The bundle as a file."""
    path = folder / "bundle.json"
    path.write_text(json.dumps(bundle))
    return path
