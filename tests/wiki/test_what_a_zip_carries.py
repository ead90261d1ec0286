"""A zip of a branch carries what its topics rest on, and brings it back."""

import io
import zipfile

import pytest
import sqlalchemy as sa
from PIL import Image

from accounts.access import Viewer
from core.db import db
from tests.scenes import empty
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.actions.attaching import attach
from wiki.actions.citing import add_source, edit_source
from wiki.briefing import markdown
from wiki.importing import import_wiki
from wiki.models import Argument, Attachment, Citation, FileContent, Option, Source, Topic
from wiki.queries.branches import branch
from wiki.queries.sources import rests_on

STAKES = "Benefit | Parents | £2.50 a day\nCost | The council | £3m | From 2027 | Treasury"
FACTS = {
    "title": "Meals and marks",
    "publisher": "Trent University",
    "published_on": "2024-05",
    "url": "https://b.example/",
    "archived_url": "https://archive.example/b",
}


def png():
    content = io.BytesIO()
    Image.new("RGB", (2, 2), (200, 0, 0)).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def packed(app, meals, tmp_path):
    """The zip of School meals with everything that a topic can rest on."""
    attach(b"a,b\n1,2\n", "Costs.csv", "", topic=meals.topic, by=EDITOR)
    picture = attach(png(), "plate.png", "A full\nplate", topic=meals.topic, by=EDITOR)
    add_source(meals.topic, {**FACTS, "title": "Law"} | {"url": ""}, by=EDITOR)
    db.session.flush()
    shown = f"![A plate](attachment:{picture.id}) and [it](attachment:{picture.id})."
    actions.edit(meals.topic, {"text": shown}, by=EDITOR, base=meals.topic.revision)
    words = {"text": shown, "stakes": STAKES}
    actions.edit(meals.option, words, by=EDITOR, base=meals.option.revision)
    argument = actions.add_argument(
        meals.option, "for", "They learn", shown, by=EDITOR, author_id=meals.cast.ada
    )
    actions.edit(argument, {"sources": "A book\n[1]"}, by=EDITOR, base=argument.revision)
    book = db.session.scalar(sa.select(Source).where(Source.title == "A book"))
    edit_source(book, FACTS, of_topic=False, by=EDITOR)
    own = actions.speak(meals.option, "We *want* it.", by=meals.ada)
    actions.note(own, "So they say.", by=meals.dilys)
    db.session.commit()
    with markdown.zipped(branch(meals.topic.id)) as made:
        (tmp_path / "meals.zip").write_bytes(made.read())
    return tmp_path / "meals.zip"


def rested_on():
    """What is stored beside the words, with no number of a row in it."""
    topic = db.session.scalar(sa.select(Topic).where(Topic.title == "School meals"))
    rests = rests_on(topic.id)
    cited = sa.select(Argument.claim, Argument.sources, Citation.line, Source.title)
    joined = cited.join(Citation, Citation.argument_id == Argument.id).join(Source)
    kept = sa.select(Attachment.name, Attachment.description, FileContent.content)
    names = (*FACTS, "of_topic")
    return (
        [tuple(getattr(db.session.get(Source, one.id), n) for n in names) for one in rests.sources],
        [tuple(row) for row in db.session.execute(joined.order_by(Citation.line))],
        [tuple(row) for row in db.session.execute(kept.join(FileContent).order_by(Attachment.id))],
        list(db.session.scalars(sa.select(Option.stakes))),
    )


def test_sources_stakes_and_files_come_back_and_nothing_twice(packed):
    before = rested_on()
    assert [len(part) for part in before] == [2, 2, 2, 1]
    empty()

    report = import_wiki(packed)
    assert (report.refused, report.notes) == ([], [])
    assert rested_on() == before
    again = import_wiki(packed)
    assert (again.added, again.changed, again.argued) == (0, 0, 0)
    assert rested_on() == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Attachment)) == 2


def test_links_to_files_lead_to_them_in_the_zip_and_after(packed):
    with zipfile.ZipFile(packed) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith("plate.png"))
        assert path.removeprefix("school-meals/") in archive.read("school-meals/index.md").decode()
    empty()
    db.session.add(FileContent(hash="0" * 64, content=b"x"))
    import_wiki(packed)

    picture = db.session.scalar(sa.select(Attachment).where(Attachment.name == "plate.png"))
    for one in (Topic, Option, Argument):
        assert f'<img src="{picture.file_url}"' in db.session.scalar(sa.select(one.html))
        assert f"[it](attachment:{picture.id})" in db.session.scalar(sa.select(one.text))


def test_own_words_come_back_as_a_quotation_credited_in_words(packed):
    empty()
    import_wiki(packed)

    text = db.session.scalar(sa.select(Option.text))
    assert "> We *want* it.\n>\n> – Ada Okafor, in their own words\n>\n" in text
    assert "> (Editors’ note: So they say.)" in text


def test_who_is_not_named_on_the_page_is_not_named_in_the_zip(app, meals):
    actions.add_argument(meals.option, "for", "So", by=EDITOR, author_id=meals.cast.ada)
    db.session.flush()
    actions.speak(meals.option, "We want it.", by=Viewer(id=meals.cast.ada), named=False)
    with markdown.zipped(branch(meals.topic.id)) as made, zipfile.ZipFile(made) as archive:
        content = archive.read("school-meals/index.md").decode()

    assert "#### a member\n\nWe want it." in content


@pytest.mark.parametrize(
    ("name", "content"), [("1-x.png", b"<svg/>"), ("2-x.pdf", b""), ("3-x.exe", b"MZ\x00")]
)
def test_a_file_that_could_not_be_attached_is_named_and_left_out(app, tmp_path, name, content):
    page = (
        f"---\nid: 5\naddress: x\nrevision: 1\n---\n[x](files/{name})\n\n"
        f"<!-- folkmoot: file -->\n[{name}](files/{name})\n\nA thing"
    )
    (tmp_path / "meals" / "files").mkdir(parents=True)
    (tmp_path / "meals" / "index.md").write_text(page)
    (tmp_path / "meals" / "files" / name).write_bytes(content)
    with app.app_context():
        report = import_wiki(tmp_path / "meals")

        assert "left out" in report.notes[0][1]
        assert db.session.scalar(sa.select(Attachment.id)) is None
        assert db.session.scalar(sa.select(Topic.text)) == "[x](attachment:0)"


def test_a_link_named_as_a_file_leads_nowhere(app, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "meals" / "files").mkdir(parents=True)
    (tmp_path / "meals" / "files" / "1-a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "meals" / "index.md").write_text(
        "Text.\n\n<!-- folkmoot: file -->\n[a](files/1-a.txt)"
    )
    with app.app_context():
        report = import_wiki(tmp_path / "meals")

        assert "It is a link to somewhere else." in report.notes[0][1]
        assert db.session.scalar(sa.select(Attachment.id)) is None
