"""Commands: search from a shell, build the index anew, and ask whether it is true."""

import json
from collections.abc import Iterable, Iterator

import click

from accounts.access import GUEST
from core import weak_spots
from search import doctor as examination
from search import documents, engine, indexer, queries
from search.backend import Document
from search.folder import Busy
from search.hits import Result
from search.trends import actions as trends

BUSY = "Another process is writing the index. Try again soon."
TITLES_ONLY = "There is no index that can be read, so only titles were looked at."
SHOWN = 20  # keys named in a report


@click.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="One JSON list: kind, id, title, url, score.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
def search(query: str, *, as_json: bool, limit: int) -> None:
    """Search as somebody who is not signed in."""
    found = queries.first(GUEST, query, limit)
    if not engine.index().is_there:
        click.echo(TITLES_ONLY, err=True)
    if as_json:
        click.echo(json.dumps([_as_json(hit) for hit in found], ensure_ascii=False, indent=1))
        return
    for hit in found:
        click.echo(f"{hit.score:8.2f}  {hit.kind:10}  {hit.title.striptags()}  {hit.url}")


@click.command()
def reindex() -> None:
    """Build the search index anew. The old one serves until the new one is whole.

    May be stopped at any time: the old one stays in use; run it again to begin again.
    """
    expected = documents.count()
    indexer.step_back()

    def watched(found: Iterable[Document]) -> Iterator[Document]:
        with click.progressbar(found, length=expected, label="Indexing") as bar:
            yield from bar

    try:
        count = indexer.rebuild(watched)
    except Busy:
        raise click.ClickException(BUSY) from None
    click.echo(f"{count} documents")


@click.command("count-words")
@click.option("--all", "everything", is_flag=True, help="Count three years anew, not what is due.")
def count_words(*, everything: bool) -> None:
    """Count which words people use, for the pages of trends. The worker does so every night.

    May be stopped at any time: the quarters that were counted stay; run it again for the rest.
    """
    trends.mark_changed()
    for quarter in trends.due(everything=everything):

        def watched(people: trends.People, name: str = quarter.name) -> Iterator[trends.Person]:
            with click.progressbar(people, label=name, show_percent=False, show_pos=True) as bar:
                yield from bar

        click.echo(f"{quarter.name}: {trends.count(quarter, watched)} people wrote")


@click.command()
@click.option("--mend/--only-look", default=True, help="Read again what has drifted.")
def doctor(*, mend: bool) -> None:
    """Compare the search index with the database, look for events about nothing, and warn.

    Warnings name what weakens a promise on this machine, such as who can read ballot boxes.
    """
    report = examination.examine()
    if not report.readable:
        click.echo("There is no index that can be read; the worker will build one.")
    else:
        click.echo(f"{report.documents} documents in the index")
    for name in ("missing", "left_over", "outdated", "orphans"):
        keys: tuple[str, ...] = getattr(report, name)
        if keys:
            click.echo(f"{name.replace('_', ' ')}: {len(keys)}: {', '.join(keys[:SHOWN])}")
    for sentence in weak_spots.found():
        click.echo(f"warning: {sentence}")
    if mend and report.drifted:
        try:
            examination.mend(report)
        except Busy:
            raise click.ClickException(BUSY) from None
        click.echo("They were read again.")
    if not report.is_well:
        raise SystemExit(1)


def _as_json(hit: Result) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title.striptags(),
        "url": hit.url,
        "where": hit.where,
        "snippet": hit.snippet.striptags(),
        "score": round(hit.score, 4),
    }


COMMANDS = (search, reindex, doctor, count_words)
