"""Pictures and files: what is in them decides, nothing personal stays, the topic's rights hold."""

from __future__ import annotations

import io
import zipfile

import pytest
import sqlalchemy as sa
from PIL import Image

from core.clock import now
from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Attachment, FileContent, Suggestion, Topic
from wiki.rules import AsksFor, State, files

GPS = 0x8825


def photograph(form="JPEG", size=(60, 40), *, turned=6):
    """A photograph that says where it was taken, with which camera, and which way it was held."""
    made = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)
    written = io.BytesIO()
    made.save(written, form, exif=exif, comment=b"SecretComment" if form == "JPEG" else None)
    return written.getvalue() + b"SecretTrailer"


def document(*names, first=b""):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


WORD = document("[Content_Types].xml", "word/document.xml")
REFUSED = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "html": b"  <!DOCTYPE html><script>alert(1)</script>",
    "gif": b"GIF89a" + b"\0" * 20,
    "programme": b"MZ" + b"\0" * 100,
    "archive": document("a.exe"),
    "macros": document("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "empty": b"",
    "controls": b"a\x00b",
    "template": document("content.xml", first=b"application/vnd.oasis.opendocument.text-template"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_on_the_list_is_refused_whatever_it_is_called(kind):
    assert files.why_not_file(REFUSED[kind], "holiday.png")


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (photograph(), "evil.html", "jpg"),
        (photograph("PNG"), "a.jpg", "png"),
        (photograph("WEBP"), "a", "webp"),
        (b"%PDF-1.7\n...", "a.exe", "pdf"),
        (WORD, "a.zip", "docx"),
        (document("[Content_Types].xml", "xl/workbook.xml"), "a", "xlsx"),
        (document("content.xml", first=b"application/vnd.oasis.opendocument.text"), "a", "odt"),
        ("a;b\nÜ;1".encode(), "a.CSV", "csv"),
        (b"Plain words.", "a.csv.txt", "txt"),
    ],
)
def test_content_says_what_a_file_is(content, name, ending):
    assert files.why_not_file(content, name) is None
    assert files.type_of(content, name).ending == ending


def test_a_name_is_safe_in_an_address_and_a_header():
    assert files.file_name('..\\..\\a"b\r\n/<x>.html', "png") == "x.png"
    assert files.file_name("地図.png", "png") == "file.png"


@pytest.fixture
def topic_id(app):
    with app.app_context():
        topic = actions.add_topic("Maps", by=EDITOR)
        db.session.commit()
        return topic.id


def upload(browser, url, content, name="Our map.png", status=303, **fields):
    return browser.post(url, {"file": (io.BytesIO(content), name), **fields}, status=status)


def only():
    return db.session.scalars(sa.select(Attachment)).one()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_loses_where_and_by_whom_and_stands_upright(
    app, cast, sign_in, topic_id, form
):
    editor = sign_in(cast.dilys)
    came = photograph(form)
    page = editor.follow(
        upload(editor, f"/topics/{topic_id}/attachments", came, description="A red field")
    ).text
    with app.app_context():
        one = only()
        kept = db.session.get_one(FileContent, one.content_hash).content
    assert (one.width, one.height) == (40, 60)
    assert b"Secret" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not dict(picture.getexif())
        assert not picture.info.get("comment")
    assert f"![A red field](attachment:{one.id})" in page


def test_a_refused_file_keeps_the_rest_of_the_form(cast, sign_in, topic_id, monkeypatch):
    editor = sign_in(cast.dilys)
    editor.get(f"/topics/{topic_id}/attachments/new")
    url = f"/topics/{topic_id}/attachments"
    page = upload(editor, url, REFUSED["svg"], status=422, description="My words").text
    assert "We cannot take this kind of file" in page
    assert 'value="My words"' in page
    assert "Say what the picture shows" in upload(editor, url, photograph(), status=422).text
    broken = photograph("PNG")[:60]
    page = upload(editor, url, broken, status=422, description="My words").text
    assert "cannot be read" in page
    monkeypatch.setattr(files, "LARGEST_FILE", 300_000)  # larger ones the test client leaves open
    large = b"%PDF-" + b"x" * 300_000
    page = upload(editor, url, large, status=422, description="My words").text
    assert "The file has 0.3 megabytes" in page
    assert 'value="My words"' in page
    assert editor.post("/topics", {"title": "x" * 2_100_000}, status=413)


def test_a_file_is_served_so_that_nothing_in_it_can_run(app, cast, sign_in, browser, topic_id):
    editor = sign_in(cast.dilys)
    upload(editor, f"/topics/{topic_id}/attachments", b"%PDF-1.7 x", "Plan.pdf")
    with app.app_context():
        url = only().file_url
    answer = browser.get(url)
    assert answer.data == b"%PDF-1.7 x"
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert "default-src 'none'; sandbox" in answer.headers.getlist("Content-Security-Policy")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    other = browser.client.get(url.replace("Plan", "plan"))
    assert (other.status_code, other.headers["Location"]) == (302, url)


def test_who_may_see_a_file_follows_its_topic_and_the_moderators(
    app, cast, sign_in, browser, topic_id
):
    upload(sign_in(cast.dilys), f"/topics/{topic_id}/attachments", b"words", "a.txt")
    with app.app_context():
        one = only()
        url, page = one.file_url, one.url
    browser.get(url)
    browser.get(page)
    assert "a.txt" in browser.get(f"/topics/{topic_id}-maps").text
    sign_in(cast.ada).get(f"/reports/new?kind=attachment&id={one.id}")
    for hidden in (Attachment, Topic):
        with app.app_context():
            db.session.execute(sa.update(hidden).values(hidden_at=now()))
            db.session.commit()
        browser.get(url, status=404)
        sign_in(cast.chen).get(url)
        with app.app_context():
            db.session.execute(sa.update(hidden).values(hidden_at=None))
            db.session.commit()


def test_a_members_file_waits_with_the_suggestion(app, cast, sign_in, browser, topic_id):
    with app.app_context():
        topic = db.session.get_one(Topic, topic_id)
        made = Suggestion(
            asks_for=AsksFor.WORDING,
            topic_id=topic.id,
            title="Better map",
            author_id=cast.ada,
            made_at=now(),
        )
        db.session.add(made)
        db.session.commit()
        about = made.url
    ada = sign_in(cast.ada)
    assert f"{about}/attachments/new" in ada.get(about).text
    ada.get(f"{about}/attachments/new")
    upload(ada, f"{about}/attachments", photograph("PNG"), description="The map")
    with app.app_context():
        url = only().file_url
    for person, status in ((ada, 200), (sign_in(cast.dilys), 200), (browser, 404)):
        person.get(url, status=status)
    sign_in(cast.bola).get(url, status=404)
    upload(sign_in(cast.bola), f"{about}/attachments", b"words", "a.txt", status=422)
    assert "Our-map.png" not in browser.get(f"/topics/{topic_id}-maps").text
    with app.app_context():
        db.session.execute(sa.update(Suggestion).values(state=State.ACCEPTED))
        db.session.commit()
    browser.get(url)


def test_a_picture_stands_in_a_text_and_one_that_is_gone_says_so(app, cast, sign_in, topic_id):
    upload(
        sign_in(cast.dilys),
        f"/topics/{topic_id}/attachments",
        photograph("PNG"),
        description="A field",
    )
    with app.app_context():
        one = only()
        topic = actions.add_topic(
            "With it", text=f"![A “field”](attachment:{one.id}) ![b](attachment:99)", by=EDITOR
        )
        assert f'<img src="{one.file_url}" alt="A “field”" width="40" height="60"' in topic.html
        assert "b (file 99 is not here)" in topic.html


def test_the_same_bytes_are_kept_once(app, cast, sign_in, topic_id):
    editor = sign_in(cast.dilys)
    for name in ("a.txt", "b.txt"):
        upload(editor, f"/topics/{topic_id}/attachments", b"the same", name)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(FileContent)) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Attachment)) == 2
