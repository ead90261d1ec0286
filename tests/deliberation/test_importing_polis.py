"""A Polis export comes in whole: statements as posts, last votes as good points, once."""

import pytest
import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.models import Endorsement, Post, Thread, Weighing

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000300000,x,2,8,0,0,-1,"Rude, and
over two lines"
1500000100000,x,0,7,2,0,1,"Buses first, said “she”"
1500000200000,x,1,8,1,0,0,Trains first
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1500000400000,x,0,9,-1
1500000600000,x,1,9,-1
1500000500000,x,1,9,1
1500000500000,x,0,9,1
1500000500000,x,0,8,1
1500000500000,x,2,9,0
1500000500000,x,0,7,1
"""
SUMMARY = """topic,How do we get about?
url,https://pol.is/abc
conversation-description,"Tell us, please."
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "getting-about"
    made.mkdir()
    for name, text in (("comments", COMMENTS), ("votes", VOTES), ("summary", SUMMARY)):
        (made / f"{name}.csv").write_text(text)
    return made


@pytest.fixture
def run(app):
    """The command, and what it said."""

    def command(*arguments):
        result = app.test_cli_runner().invoke(args=["import-polis", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    return command


def test_statements_become_posts_oldest_first_and_the_hidden_one_a_tombstone(app, run, folder):
    output = run(folder, "--credit", "CC BY 4.0, by somebody.")

    assert "1 threads, 4 posts, 4 people, 2 good points, 5 weighings added" in output
    with app.app_context():
        thread = db.session.scalars(sa.select(Thread)).one()
        posts = db.session.scalars(sa.select(Post).order_by(Post.number)).all()
        assert thread.title == "How do we get about?"
        assert thread.posts == 4
        assert [post.text for post in posts[1:3]] == ["Buses first, said “she”", "Trains first"]
        assert "Tell us, please." in posts[0].text
        assert "CC BY 4.0, by somebody." in posts[0].text
        assert [post.hidden_because for post in posts] == [
            *[None] * 3,
            "Hidden when it was brought in: moderated out in Polis.",
        ]
        assert thread.started_at.year == posts[1].written_at.year == 2017


def test_only_the_last_vote_of_a_person_counts_and_nobodys_on_their_own(app, run, folder):
    run(folder)

    with app.app_context():
        names = dict(db.session.execute(sa.select(Member.id, Member.name)).all())
        found = db.session.execute(
            sa.select(Post.text, Endorsement.member_id)
            .join(Post, Post.id == Endorsement.post_id)
            .order_by(Endorsement.member_id)
        )
        agreed = {(words, names[member_id]) for words, member_id in found}
        said = db.session.execute(
            sa.select(Post.text, Weighing.member_id, Weighing.answer)
            .join(Post, Post.id == Weighing.subject_id)
            .where(Weighing.subject_kind == "post")
        )
        weighed = {(words, names[member_id], answer) for words, member_id, answer in said}
    assert agreed == {
        ("Buses first, said “she”", "Participant 8"),
        ("Buses first, said “she”", "Participant 9"),
    }
    assert weighed == {
        ("Buses first, said “she”", "Participant 7", "agree"),
        ("Buses first, said “she”", "Participant 8", "agree"),
        ("Buses first, said “she”", "Participant 9", "agree"),
        ("Trains first", "Participant 9", "disagree"),
        ("Rude, and\nover two lines", "Participant 9", "unsure"),
    }


def test_participants_can_never_sign_in_and_belong_to_the_clp_named(app, cast, run, folder):
    run(folder, "--clp", "Ashford Vale")

    with app.app_context():
        one = db.session.scalars(sa.select(Member).where(Member.name == "Participant 7")).one()
        assert (one.email, one.password_hash, one.membership_number) == (None, None, None)
        assert one.clp_id == cast.ashford
        assert db.session.scalars(sa.select(Thread.clp_id)).one() == cast.ashford


def test_twice_adds_nothing_and_what_is_new_in_the_files_comes_in(app, run, folder):
    run(folder)
    assert (
        "0 threads, 0 posts, 0 people, 0 good points, 0 weighings added, 11 already there"
        in run(folder)
    )

    with (folder / "comments.csv").open("a") as file:
        file.write("1500000700000,x,3,7,0,0,1,Bicycles\n")
    assert "0 threads, 1 posts, 0 people, 0 good points, 0 weighings added" in run(folder)
    with app.app_context():
        last = db.session.scalars(sa.select(Post).order_by(Post.number.desc())).first()
        assert (last.text, last.number) == ("Bicycles", 5)


def test_bad_rows_are_named_and_stop_nothing(run, folder):
    with (folder / "comments.csv").open("ab") as file:
        file.write(
            b"soon,x,4,7,0,0,1,When?\n"
            b"1500000700000,x,five,7,0,0,1,Which?\n"
            b"1500000700000,x,6,7,0,0,1,\xff\n"
            b"1500000700000,x,7\n"
            b"99999999999999999,x,8,7,0,0,1,Too late\n"
            b"4102444800000,x,8,7,0,0,1,In 2100\n"
            b"1500000700000,x,1,7,0,0,1,Again\n"
            b"1500000700000,x,9,7,0,0,1,   \n"
        )
    with (folder / "votes.csv").open("a") as file:
        file.write("1500000500000,x,0,9,2\n1500000500000,x,77,9,1\n")

    output = run(folder)

    assert "4 posts" in output
    for sentence in (
        "comments.csv line 6 refused: “soon” is no time in milliseconds since 1970",
        "comments.csv line 7 refused: the comment-id “five” is no number",
        "comments.csv line 8 refused: is not UTF-8 text",
        "comments.csv line 9 refused: has 3 fields, not 8",
        "comments.csv line 10 refused: “99999999999999999” is no time",
        "comments.csv line 11 refused: is of the future (2100-01-01)",
        "comments.csv line 12 refused: the comment-id 1 stands there twice",
        "comments.csv line 13 refused: the comment-body is empty",
        "votes.csv line 9 refused: the vote “2” is none of 1, 0 and -1",
        "votes.csv line 10 refused: there is no post “77” before it",
    ):
        assert sentence in output


@pytest.mark.parametrize(
    ("comments", "sentence"),
    [
        (None, "cannot be read: No such file"),
        ("", "comments.csv lacks the columns"),
        ("a,b\n1,2\n", "comments.csv lacks the columns: timestamp"),
        (COMMENTS.split("\n", 1)[0] + "\n", "There is no statement in comments.csv"),
    ],
)
def test_a_folder_without_statements_is_refused_in_a_sentence(run, tmp_path, comments, sentence):
    if comments is not None:
        (tmp_path / "comments.csv").write_text(comments)

    assert sentence in run(tmp_path)


def test_a_place_that_is_not_there_is_refused(run, folder):
    assert "there is no CLP “Nowhere”" in run(folder, "--clp", "Nowhere")
    assert "in one forum" in run(folder, "--clp", "x", "--room", "y")
