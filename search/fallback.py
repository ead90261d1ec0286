"""Looking at titles in the database, for when there is no index."""

import sqlalchemy as sa

from core.db import db
from core.subjects import Subject
from search import documents
from search.kinds import TITLE_COLUMNS, searched
from search.language import Query

MOST = 30  # of each kind


def with_titles_like(query: Query) -> list[Subject]:
    """Subjects whose titles hold all the words; 1 to 3 statements for each kind."""
    words = [word for part in (*query.words, *query.phrases) for word in part.split()]
    if not words:
        return []
    found: list[Subject] = []
    for kind, cls in searched().items():
        title = _title_of(cls)
        if title is None or (query.kinds and kind not in query.kinds):
            continue
        like = (title.icontains(word, autoescape=True) for word in words)
        wanted = sa.select(cls.id).where(*like).order_by(sa.func.length(title), cls.id).limit(MOST)
        ids = list(db.session.scalars(wanted))
        shown = {subject.id: subject for subject in documents.shown(kind, ids)}
        found += [shown[id_] for id_ in ids if id_ in shown]
    return found


def _title_of(cls: type[Subject]) -> sa.ColumnElement[str] | None:
    columns = sa.inspect(cls).columns
    return next((columns[name] for name in TITLE_COLUMNS if name in columns), None)
