"""Documents and questions for tests of the engine."""

from search.backend import Document, Found
from search.language import parse
from search.whoosh_index import WhooshIndex

PUBLIC = frozenset({"public"})


def document(id_: int, title: str, text: str = "", *, kind: str = "topic", readers: str = "public"):
    return Document(kind, id_, title, text, readers)


def find(index: WhooshIndex, text: str, *, readers: frozenset[str] = PUBLIC, **options) -> Found:
    return index.query(parse(text), readers=readers, **options)


def keys(index: WhooshIndex, text: str, **options) -> list[str]:
    return [hit.key for hit in find(index, text, **options).hits]
