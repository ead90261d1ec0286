"""`python -m benchmarks.search.kills --times 50`: a writer of the index is killed again and again.

After each kill the index has to be readable and to hold everything that was acknowledged. Exits
with 1 when something is missing.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from benchmarks.search.speed import ENGINES
from search.backend import Document, Search
from search.engine import made_by
from search.language import Query

WRITER = """
import sys
from pathlib import Path
from search.backend import Document
from search.engine import made_by

index = made_by(sys.argv[1], Path(sys.argv[2]))
number = int(sys.argv[3])
while True:
    number += 1
    index.put([Document("post", number, f"Post {number}", "rent " * 50, "public")])
    print(number, flush=True)
"""


@click.command()
@click.option("--times", default=50, show_default=True)
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
def kills(times: int, engines: tuple[str, ...]) -> None:
    """Kill writers and count what is missing."""
    lost = 0
    for engine in engines:
        with tempfile.TemporaryDirectory() as passing:
            written, missing = killed(engine, Path(passing), times)
        lost += missing
        print(f"{engine}: {times} kills, {written} acknowledged, {missing} missing")
    raise SystemExit(1 if lost else 0)


def killed(engine: str, root: Path, times: int) -> tuple[int, int]:
    """The last number acknowledged, and how many of them were missing after some kill."""
    dice = random.Random(1)
    made_by(engine, root).rebuild([])
    written, missing = 0, 0
    for _ in range(times):
        written = _killed_after(dice.random() * 0.3, engine, root, written)
        survivor = made_by(engine, root)
        survivor.put([Document("topic", 1, "Written by the next", "", "public")])
        found = survivor.query(Search(Query(words=("rent",)))).total
        missing = max(missing, written - found)
    return written, missing


def _killed_after(delay: float, engine: str, root: Path, written: int) -> int:
    command = [sys.executable, "-W", "ignore", "-c", WRITER, engine, str(root), str(written)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        return int((writer.stdout.read().split() or [first])[-1])


if __name__ == "__main__":
    kills()
