"""Documents and questions for tests of the engine."""

from typing import Any

from search.backend import Backend, Document, Found, Search
from search.language import parse

PUBLIC = frozenset({"public"})


def document(
    id_: int,
    title: str,
    text: str = "",
    *,
    kind: str = "topic",
    readers: str = "public",
    **facts: Any,
):
    return Document(kind, id_, title, text, readers, **facts)


def find(index: Backend, text: str, *, readers: frozenset[str] = PUBLIC, **options: Any) -> Found:
    return index.query(Search(parse(text), readers, **options))


def keys(index: Backend, text: str, **options: Any) -> list[str]:
    return [hit.key for hit in find(index, text, **options).hits]
