"""A folder of Markdown becomes topics; bad files are named and stop nothing."""

import os
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.importing import import_wiki
from wiki.importing.cleaning import clean, link
from wiki.models import Revision, Topic, home_trails
from wiki.models.topics import BETWEEN


@pytest.fixture
def folder(tmp_path):
    """A folder called “handbook” with three pages, one in a folder that has no index."""
    root = tmp_path / "handbook"
    write(root / "index.md", "---\ntitle: The handbook\n---\nHow we do things.\n")
    text = "# Buses\n\nSee [trains](rail/trains.md#fast) and [x](no.md)."
    write(root / "local_transport.md", text)
    write(root / "rail" / "trains.md", "---\ntitle: Trains\nsubtitle: On rails.\n---\nThey go.\n")
    return root


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text)


def topic(title):
    return db.session.scalars(sa.select(Topic).where(Topic.title == title)).one()


def test_folders_become_structure_and_links_become_topic_links(app, folder):
    with app.app_context():
        report = import_wiki(folder)
        trains, buses = topic("Trains"), topic("Buses")

        assert (report.added, report.refused) == (4, [])
        assert home_trails([trains.id])[trains.id].split(BETWEEN) == [
            "The handbook",
            "Rail",
            "Trains",
        ]
        assert trains.summary == "On rails."
        assert buses.text == f"See [trains]({trains.url}) and x."
        assert f'href="{trains.url}"' in buses.html
        assert ("local_transport.md", "links that lead nowhere here: no.md") in report.notes


def test_importing_again_changes_what_changed_and_doubles_nothing(app, folder):
    with app.app_context():
        import_wiki(folder)
        write(folder / "rail" / "trains.md", "---\ntitle: Trains\n---\nThey go fast.\n")
        report = import_wiki(folder)

        assert (report.added, report.changed, report.same) == (0, 1, 3)
        assert topic("Trains").text == "They go fast."
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Topic)) == 4


def test_what_an_editor_changed_since_is_left_alone(app, folder):
    with app.app_context():
        import_wiki(folder)
        trains = topic("Trains")
        actions.edit(trains, {"text": "Ours."}, by=EDITOR, base=trains.revision, why="Better")
        write(folder / "rail" / "trains.md", "They go fast.\n")
        report = import_wiki(folder)

        assert topic("Trains").text == "Ours."
        assert ("rail/trains.md", "was changed in the wiki since, left as it is") in report.notes


def test_bad_files_are_named_and_the_rest_lands_whole(app, folder):
    write(folder / "latin.md", "Caf\xe9".encode("latin-1"))
    write(folder / "large.md", "x" * 5_000_000)
    write(folder / "long.md", "x" * 200_001)
    write(folder / "front.md", "---\ntitle: [oops\n---\ntext")
    write(folder / "empty.md", "")
    write(folder / "rail" / "trains.markdown", "The same again.")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    with app.app_context():
        report = import_wiki(folder)
        refused = dict(report.refused)

        assert report.added == 4
        assert "is not UTF-8 text (byte 3)" in refused["latin.md"]
        assert "5,000,000 bytes" in refused["large.md"]
        assert "200,001 characters" in refused["long.md"]
        assert refused["front.md"] == "has front matter that cannot be read"
        assert refused["empty.md"] == "is empty"
        assert "same address as" in refused["rail/trains.md"]
        assert refused["loop"] == "is a link to somewhere else"
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Topic)) == 4


def test_a_thousand_folders_in_one_another_are_refused_as_one(app, folder):
    here = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(1000):
            Path("deep").mkdir()
            os.chdir("deep")
        Path("bottom.md").write_text("text")
    finally:
        os.chdir(here)
    with app.app_context():
        report = import_wiki(folder)
    subprocess.run(["rm", "-r", folder / "deep"], check=True)  # deeper than Python can remove

    assert report.added == 4
    (only,) = report.refused
    assert "13 levels deep" in only[1]


def test_raw_html_becomes_markdown_and_code_stays(app, folder):
    write(
        folder / "page.md",
        '<div class="x">\n    <h2>Costs</h2>\n    <p>See <a href="rail/trains.md">them</a>.</p>\n'
        "</div>\n<script>alert(1)</script>\n![A bus](bus.png)\n{% include x %}\n\n"
        "```\n<div>kept</div>\n```\nRead <https://a.example/>.",
    )
    with app.app_context():
        report = import_wiki(folder)
        page = topic("Page")

        assert "## Costs" in page.text
        assert f"[them]({topic('Trains').url})" in page.text
        assert "alert" not in page.text
        assert "(Picture: A bus)" in page.text
        assert "<div>kept</div>" in page.text
        assert "<https://a.example/>" in page.text
        assert "scripts taken out: 1" in dict(report.notes)["page.md"]


def test_the_command_reports_and_refuses_what_is_no_folder(app, folder):
    run = app.test_cli_runner().invoke
    done = run(args=["import-wiki", str(folder)])
    assert done.exit_code == 0, done.output
    assert "4 topics added" in done.output
    assert "links that lead nowhere here: no.md" in done.output

    missing = run(args=["import-wiki", str(folder / "nothing")])
    assert missing.exit_code == 1
    assert "There is no folder" in missing.output
    (folder / "bare").mkdir()
    with app.app_context(), pytest.raises(Refused, match="no Markdown file"):
        import_wiki(folder / "bare")


def test_what_came_in_can_be_read_and_has_a_history(app, browser, folder):
    with app.app_context():
        import_wiki(folder)
        number, url = topic("Buses").id, topic("Buses").url
        whys = set(db.session.scalars(sa.select(Revision.why)))

    assert "trains" in browser.get(url).text
    browser.get(f"/topics/{number}/history")
    assert whys == {"Imported"}


@pytest.mark.parametrize(
    "piece", ["[", "![", "<a ", "{% ", "```a\n", "<!--", '[a](b "', '[a]: "\n']
)
def test_no_text_takes_long_to_clean(piece):
    started = time.perf_counter()
    link(clean(piece * 20_000, Counter()), "page.md", {}, [])

    assert time.perf_counter() - started < 5  # quadratic ones take minutes
