"""A branch that was taken away as a zip comes back with all that a reader sees of it."""

import stat
import zipfile

import pytest
import sqlalchemy as sa

from core.db import db
from core.errors import Refused
from tests.scenes import empty
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.briefing import markdown
from wiki.importing import import_wiki
from wiki.models import Argument, Option, Place, Topic
from wiki.queries.branches import branch


def add_branch():
    """Education over Schools over Football, which also stands under Sport; a link from each end."""
    education, _, football = chain("Education", ("Schools in towns", "Schools"), "Football")
    (sport,) = chain("Sport", root=education.id)
    actions.place(football, sport.id, "In schools", by=EDITOR)
    words = {
        "question": "Should every school teach it?",
        "agreed": "It is healthy.",
        "disputed": "Who pays?\nAnd when?",
        "text": f"# How\n\nSee [sport]({sport.url}).\n\n<b>raw</b> stays, `{{% x %}}` too.",
    }
    actions.edit(football, words, by=EDITOR, base=football.revision)
    actions.edit(education, {"text": f"[Down]({football.url})"}, by=EDITOR, base=education.revision)
    option = actions.add_option(football, "Two hours a week", "For *every* class.", by=EDITOR)
    for side, claim in (("for", "Children learn"), ("against", "Pitches are scarce")):
        sources = "https://a.example/\nA book"
        actions.add_argument(option, side, claim, "Detail.", by=EDITOR, sources=sources)
    return education.id


def read():
    """What a reader sees, by titles: no number of a row in it."""
    parent = sa.orm.aliased(Topic)
    titles = {one.url: f"→ {one.title}" for one in db.session.scalars(sa.select(Topic))}

    def told(text):
        for url, title in titles.items():
            text = text.replace(url, title)
        return text

    topics = db.session.scalars(sa.select(Topic)).all()
    arguments = db.session.scalars(sa.select(Argument)).all()
    places = db.session.execute(
        sa.select(parent.title, Topic.title, Place.label, Place.is_home)
        .join(Topic, Topic.id == Place.child_id)
        .outerjoin(parent, parent.id == Place.parent_id)
    )
    return (
        {(t.title, t.question, t.summary, t.agreed, t.disputed, told(t.text)) for t in topics},
        {tuple(row) for row in places},
        {(one.title, one.text) for one in db.session.scalars(sa.select(Option))},
        {(one.option.title, one.side, one.claim, one.text, one.sources) for one in arguments},
    )


def test_a_branch_comes_back_with_its_words_places_options_and_arguments(app, tmp_path):
    with app.app_context():
        shown = branch(add_branch())
        db.session.commit()
        before = read()
        with markdown.zipped(shown) as packed:
            (tmp_path / "education.zip").write_bytes(packed.read())
        empty()
        report = import_wiki(tmp_path / "education.zip")

        assert report.refused == []
        assert read() == before
        again = import_wiki(tmp_path / "education.zip")
        assert (again.added, again.changed, again.placed, again.argued) == (0, 0, 0, 0)


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_names_that_lead_out_of_a_zip_and_bombs_are_refused_and_the_rest_lands(app, tmp_path):
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    files = {
        "a.md": "Text.",
        "../out.md": "x",
        "/out.md": "x",
        "..\\out.md": "x",
        link: "/etc/passwd",
    }
    path = pack(tmp_path / "odd.zip", {**files, "bomb.md": b"0" * 2_000_000, "no.txt": "x"})
    with app.app_context():
        report = import_wiki(path)

        refused = [name for name, _why in report.refused]
        assert sorted(refused) == ["../out.md", "..\\out.md", "/out.md", "bomb.md"]
        texts = set(db.session.scalars(sa.select(Topic.text)))
        assert texts == {"", "Text.", "/etc/passwd"}  # a link is a file that says where it led
        assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"no zip"])
def test_what_is_no_zip_is_refused_in_a_sentence(app, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with app.app_context(), pytest.raises(Refused):
        import_wiki(tmp_path / "x.zip")
