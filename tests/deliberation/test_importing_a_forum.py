"""A forum held elsewhere comes in from JSON lines: safe to repeat, and no line can do harm."""

import json

import pytest
import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation import importing
from deliberation.models import Endorsement, Post, Thread

AT = "2024-05-31T19:30:00Z"
THREAD = {
    "type": "thread",
    "id": "t1",
    "title": "Buses",
    "name": "Jo Bloggs",
    "at": AT,
    "text": "?",
}
POST = {
    "type": "post",
    "id": "p1",
    "thread": "t1",
    "name": "Sam",
    "at": AT,
    "text": "More of them.",
}
REPLY = POST | {"id": "p2", "answers": "p1", "at": "2024-06-01T08:00:00+01:00", "text": "Yes."}
GOOD = {"type": "endorsement", "post": "p1", "name": "Jo Bloggs"}


@pytest.fixture
def run(app, tmp_path):
    """The command on a file of these lines, and what it said."""

    def command(*lines, options=()):
        path = tmp_path / "old.jsonl"
        written = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
        path.write_bytes(b"\n".join(written))
        result = app.test_cli_runner().invoke(args=["import-forum", str(path), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    return command


def test_threads_posts_replies_and_good_points_come_in_with_their_times(app, run):
    assert "1 threads, 3 posts, 2 people, 1 good points, 0 weighings added" in run(
        THREAD, POST, REPLY, GOOD
    )

    with app.app_context():
        posts = db.session.scalars(sa.select(Post).order_by(Post.number)).all()
        names = db.session.scalars(sa.select(Member.name).order_by(Member.id)).all()
        thread = db.session.scalars(sa.select(Thread)).one()
        endorsed = db.session.scalars(sa.select(Endorsement.post_id)).all()
        assert [(post.number, post.answers) for post in posts] == [(1, None), (2, None), (3, 2)]
        assert posts[2].written_at.isoformat() == "2024-06-01T07:00:00+00:00"
        assert (thread.posts, thread.active_at) == (3, posts[2].written_at)
        assert names == ["Jo Bloggs (imported)", "Sam (imported)"]
        assert endorsed == [posts[1].id]
        assert "More of them." in posts[1].html


def test_repeated_it_adds_nothing_and_goes_on_below_what_members_wrote_since(app, run, cast):
    run(THREAD, POST)
    with app.app_context():
        thread = db.session.scalars(sa.select(Thread)).one()
        thread.posts += 1
        db.session.add(
            Post(
                thread=thread,
                number=3,
                author_id=cast.ada,
                text="New.",
                written_at=thread.active_at,
            )
        )
        db.session.commit()

    output = run(THREAD, POST, REPLY, REPLY)

    assert (
        "0 threads, 1 posts, 0 people, 0 good points, 0 weighings added, 3 already there" in output
    )
    with app.app_context():
        last = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
        assert (last.text, last.number, last.answers) == ("Yes.", 4, 2)


def test_a_member_is_known_by_number_and_nobody_else_becomes_one(app, run, cast):
    with app.app_context():
        number = db.session.get_one(Member, cast.ada).membership_number

    by_ada = {**{k: v for k, v in POST.items() if k != "name"}, "number": number}
    output = run(THREAD, by_ada, {**by_ada, "id": "p9", "number": "Z9"})

    assert "line 3 refused: there is no member with the number “Z9”" in output
    with app.app_context():
        assert (
            db.session.scalars(sa.select(Post.author_id).where(Post.number == 2)).one() == cast.ada
        )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{", "is no JSON"),
        (b"[1]", "is no JSON object"),
        (b'{"type": "post"', "is no JSON"),
        (b"[" * 100_000, "is nested too deep"),
        (b'"\xff\xfe"', "is not UTF-8 text (byte 2)"),
        (b'{"x": "' + b"x" * 5_000_000 + b'"}', "is 5,000,010 bytes long; the most is 1,000,000"),
        ({"type": "person"}, "has no type that is known: thread, post or endorsement"),
        (POST | {"votes": 3}, "has a field that a post does not have: votes"),
        (POST | {"thread": "t9"}, "there is no thread “t9” before it"),
        (POST | {"answers": "p9"}, "there is no post “p9” before it, which it answers"),
        (POST | {"answers": "p1"}, "there is no post “p1” before it, which it answers"),
        (POST | {"text": " \u200b\u202e"}, "Write your post."),
        (POST | {"text": "x" * 20_001}, "That is too long: 20,001 of 20,000 characters."),
        (POST | {"text": ["a"]}, "text must be text"),
        (POST | {"text": "\ud800"}, "text holds half a letter"),
        (POST | {"name": ""}, "needs either the number or the name of its author"),
        (POST | {"number": "M1"}, "needs either the number or the name of its author"),
        (POST | {"name": "\u202eolleH"}, "the name of its author cannot be read"),
        (POST | {"name": "x" * 101}, "the name of its author is longer than 100 characters"),
        (POST | {"at": "yesterday"}, "“yesterday” is no time like 2024-05-31T19:30:00Z"),
        (POST | {"at": "2999-01-01T00:00:00Z"}, "is of the future (2999-01-01)"),
        (POST | {"at": "0001-01-01T00:00:00+23:59"}, "“0001-01-01T00:00:00+23:59” is no"),
        (POST | {"position": "for"}, "This discussion is not about one option"),
        (POST | {"position": "maybe"}, "position must be for, against, unsure"),
        (THREAD | {"id": "t2", "title": "\u2060"}, "Enter a title."),
        (THREAD | {"id": "t2", "clp": "nowhere"}, "there is no CLP “nowhere”"),
        (THREAD | {"id": "t2", "only_clp": True}, "only a discussion in a CLP’s forum"),
        (THREAD | {"id": "t2", "asks": "proposal"}, "asks must be discussion or question"),
        (THREAD | {"id": "t2", "topic": "9" * 30}, "there is no topic"),
        (GOOD | {"post": "p9"}, "there is no post “p9” before it"),
        (GOOD | {"post": "t1"}, "nobody’s own post is a good point"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_comes_in(app, run, line, sentence):
    output = run(THREAD, line, POST | {"id": "last"})

    assert f"line 2 refused: {sentence}" in output
    assert "1 threads, 2 posts" in output
    assert "1 refused" in output
    assert len(output) < 1000
    with app.app_context():
        assert db.session.scalars(sa.select(Post.number).order_by(Post.number)).all() == [1, 2]


def test_replies_in_a_circle_are_refused_each_in_its_turn(run):
    first, second = POST | {"id": "a", "answers": "b"}, POST | {"id": "b", "answers": "a"}

    output = run(THREAD, first, second)

    assert "line 2 refused: there is no post “b” before it, which it answers" in output
    assert "line 3 refused: there is no post “a” before it, which it answers" in output


def test_stopped_it_keeps_what_was_committed_and_goes_on_from_there(inside, tmp_path):
    path = tmp_path / "long.jsonl"
    posts = [POST | {"id": f"p{number}"} for number in range(450)]
    path.write_text("\n".join(json.dumps(line) for line in (THREAD, *posts)))

    def numbers():
        first = sa.select(sa.func.max(Thread.id)).scalar_subquery()
        posts = sa.select(Post.number).where(Post.thread_id == first).order_by(Post.number)
        return db.session.scalars(posts).all()

    def stopped(lines):
        for line in lines:
            if line.number > 410:
                raise KeyboardInterrupt
            yield line

    report = importing.bring_in(importing.read_forum(path), "forum:long", progress=stopped)
    assert report.stopped
    assert (report.added["posts"], len(numbers())) == (400, 400)

    report = importing.bring_in(importing.read_forum(path), "forum:long")
    assert (report.added["posts"], report.same) == (51, 400)
    assert numbers() == list(range(1, 452))


def test_what_is_no_file_is_refused_in_a_sentence(app, tmp_path):
    for path in (tmp_path, tmp_path / "nothing"):
        result = app.test_cli_runner().invoke(args=["import-forum", str(path)])
        assert result.exit_code == 1
        assert "“" in result.output
