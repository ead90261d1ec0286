"""Each night every machine compares its index with the database, and mends what has drifted."""

import logging
import time
from contextlib import suppress

from core.jobs import every
from search import doctor, documents, engine, indexer
from search.folder import Busy

NIGHT_SECONDS = 23 * 3_600
_NOTE = "compared"

log = logging.getLogger("folkmoot.search")


@every(seconds=3_600, name="search.compare", everywhere=True)
def compare_by_night() -> None:
    """Compare once a day; a large index beside the worker's other work."""
    note = engine.index().folder.root / _NOTE
    if not note.parent.exists():
        return
    if not note.exists():  # it has just been built
        note.touch()
        return
    if time.time() - note.stat().st_mtime < NIGHT_SECONDS:
        return
    note.touch()
    with documents.snapshot():
        is_small = documents.count() <= indexer.MOST_AT_ONCE
    if is_small:
        compare()
    else:
        indexer.beside("search.compare", compare)


def compare() -> int:
    """Compare everything, read again what differs and log how much it was."""
    with documents.snapshot():
        report = doctor.examine()
    if report.drifted:
        log.warning("The search index had drifted: %d documents.", len(report.drifted))
        with suppress(Busy):  # whoever writes now; the next night looks again
            doctor.mend(report)
    return len(report.drifted)
