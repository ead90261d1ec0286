"""Whatever is sent as a post: a clear sentence, nothing stored half, and never a crash."""

import pytest
import sqlalchemy as sa

from core.db import db
from core.text import without_controls
from deliberation.models import Mention, Post, PostVersion, Thread

FORM = {"asks": "discussion", "title": "Night buses", "option": "1", "text": "Who would use one?"}
ROUTES = ("/threads", "/threads/{thread}/posts", "/posts/{post}/edit")
REFUSED = {
    "nothing": "",
    "100 kB": "word " * 20_000,
    "10,000 mentions": "@Ada Okafor " * 1_600,
    "300 quotes in each other": ">" * 300 + " Why?",
    "only what cannot be seen": "\u200b\u2060\ufeff\u202e \u00ad",
    "only null bytes": "\x00\x00",
    "a table without end": "a|b\n-|-\n" + "|\n" * 5_000,
    "brackets without end": "[" * 15_000,
}
TAKEN = {
    "null bytes": "One\x00 word.",
    "right to left": "\u202eevil\u202c and \u2066isolated",
    "marks on letters": "Z\u0351\u036b\u0343\u036a\u0302" * 500 + " argo",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))",
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(100)),
    "half an emoji and all planes": "\U0001f468\u200d \U0010ffff \ufffe \ud7ff",
    "words that mean something to the template": "{{ 7*7 }} {% raw %} <!--slot:strip-->",
}


def everything(app):
    with app.app_context():
        counts = [
            db.session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (Thread, Post, PostVersion, Mention)
        ]
        texts = db.session.scalars(sa.select(Post.text).order_by(Post.id)).all()
        numbers = db.session.scalars(sa.select(Thread.posts).order_by(Thread.id)).all()
        return counts, texts, numbers


@pytest.fixture
def path_of(app, town):
    """The route with the numbers of the town; Bola wrote the only post."""
    with app.app_context():
        post = db.session.scalars(sa.select(Post.id)).one()
    return lambda route: route.format(thread=town.thread, post=post)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_post_is_refused_in_a_sentence_and_kept_in_the_form(
    app, cast, sign_in, path_of, route, words
):
    before = everything(app)

    answer = sign_in(cast.bola).post(path_of(route), {**FORM, "text": words}, status=422)

    assert "There is a problem" in answer.text
    assert everything(app) == before


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("words", TAKEN.values(), ids=TAKEN)
def test_odd_words_are_taken_whole_and_do_no_harm(app, cast, sign_in, path_of, route, words):
    bola = sign_in(cast.bola)

    answer = bola.post(path_of(route), {**FORM, "text": words})

    page = bola.get(answer.headers["Location"].partition("#")[0])
    article = page.text.partition("<main")[2]
    assert "<script>alert" not in article
    assert "<img src=x" not in article
    assert 'href="javascript' not in article
    with app.app_context():
        stored = db.session.scalars(sa.select(Post.text).order_by(Post.id.desc())).first()
    assert stored == without_controls(words).strip()


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "body",
    [
        b"text=%FF%FE%ED%A0%80&csrf_token={token}&option=1&title=a&asks=discussion",
        b"%E0%A4%A=1&csrf_token={token}&text=%00%ED%BF%BF",
        b"csrf_token={token}&text=" + b"%F0%9F" * 200,
    ],
)
def test_bytes_that_are_no_text_never_break_the_site(cast, sign_in, path_of, route, body):
    bola = sign_in(cast.bola)
    token = bola._secrets()["csrf_token"].encode()

    answer = bola.client.post(
        path_of(route),
        data=body.replace(b"{token}", token),
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )

    assert answer.status_code in {303, 422, 400, 404}


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "1.5", "1%00"])
@pytest.mark.parametrize("route", ["/threads/{}/posts", "/posts/{}/edit"])
def test_a_forged_number_of_a_thread_is_not_found_and_nothing_is_stored(
    app, cast, town, sign_in, route, number
):
    before = everything(app)

    bola = sign_in(cast.bola)
    answer = bola.client.post(route.format(number), data={**bola._secrets(), **FORM})

    assert answer.status_code in {400, 404, 405}
    assert everything(app) == before


@pytest.mark.parametrize("answers", ["99", "0", "-1", "9" * 40, "x", "\x00", "\uff11"])
def test_a_forged_reply_leads_nowhere_and_harms_nothing(app, cast, town, sign_in, answers):
    bola = sign_in(cast.bola)
    fields = {**bola._secrets(), "text": "Hm.", "answers": answers}

    status = bola.client.post(f"/threads/{town.thread}/posts", data=fields).status_code

    assert status in {303, 422}
    with app.app_context():
        answered = db.session.scalars(sa.select(Post.answers)).all()
    assert set(answered) == {None}


@pytest.mark.parametrize("title", ["\u200b\u2060", "\u202e", "x" * 121, "\x00", "\u0301" * 5])
def test_a_title_that_cannot_be_read_starts_no_thread(app, cast, town, sign_in, title):
    before = everything(app)

    sign_in(cast.bola).post("/threads", {**FORM, "title": title}, status=422)

    assert everything(app) == before
