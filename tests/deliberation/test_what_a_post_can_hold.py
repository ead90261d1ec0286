"""A post names topics and people, quotes others and carries files; what is too much is refused."""

import io

import pytest
import sqlalchemy as sa
from PIL import Image

from core import jobs
from core.db import db
from core.errors import Refused
from deliberation import actions
from deliberation.models import Mention, Post, PostFile, Thread
from deliberation.rules.posts import quoted
from notices.models import Notice
from tests import make
from wiki.actions import add_topic
from wiki.models import FileContent

from .conftest import EDITOR


def picture() -> bytes:
    """A photograph that says who took it."""
    exif = Image.Exif()
    exif[0x013B] = "Bola Adeyemi"
    written = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(written, "JPEG", exif=exif)
    return written.getvalue()


def with_file(content: bytes, name: str, **fields: str):
    return {"text": "Look.", "file": (io.BytesIO(content), name), **fields}


@pytest.fixture
def posts(town):
    return f"/threads/{town.thread}/posts"


def say(town, words, by=None):
    return actions.reply(db.session.get_one(Thread, town.thread), words, by=by or town.ada)


def told():
    rows = sa.select(Notice.member_id, Notice.why).order_by(Notice.id)
    return [tuple(row) for row in db.session.execute(rows)]


def test_a_topic_in_double_brackets_is_a_link_as_in_the_wiki(inside, town):
    post = say(town, "See [[School meals]] and [[Bees]].")

    assert (
        '<a href="/topics/1-school-meals" rel="nofollow noopener ugc">School meals</a>' in post.html
    )
    assert "not yet a topic" in post.html


def test_a_topic_that_appears_later_is_found_by_the_worker(inside, town):
    post = say(town, "See [[Bees]].")
    topic = add_topic("Bees", "Who keeps them?", by=EDITOR)
    db.session.commit()

    jobs.work_once()

    assert f"/topics/{topic.id}-bees" in db.session.get_one(Post, post.id).html


def test_who_writes_here_or_has_a_role_can_be_mentioned_and_is_told_once(inside, town, cast):
    post = say(
        town, "I ask @Bola Adeyemi, @chen wei and @Gwen Price’s friend; not `@Dilys Morgan`."
    )
    actions.edit(post, "I still ask @Bola Adeyemi.", by=town.ada)

    assert f'<a href="/members/{cast.bola}"' in post.html
    assert told() == [(one, "mentioned") for one in sorted((cast.bola, cast.chen, cast.gwen))]


def test_nobody_else_is_named_unless_the_number_is_known_too(inside, town, cast):
    make.member("Ruth Amos")
    zoe = make.member("Zoë Amos")

    post = say(town, f"@Ruth Amos, @Zoë Amos and @Nobody Here, and @Zoë Amos#{zoe.id}.")

    assert post.html.count("/members/") == 1
    assert told() == [(zoe.id, "mentioned")]
    assert say(town, f"@Ruth Amos#{zoe.id}").html.count("/members/") == 0


def test_two_of_one_name_are_told_apart_by_number_only(inside, town, cast):
    twin = make.member("Bola Adeyemi")
    twin_viewer = type(town.ada)(id=twin.id, name="Bola Adeyemi", on_roll=True)
    say(town, "Me too.", by=twin_viewer)

    assert "/members/" not in say(town, "Hello @Bola Adeyemi!").html
    assert f"/members/{twin.id}" in say(town, f"Hello @Bola Adeyemi#{twin.id}!").html


def test_a_mention_within_a_quote_tells_nobody_again(inside, town):
    say(town, "> I ask @Bola Adeyemi.\n\nGood question.")

    assert told() == []


def test_ten_thousand_mentions_are_refused_in_one_sentence(sign_in, cast, town, posts):
    page = sign_in(cast.ada).post(posts, {"text": "@Bola " * 3_000}, status=422)

    assert "At most 10 people can be mentioned in a post." in page.text
    assert "@Bola @Bola" in page.text


def test_eleven_people_are_one_too_many(inside, town):
    people = [make.member(f"Speaker {chr(65 + n)}") for n in range(11)]
    words = " ".join(f"@{one.name}#{one.id}" for one in people)

    with pytest.raises(Refused, match="mentions 11 people"):
        say(town, words)


def test_quotes_300_deep_are_refused_and_nothing_is_stored(app, sign_in, cast, town, posts):
    page = sign_in(cast.ada).post(posts, {"text": ">" * 300 + " so deep"}, status=422)

    assert "Quotes within quotes can be 5 deep" in page.text
    with app.app_context():
        assert db.session.get_one(Thread, town.thread).posts == 1


def test_quoting_fills_in_the_words_with_author_and_link(sign_in, cast, town, posts):
    ada = sign_in(cast.ada)

    form = ada.get("/posts/1/reply?quote=yes")

    assert "&gt; [Bola Adeyemi wrote in post 1](/posts/1):" in form.text
    assert "&gt; I **wonder** who pays." in form.text


def test_a_quote_leaves_out_what_it_quotes_and_what_is_too_long():
    words = "> old\n> older\n\nMine. " + "word " * 1_000

    said = quoted(words, author="A [B]", number=7, post_id=9)

    assert said.startswith("> [A \\[B\\] wrote in post 7](/posts/9):\n>\n> […]\n>\n> Mine.")
    assert said.rstrip().endswith("word […]")
    assert len(said) < 2_200


def test_a_quote_within_a_quote_and_the_rest_of_a_long_one_are_folded(inside, town):
    nested = say(town, "> outer\n>\n> > inner\n\nYes.")
    long = say(town, "> [A](/posts/1):\n>\n> " + "word " * 200 + "\n\nYes.")

    assert "<summary>A quote within it</summary>\n<blockquote>\n<p>inner" in nested.html
    assert "<summary>The rest of the quote</summary>\n<p>word" in long.html


def test_a_picture_is_made_anew_and_shown_as_its_post_is(app, sign_in, cast, town, posts):
    ada = sign_in(cast.ada)
    page = ada.follow(ada.post(posts, with_file(picture(), "IMG 1.exe", shows="A red wall")))

    assert 'alt="A red wall" width="8" height="6"' in page.text
    with app.app_context():
        kept = db.session.scalars(sa.select(PostFile)).one()
        assert (kept.media_type, kept.name) == ("image/jpeg", "IMG-1.jpg")
        assert b"Bola" not in db.session.scalars(sa.select(FileContent)).one().content
        url = kept.url
    assert ada.get(url).mimetype == "image/jpeg"
    with app.app_context():
        db.session.get_one(Post, kept.post_id).hidden_at = kept.added_at
        db.session.commit()
    ada.get(url, status=404)


def test_a_file_we_do_not_take_leaves_neither_post_nor_file(app, sign_in, cast, town, posts):
    page = sign_in(cast.ada).post(posts, with_file(b"MZ\x90\x00", "a.pdf"), status=422)

    assert "We cannot take this kind of file." in page.text
    assert "Look." in page.text
    with app.app_context():
        for model in (PostFile, FileContent):
            assert db.session.scalar(sa.select(sa.func.count()).select_from(model)) == 0
        assert db.session.get_one(Thread, town.thread).posts == 1


def test_a_picture_without_words_for_who_cannot_see_it_is_refused(sign_in, cast, town, posts):
    page = sign_in(cast.ada).post(posts, with_file(picture(), "a.jpg"), status=422)

    assert "Say what the picture shows" in page.text


def test_the_history_shows_position_and_files_of_each_version(sign_in, cast, town, posts):
    ada = sign_in(cast.ada)
    ada.post(posts, with_file(b"a,b\n1,2\n", "costs.csv", position="for"))
    edit = ada.get("/posts/2/edit").text
    assert "costs.csv" in edit

    ada.post("/posts/2/edit", {"text": "Look again.", "position": "against", "without": "1"})

    page = ada.get("/posts/2/history").text
    assert "Position: For it before, Against it after." in page
    assert "Its pictures and files were taken out." in page
    assert page.count("costs.csv</a>") == 1
    assert "costs.csv" not in ada.get(f"/threads/{town.thread}").text


def test_preview_without_script_shows_the_post_and_keeps_the_words(app, sign_in, cast, town, posts):
    ada = sign_in(cast.ada)

    page = ada.post(posts, {"text": "So *be* it.", "position": "for", "preview": "yes"}, status=200)

    assert "So <em>be</em> it." in page.text
    assert ">So *be* it.</textarea>" in page.text.replace("\r\n", "")
    with app.app_context():
        assert db.session.get_one(Thread, town.thread).posts == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mention)) == 0


def test_a_draft_waits_at_its_form_and_is_gone_when_it_is_published(sign_in, cast, town, posts):
    ada = sign_in(cast.ada)
    form = f"/threads/{town.thread}/write"
    ada.post("/drafts", {"draft_of": form, "draft_title": "Write", "text": "Half a thou"})
    assert "Half a thou" in ada.get(form).text

    ada.post(posts, {"draft_of": form, "text": "Half a thought."})

    assert "Half a thou" not in ada.get(form).text


def test_who_is_answered_is_told(inside, town, cast):
    actions.reply(db.session.get_one(Thread, town.thread), "The county.", by=town.ada, answers=1)

    assert told() == [(cast.bola, "replied")]
