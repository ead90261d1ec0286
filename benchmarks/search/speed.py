"""`python -m benchmarks.search.speed --documents N`: both engines beside SQLite's FTS5.

The same documents and questions in one run, each question once, engines by turns; processor time,
not the clock: so the ratios mean something on a busy machine too. A page of results is the same
question with every facet; suggestions are the first letters of a title.
"""

import gc
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

import click

from benchmarks.search.corpus import Corpus
from benchmarks.search.fts import Fts5
from benchmarks.search.progress import shown
from benchmarks.search.questions import CLASSES, READERS, Question, page, questions
from search.backend import Backend, Document
from search.engine import made_by

ENGINES = ("whoosh", "tantivy")
SAMPLED = 2_000  # documents questions are drawn from
WARM = 20  # questions asked before it counts
Times = dict[str, dict[str, list[float]]]  # by engine and class, in ms


@click.command()
@click.option("--documents", default=100_000, show_default=True)
@click.option("--each", default=30, show_default=True, help="Questions of each class.")
@click.option("--engine", "engines", multiple=True, type=click.Choice(ENGINES), default=ENGINES)
@click.option("--folder", type=click.Path(path_type=Path), help="Keep the indexes here.")
def speed(documents: int, each: int, engines: tuple[str, ...], folder: Path | None) -> None:
    """Measure every class of question on each engine, as a ratio to FTS5."""
    with tempfile.TemporaryDirectory() as passing, suppress(BrokenPipeError):
        place = (folder or Path(passing)).resolve()
        times = taken(documents, place, each=each, engines=engines)
        print("\n".join(table(documents, times, engines)))


def taken(
    documents: int, place: Path, *, each: int = 30, engines: Iterable[str] = ENGINES
) -> Times:
    """How long questions about so many documents took; indexes in the folder unless there."""
    corpus = Corpus(documents)
    backends = {name: _built(name, corpus, place) for name in engines}
    fts = _fts(corpus, place)
    gc.collect()
    return measured(backends, fts, questions(islice(corpus, SAMPLED), each=each))


def measured(backends: dict[str, Backend], fts: Fts5, asked: list[Question]) -> Times:
    """How long each question took, by engine and class."""
    times: Times = defaultdict(lambda: defaultdict(list))
    for backend in backends.values():
        for question in asked[:WARM]:
            backend.query(question.search)
    for question in asked[WARM:]:
        kind, start = question.kind, question.words[0][:4]
        times["fts5"][kind].append(_ms(partial(fts.ask, question)))
        for name, backend in backends.items():
            suggest = partial(backend.suggest, start, readers=READERS, kinds=["topic"])
            times[name][kind].append(_ms(partial(backend.query, question.search)))
            times[name]["page"].append(_ms(partial(backend.query, page(question))))
            times[name]["suggestions"].append(_ms(suggest))
    return times


def table(documents: int, times: Times, engines: Iterable[str]) -> Iterator[str]:
    """The figures as Markdown."""
    yield f"### Search: {documents:,} documents\n"
    yield "Median in ms, then its ratio to FTS5, then the slowest question in ms.\n"
    yield f"| class | FTS5 | {' | '.join(engines)} |"
    yield f"|---|---:|{'---:|' * len(list(engines))}"
    for kind in CLASSES:
        bare = median(times["fts5"][kind])
        cells = (_cell(times[name][kind], bare) for name in engines)
        yield f"| {kind} | {bare:.2f} | {' | '.join(cells)} |"
    bare = median(_all(times["fts5"]))
    yield f"| all | {bare:.2f} | {' | '.join(_cell(_all(times[n]), bare) for n in engines)} |"
    for kind in ("page", "suggestions"):  # the engine's part; site.py measures whole answers
        cells = (f"p95 {quantiles(times[n][kind], n=20)[-1]:.1f} ms" for n in engines)
        yield f"| {kind} | | {' | '.join(cells)} |"


def growth(few: Times, many: Times) -> Iterator[str]:
    """What more documents cost, as Markdown: the larger median over the smaller."""
    names = list(few)
    yield "### Search: growth\n"
    yield f"| class | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for kind in CLASSES:
        ratios = (median(many[name][kind]) / median(few[name][kind]) for name in names)
        yield f"| {kind} | {' | '.join(f'{ratio:.1f}×' for ratio in ratios)} |"


def _cell(found: list[float], bare: float) -> str:
    return f"{median(found):.2f}, {median(found) / bare:.2f}×, {max(found):.0f}"


def _all(by_class: dict[str, list[float]]) -> list[float]:
    return [one for kind in CLASSES for one in by_class[kind]]


def _ms(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1_000


def _built(name: str, corpus: Corpus, place: Path) -> Backend:
    root = place / f"{name}-{corpus.documents}"
    backend = made_by(name, root)
    if not backend.is_there:
        began = time.process_time()
        backend.rebuild(_told(corpus, name))
        print(f"{name}: built in {time.process_time() - began:.0f} s", file=sys.stderr)
    return backend


def _fts(corpus: Corpus, place: Path) -> Fts5:
    """Kept under its name when it is whole: one that was broken off is begun again."""
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"fts-{corpus.documents}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        filled = Fts5(part)
        filled.fill(_told(corpus, "fts5"))
        filled.database.close()
        part.rename(path)
    return Fts5(path)


def _told(corpus: Corpus, name: str) -> Iterator[Document]:
    return shown(corpus, corpus.documents, f"{name}, {corpus.documents:,} documents")


if __name__ == "__main__":
    speed()
