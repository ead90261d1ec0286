"""What hits are filtered by: ids that stay when names and places change, and no hidden author."""

from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from search.documents import documents_of
from wiki.models import Argument, Topic


def test_an_author_is_held_only_where_the_page_names_them(app, wiki, cast):
    with app.app_context():
        argument = db.session.get_one(Argument, wiki.hungry)
        argument.author_id, argument.named = cast.ada, True
        db.session.flush()
        assert documents_of("argument", [wiki.hungry])[0].author == cast.ada
        argument.named = False
        db.session.flush()
        held = documents_of("argument", [wiki.hungry])[0]
        assert (held.author, held.position, held.topic) == (0, "for", wiki.meals)


def test_a_post_is_of_its_thread_s_clp_and_region(app, wiki, cast):
    with app.app_context():
        facts = {"asks": "open", "started_at": now(), "active_at": now()}
        thread = Thread(title="Rent", clp_id=cast.ashford, author_id=cast.ada, **facts)
        db.session.add(thread)
        db.session.flush()
        words = {"author_id": cast.ada, "text": "x", "written_at": now()}
        question = Post(thread_id=thread.id, number=1, position="question", **words)
        post = Post(thread_id=thread.id, number=2, position="against", **words)
        db.session.add_all([question, post])
        db.session.flush()
        held = documents_of("post", [post.id])[0]
        first = documents_of("post", [question.id])[0]
        assert (first.position, held.position) == ("", "against")
        assert (held.clp, held.author) == (cast.ashford, cast.ada)
        assert held.region == documents_of("clp", [cast.ashford])[0].region > 0
        assert held.seconds > 0


def test_a_branch_holds_everything_below_and_itself(app, wiki):
    with app.app_context():
        assert Topic.branches([wiki.education, wiki.meals]) == {
            wiki.education: {wiki.education, wiki.meals},
            wiki.meals: {wiki.meals},
        }


def test_the_stamp_tells_when_anything_of_it_changes(app, wiki):
    with app.app_context():
        before = documents_of("argument", [wiki.hungry])[0]
        db.session.get_one(Argument, wiki.hungry).side = "against"
        db.session.flush()
        assert documents_of("argument", [wiki.hungry])[0].stamp != before.stamp
