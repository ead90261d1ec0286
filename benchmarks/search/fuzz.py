"""`python -m benchmarks.search.fuzz`: random and hostile searches against a small site.

Asks the page of results 10,000 random searches and 200 hostile ones, with odd filters, and counts
answers of 500 and more, and those that took more than ALLOWED seconds of processor time. Exits with
1 when there is any.
"""

from __future__ import annotations

import os
import random
import string
import sys
import time
from collections.abc import Iterable, Iterator
from http import HTTPStatus

import click
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.search import living
from benchmarks.search.speed import ENGINES
from demo import community
from search import indexer

ALLOWED = 0.3  # seconds of processor time
HOSTILE = 200
TITLES_ONLY = "only titles were looked at"
SYNTAX = ('"', "-", "*", ":", "(", ")", "'", "“", "in:", "by:", "clp:", "kind:", "since:", "until:")
WORDS = ("school", "rent", "buses", "free", "the", "of", "NHS", "N.H.S.", "2024", "last week", "éa")
STRANGE = "\x00\u202e\u200b\ufeff🦄ﷺßİ\\%_/<>&;|~^[]{}"
PARAMETERS = ("in", "clp", "region", "position", "since", "until", "sort", "kind", "page")

Asked = dict[str, str]


@click.command()
@click.option("--count", default=10_000, show_default=True, help="Random searches.")
@click.option("--seed", default=7, show_default=True)
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
def fuzz(count: int, seed: int, engines: tuple[str, ...]) -> None:
    """Ask, and print how many failed or were slow."""
    url = os.environ.get("TEST_POSTGRES_URL", "")
    failed = False
    for engine in engines:
        with living.site(engine, url) as site:
            with site.app_context():
                list(community.make())
                indexer.rebuild()
            asked = [*hostile(HOSTILE), *random_searches(count, seed)]
            wrong = list(wrong_among(site, asked))
        print(f"{engine}: {len(asked)} searches, {len(wrong)} failed or slow", flush=True)
        for line in wrong[:20]:
            print(line)
        failed = failed or bool(wrong)
    sys.exit(failed)


def random_searches(count: int, seed: int) -> Iterator[Asked]:
    """So many random searches; the same for a seed."""
    dice = random.Random(seed)
    return (random_search(dice) for _ in range(count))


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


def wrong_among(site: Flask, searches: Iterable[Asked]) -> Iterator[str]:
    """A line for each search that failed, or was slow twice in turn."""
    client = site.test_client()
    for asked in searches:
        status, seconds = _answer(client, asked)
        if status < HTTPStatus.INTERNAL_SERVER_ERROR and seconds > ALLOWED:
            site.extensions.pop("search.kept", None)  # else the page is answered from memory
            status, seconds = _answer(client, asked)
        if status != HTTPStatus.OK or seconds > ALLOWED:
            yield f"{status} {seconds:.3f} s: {asked!r:.200}"


def _answer(client: FlaskClient, asked: Asked) -> tuple[int, float]:
    """The status of the page, and the seconds of processor time it took."""
    began = time.process_time()
    answer = client.get("/search", query_string=asked)
    took = time.process_time() - began
    if TITLES_ONLY in answer.text:  # the index was thought broken: a query did that
        return HTTPStatus.SERVICE_UNAVAILABLE, took
    return answer.status_code, took


if __name__ == "__main__":
    fuzz()
