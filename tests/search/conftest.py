"""An index of its own for each test."""

import gc

import pytest

from search.backend import Backend
from search.tantivy_index import TantivyIndex
from search.whoosh_index import WhooshIndex
from tests.search.documents import document
from tests.search.pages import indexed, write_wiki

ENGINES: tuple[type[Backend], ...] = (WhooshIndex, TantivyIndex)


@pytest.fixture(params=ENGINES, ids=("whoosh", "tantivy"))
def engine_class(request):
    """Each engine in turn: both have to pass the same tests."""
    return request.param


@pytest.fixture
def index(tmp_path, engine_class):
    """An empty index."""
    made = engine_class(tmp_path / "index")
    made.rebuild([])
    return made


@pytest.fixture
def library(index):
    """A few documents about housing, transport and schools."""
    index.put(
        [
            document(1, "Planning and housing", "Councils plan where homes are built."),
            document(2, "Free buses", "Buses should be free for everyone in a café or not."),
            document(3, "School meals", "All pupils in primary education eat together."),
            document(4, "Right to buy", "Tenants may buy their council home.", kind="option"),
            document(5, "Rents", "A cap on rents helps tenants.", kind="argument"),
            document(6, "Rents in our town", "Our rents doubled.", kind="post", readers="clp:7"),
        ]
    )
    return index


@pytest.fixture
def swept():
    """Files that were left open are closed before the next test begins."""
    yield
    gc.collect()


@pytest.fixture
def wiki(app):
    """The small wiki, in the index."""
    with app.app_context():
        made = write_wiki()
    indexed(app)
    return made


@pytest.fixture
def as_ada(sign_in, cast):
    """A member's browser."""
    return sign_in(cast.ada)


@pytest.fixture
def as_dilys(sign_in, cast):
    """An editor's browser."""
    return sign_in(cast.dilys)
