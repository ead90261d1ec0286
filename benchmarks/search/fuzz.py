"""`python -m benchmarks.search.fuzz`: random and hostile searches against a small site.

Asks the page of results 10,000 random searches and 200 hostile ones, with odd filters, and counts
answers of 500 and more, and those that took more than ALLOWED seconds of processor time. Exits with
1 when there is any.
"""

from __future__ import annotations

import random
import string
import sys
import tempfile
import time
from collections.abc import Iterator
from http import HTTPStatus

import click
from flask import Flask

import app
from core.db import db
from core.limits import limiter
from demo import community
from search import indexer

ALLOWED = 0.3  # seconds of processor time
SYNTAX = ('"', "-", "*", ":", "(", ")", "'", "“", "in:", "by:", "clp:", "kind:", "since:", "until:")
WORDS = ("school", "rent", "buses", "free", "the", "of", "NHS", "N.H.S.", "2024", "last week", "éa")
STRANGE = "\x00\u202e\u200b\ufeff🦄ﷺßİ\\%_/<>&;|~^[]{}"
PARAMETERS = ("in", "clp", "region", "position", "since", "until", "sort", "kind", "page")

Asked = dict[str, str]


@click.command()
@click.option("--count", default=10_000, show_default=True, help="Random searches.")
@click.option("--seed", default=7, show_default=True)
def fuzz(count: int, seed: int) -> None:
    """Ask, and print how many failed or were slow."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as data_dir:
        site = app.create_app(environment="testing", secret_key="k" * 40, data_dir=data_dir)
        limiter.enabled = False
        with site.app_context():
            db.create_all()
            list(community.make())
            indexer.rebuild()
        asked = [*hostile(200), *(random_search(dice) for _ in range(count))]
        wrong = list(_wrong(site, asked))
    print(f"{len(asked)} searches, {len(wrong)} failed or slow")
    for line in wrong[:20]:
        print(line)
    sys.exit(bool(wrong))


def random_search(dice: random.Random) -> Asked:
    """Words, syntax and strange letters in any order, and now and then an odd filter."""
    pieces = [
        dice.choice((*SYNTAX, *WORDS, dice.choice(STRANGE), dice.choice(string.printable)))
        for _ in range(dice.randrange(1, 30))
    ]
    asked = {"q": dice.choice(("", " ")).join(pieces)}
    if dice.random() < 0.3:  # noqa: PLR2004 — now and then
        asked[dice.choice(PARAMETERS)] = dice.choice((*WORDS, *STRANGE, "-1", "9" * 30, "topic"))
    return asked


def hostile(count: int) -> Iterator[Asked]:
    """Searches made to be slow: long runs, nesting, many beginnings, many slips of the finger."""
    runs = (
        "a",
        "(",
        '"',
        "-",
        "*",
        "a*",
        "a-",
        "a'",
        "a:",
        "a.",
        "é",
        "in:",
        'in:"',
        "by:a ",
        "🦄",
    )
    slips = ("aeducatio", "qwertyuiop", "accomodatoin", "goverment", "zzzzzzzzzz", "tehh")
    begun = ("a", "sch", "con", "pre", "the", "inter")
    made = [{"q": run * times} for run in runs for times in (1, 10, 199, 2_000, 20_000)]
    made += [{"q": " ".join(f"{start}{end}*" for end in "abcdefghij")} for start in begun]
    made += [{"q": " ".join(f"{slip}{n}" for n in range(10))} for slip in slips]
    made += [{"q": " ".join(f"{letter}{slip}" for letter in "abcdefghij")} for slip in slips]
    made += [{"q": "school", name: "9" * times} for name in PARAMETERS for times in (1, 30, 5_000)]
    made += [{"q": f"{word} " * 40} for word in (*WORDS, *SYNTAX)]
    return iter((made * (count // len(made) + 1))[:count])


def _wrong(site: Flask, searches: list[Asked]) -> Iterator[str]:
    client = site.test_client()
    for number, asked in enumerate(searches):
        began = time.process_time()
        answer = client.get("/search", query_string=asked)
        seconds = time.process_time() - began
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or seconds > ALLOWED:
            yield f"{answer.status_code} {seconds:.3f} s: {asked!r:.200}"
        if number % 1000 == 0:
            print(f"{number} …", flush=True)


if __name__ == "__main__":
    fuzz()
