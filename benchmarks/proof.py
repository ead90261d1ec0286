"""The proof of a poll with half a million ballots: how long to make, how large, how long to check.

.venv/bin/python -m benchmarks.proof [BALLOTS]
"""

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.voting.bundles import TOOL, asked, bundle_of
from voting.methods import Kind
from voting.methods.support_scale import Answer
from voting.pooling import Clp, freeze_pools
from voting.proof import merkle
from voting.tally import count

BALLOTS = 500_000
CLPS, REGIONS = 650, 3
MOST_SECONDS, MOST_BYTES = 30, 15_000_000  # declared: docs/benchmarks.md


def main(arguments: list[str]) -> None:
    """Make one bundle, check it as people do, and print what it took."""
    ballots = int(arguments[0]) if arguments else BALLOTS
    chance = random.Random(1)
    clps = [Clp(n, n % REGIONS, f"CLP {n:03d}", ballots // CLPS * 2 + 60) for n in range(CLPS)]
    pools, of = freeze_pools(clps, 50), asked(Kind.SUPPORT)
    answers = list(Answer)
    votes: dict[int, dict[str, int]] = {pool.number: dict.fromkeys(answers, 0) for pool in pools}
    for place in range(ballots):
        votes[pools[place % len(pools)].number][chance.choice(answers)] += 1
    trackers = sorted({chance.randbytes(10) for _ in range(ballots)})

    started = time.perf_counter()
    root = merkle.root(trackers)
    print(f"root of {ballots:,} trackers: {time.perf_counter() - started:.2f} s")
    branches = merkle.branches(trackers)
    started = time.perf_counter()
    start = ballots // 2 // merkle.BRANCH * merkle.BRANCH
    path = merkle.path_by_branches(trackers[start : start + merkle.BRANCH], ballots // 2, branches)
    print(
        f"proof of one ballot: {1000 * (time.perf_counter() - started):.1f} ms, {len(path)} steps"
    )
    assert merkle.root_by_path(trackers[ballots // 2], ballots // 2, ballots, path) == root

    bundle = bundle_of(of, pools, count(votes, of), trackers)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bundle.json"
        file.write_text(json.dumps(bundle))
        size = file.stat().st_size
        print(
            f"bundle: {size / 1e6:.1f} MB, {len(gzip.compress(file.read_bytes())) / 1e6:.1f} packed"
        )
        started = time.perf_counter()
        command = [sys.executable, str(TOOL), str(file)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
    print(f"checked in {seconds:.1f} s: {ended.stdout.strip()[:60]}…")
    assert ended.returncode == 0, ended.stdout
    assert seconds < MOST_SECONDS
    assert size < MOST_BYTES


if __name__ == "__main__":
    main(sys.argv[1:])
