"""Whatever becomes of the files, the page looks at titles, says so, and soon finds all again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from search import engine
from search.engine import made_by
from tests.search.pages import indexed


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"")


def _cut_off(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _no_files(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _no_pointer(folder: Path) -> None:
    (folder.parent / "current").unlink()


def _nonsense_in_the_pointer(folder: Path) -> None:
    (folder.parent / "current").write_bytes(b"../\xff\x00")


DAMAGES = [_empty, _cut_off, _no_files, shutil.rmtree, _no_pointer, _nonsense_in_the_pointer]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["whoosh", "tantivy"])
def test_titles_are_looked_at_and_it_is_said_until_the_worker_has_been(
    app, browser, wiki, name: str, damage: Callable[[Path], None]
) -> None:
    with app.app_context():
        root = engine.index().folder.root
        app.extensions["search"] = made_by(name, root)
    indexed(app)
    with app.app_context():
        folder = engine.index().folder.current()
        engine.index().close()
        app.extensions["search"] = made_by(name, root)  # as a process begun later sees it
    damage(folder)

    page = browser.get("/search?q=school+meals").text
    assert "School meals" in page
    assert "only titles were looked at" in page
    browser.get("/search/similar?text=school+meals")
    browser.get("/search/suggestions?q=scho")

    indexed(app)
    page = browser.get("/search?q=tram").text  # in no title
    assert "Buses" in page
    assert "only titles" not in page
