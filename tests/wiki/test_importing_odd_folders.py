"""What real folders hold: a page twice, lists of pages, odd files; and an import that stops."""

import os
import time

import pytest
import sqlalchemy as sa

from core.db import db
from tests.wiki.test_importing import topic, write
from wiki.importing import import_wiki
from wiki.models import Place, Revision, Topic


@pytest.fixture
def folder(tmp_path):
    """A folder of three pages, each in a folder of its own."""
    root = tmp_path / "handbook"
    write(root / "index.md", "# The handbook\n\nHow we do things.\n")
    write(root / "sport" / "football.md", "# Football\n\nTwo hours a week.\n")
    write(root / "schools" / "index.md", "# Schools\n\nSee [football](../sport/football.md).\n")
    write(root / "land" / "pitches.md", "# Pitches\n\nThey are scarce.\n")
    return root


def count(kind):
    return db.session.scalar(sa.select(sa.func.count()).select_from(kind))


def places(title):
    """Where the topic stands: label (None: its title) by the title of the parent."""
    parent = sa.orm.aliased(Topic)
    rows = db.session.execute(
        sa.select(parent.title, Place.label)
        .join(parent, parent.id == Place.parent_id)
        .where(Place.child_id == topic(title).id)
        .order_by(Place.is_home.desc(), Place.id)
    )
    return dict(rows.all())


# -- the same page twice ------------------------------------------------------------------------


def link_it(folder):
    (folder / "schools" / "ball_games.md").symlink_to(folder / "sport" / "football.md")


def copy_it(folder):
    write(folder / "schools" / "ball_games.md", "# Football\n\nTwo hours a week.\n")


def list_it(folder):
    write(
        folder / "SUMMARY.md",
        "# Contents\n\n- [Schools](schools/index.md)\n    - [Ball games](sport/football.md)\n",
    )


def name_it(folder):
    text = "---\ntitle: Football\nplaces:\n- {under: schools, label: Ball games}\n---\nTwo hours."
    write(folder / "sport" / "football.md", text)


@pytest.mark.parametrize(
    ("twice", "label"),
    [(link_it, "Ball games"), (copy_it, None), (list_it, "Ball games"), (name_it, "Ball games")],
)
def test_a_page_that_is_named_twice_stands_in_two_places(app, folder, twice, label):
    twice(folder)
    with app.app_context():
        report = import_wiki(folder)

        assert report.refused == []
        assert report.placed == 1
        assert places("Football").keys() == {"Sport", "Schools"}
        assert places("Football")["Schools"] == label
        assert import_wiki(folder).placed == 0


def test_a_link_to_a_folder_files_the_whole_of_it(app, folder):
    (folder / "schools" / "games").symlink_to(folder / "sport", target_is_directory=True)
    with app.app_context():
        import_wiki(folder)

        assert places("Sport") == {"The handbook": None, "Schools": "Games"}


def test_links_that_lead_round_out_or_nowhere_are_named_and_followed_by_nobody(app, folder):
    links = {
        "sport/loop.md": "loop.md",
        "sport/up": "..",
        "sport/here": ".",
        "nothing.md": "no.md",
        "out.md": "/etc/passwd",
        "zero.md": "/dev/zero",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "land" / "under").symlink_to(folder / "sport", target_is_directory=True)
    (folder / "sport" / "round").symlink_to(folder / "land", target_is_directory=True)
    with app.app_context():
        report = import_wiki(folder)
        refused = dict(report.refused)

        assert refused.keys() == {*links, "sport/round"}
        assert refused["sport/loop.md"] == "is a link that leads back to itself"
        assert refused["nothing.md"] == "is a link to nothing"
        assert "somewhere else" in refused["out.md"]
        assert "cannot stand under it" in refused["sport/round"]
        assert report.added == 6


# -- odd files ------------------------------------------------------------------------------------

BOMB = "\n".join(
    ["a0: &a0 {x: y}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60))]
)
ODD = {
    "bomb.md": (f"---\n{BOMB}\n---\ntext", "cannot be read"),
    "deep.md": ("---\na: " + "[" * 9_000 + "\n---\ntext", "too deep"),
    "toml.md": ("+++\ntitle = oops\n+++\ntext", "cannot be read"),
    "utf16.md": ("text".encode("utf-16"), "is not UTF-8"),
    "brackets.md": ("[" * 30_000, "brackets"),
    "headings.md": ("# A\n" * 3_000, "headings"),
}


def test_odd_files_are_named_at_once_and_the_rest_lands(app, folder):
    for name, (text, _why) in ODD.items():
        write(folder / "odd" / name, text)
    os.mkfifo(folder / "odd" / "pipe.md")
    odd_name = os.fsencode(folder) + b"/odd/caf\xe9.md"
    with open(odd_name, "w") as file:  # noqa: PTH123 — no Path has this name
        file.write("text")
    started = time.perf_counter()
    with app.app_context():
        report = import_wiki(folder)
        refused = dict(report.refused)

        assert report.added == 7
        for name, (_text, why) in ODD.items():
            assert why in refused[f"odd/{name}"], name
        assert refused["odd/pipe.md"] == "is a device or pipe, no file"
        assert "has a name that is not UTF-8" in refused.values()
        assert time.perf_counter() - started < 10


def test_every_way_of_beginning_a_file_is_read(app, folder):
    write(
        folder / "a.md", b"\xef\xbb\xbf---\r\ntitle: No\r\nsummary: 2024-05-01\r\n---\r\nText.\r\n"
    )
    write(folder / "b.md", '+++\ntitle = "Toml"\n+++\nText.')
    write(folder / "c.md", b"# Old Macintosh\rText.\r")
    write(folder / "d.md", '---\ntitle: "Crime &amp; Justice"\n---\nText.')
    write(folder / "e.md", "> " * 1_000 + "deep")
    write(folder / "f.md", "".join("  " * n + f"- {n}\n" for n in range(300)))
    write(folder / "tab\tand\x1b[31mred.md", "Text.")
    with app.app_context():
        report = import_wiki(folder)

        assert report.refused == []
        for title in ("No", "Toml", "Old Macintosh", "Crime & Justice"):
            assert topic(title).text == "Text."
        assert topic("No").summary == "2024-05-01"


def test_namesakes_are_named_and_both_land(app, folder):
    write(folder / "land" / "football.md", "# Football\n\nOn grass.\n")
    with app.app_context():
        report = import_wiki(folder)

        assert report.notes[0][1].startswith("has the same title as")
        assert count(Topic) == 7


def test_a_folder_whose_index_cannot_be_stored_still_holds_its_pages(app, folder):
    write(folder / "sport" / "index.md", "# Sport\n\n" + "[" * 30_000)
    with app.app_context():
        report = import_wiki(folder)

        assert dict(report.refused).keys() == {"sport/index.md"}
        assert places("Football") == {"Sport": None}


# -- stopping and going on ------------------------------------------------------------------------


def stopping_after(pages):
    """A progress bar at which somebody presses Ctrl-C."""

    def progress(items, label):
        for number, item in enumerate(items):
            if label == "Writing" and number == pages:
                raise KeyboardInterrupt
            yield item

    return progress


def test_an_import_that_is_stopped_keeps_what_landed_and_goes_on_from_there(
    app, folder, monkeypatch
):
    monkeypatch.setattr("wiki.importing.storing.AT_ONCE", 2)
    with app.app_context():
        stopped = import_wiki(folder, stopping_after(5))
        db.session.remove()
        landed = count(Topic)

        assert (stopped.stopped, stopped.added, landed) == (True, 4, 4)
        assert next(stopped.lines()).startswith("Stopped.")
        again = import_wiki(folder)
        assert (again.added, count(Topic)) == (2, 6)
        assert topic("Football").url in topic("Schools").text
        third = import_wiki(folder)
        assert (third.added, third.changed, third.placed) == (0, 0, 0)


def test_a_page_that_links_to_none_after_it_has_one_revision(app, folder):
    with app.app_context():
        import_wiki(folder)
        revisions = sa.select(sa.func.count()).where(Revision.subject_id == topic("Pitches").id)

        assert db.session.scalar(revisions) == 1


def test_the_report_holds_nothing_that_acts_on_a_terminal(app, folder):
    write(folder / "red\x1b[31m.md", "")
    done = app.test_cli_runner().invoke(args=["import-wiki", str(folder)])

    assert "red�[31m.md refused: is empty" in done.output
    assert "\x1b" not in done.output
