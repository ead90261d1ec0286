"""A post that a person looks at first: who sees it, and what becomes of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Restricts
from core.clock import freeze, now
from core.db import db
from core.events import Event
from deliberation import actions
from deliberation.actions import holding
from deliberation.models import ClpForum, HeldPost, Post, Thread
from deliberation.queries import voices_on
from deliberation.queries.forums import public_posts_of
from deliberation.rules import Where
from moderation import effects
from moderation.actions import panels
from moderation.models import Case, Decision, Seat
from moderation.rules.cases import Action, CaseKind
from notices.models import Notice
from tests.moderation.conftest import decide

SECRET = (
    "The turquoise omnibus would run hourly from the station to the infirmary if only the council "
    "kept the promise that it made to us two years ago, when the garage at the end of Mill Lane "
    "was sold and everybody in the room was told what the money would be used for."
)


@pytest.fixture
def thread(app, cast, place):
    """The id of a thread about the option in the forum of Ashford Vale, begun by Bola."""
    with app.app_context():
        bola = Viewer(id=cast.bola, name="Bola Adeyemi", clp_id=cast.ashford, on_roll=True)
        where = Where(clp_id=cast.ashford, option_id=place.option)
        made = actions.start_thread("Who runs them?", "I wonder.", by=bola, where=where)
        db.session.commit()
        return made.id


@pytest.fixture
def held(app, people, thread):
    """The id of Ada's post that nearly repeats what she said, for, in answer to Bola."""
    people.ada.post(f"/threads/{thread}/posts", {"text": SECRET})
    again = SECRET.replace("two years", "three years")
    answer = people.ada.post(
        f"/threads/{thread}/posts",
        {"text": f"{again} turquoisest", "position": "for", "answers": "1"},
    )
    assert answer.location.startswith("/held/")
    return int(answer.location.rsplit("/", 1)[1])


def case_of(office):
    case = office.newest()
    assert case.kind == CaseKind.HELD_POST
    return case


def test_its_author_reads_a_neutral_sentence_and_nobody_else_finds_it(
    app, people, office, cast, place, thread, held
):
    page = people.ada.get(f"/held/{held}").text
    assert "nobody reported you" in page
    assert "nearly what you said" in page
    for browser in (people.bola, people.eve, people.dilys, people.chen):
        assert browser.client.get(f"/held/{held}").status_code in (303, 404)
    seen_by_all = [
        people.bola.get(f"/threads/{thread}").text,
        people.bola.get("/forums").text,
        people.bola.get("/search?q=omnibus").text,
        people.bola.get("/notices").text,
        people.eve.get("/log").text,
        people.eve.get(f"/threads/{thread}").text,
    ]
    assert not any("turquoisest" in page for page in seen_by_all)
    with app.app_context():
        assert db.session.get_one(Thread, thread).posts == 2
        assert voices_on(place.option)["for"] == 1  # Bola's argument
        assert len(public_posts_of(cast.ada)) == 1
        assert not db.session.scalar(sa.select(sa.exists().where(Notice.member_id == cast.bola)))
        events = db.session.scalars(sa.select(Event.subject_kind)).all()
        assert "held_post" not in events
    page = people.stella.get(f"/cases/{case_of(office).id}").text
    assert "turquoisest" in page
    assert all(words in page for words in ("Its author reads", "Publish it", "Do not publish it"))
    assert "Show it" not in page
    assert not any("turquoisest" in text for text in office.mail().values())


def test_the_page_of_the_thread_is_the_same_as_before_it_was_held(people, thread):
    people.ada.post(f"/threads/{thread}/posts", {"text": SECRET})
    before = people.eve.get(f"/threads/{thread}").headers["ETag"]
    near = SECRET.replace("two years", "three years")
    people.ada.post(f"/threads/{thread}/posts", {"text": near})
    assert people.eve.get(f"/threads/{thread}").headers["ETag"] == before


def test_released_it_appears_with_all_that_happens_at_writing(
    app, people, office, cast, place, thread, held
):
    decide(people.stella, case_of(office), "no_action", words="Nothing is wrong with it.")

    assert "turquoisest" in people.bola.get(f"/threads/{thread}").text
    with app.app_context():
        post = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
        assert (post.number, post.author_id, post.answers) == (3, cast.ada, 1)
        assert voices_on(place.option)["for"] == 2
        why = db.session.scalars(sa.select(Notice.why).where(Notice.member_id == cast.bola)).all()
        assert why == ["replied"]
        assert db.session.get_one(HeldPost, held).state == "published"
    assert "Read it where it stands" in people.ada.get(f"/held/{held}").text


def test_not_published_takes_two_because_it_takes_a_side_and_an_appeal_publishes_it(
    app, people, office, thread, held
):
    case = case_of(office)
    decide(people.stella, case, "hide", reason="repeat_posting")
    assert "Held for a human check" in people.ada.get(f"/held/{held}").text
    waits = office.case(case.id)
    people.dilys.post(
        f"/cases/{case.id}/seconds", {"version": waits.version, "agrees": "yes"}, status=403
    )
    people.chen.post(f"/cases/{case.id}/seconds", {"version": waits.version, "agrees": "yes"})
    assert "Your post was not published" in people.ada.get(f"/held/{held}").text
    assert "It is not published." in office.mail()["ada@demo.example"]
    assert "turquoisest" not in people.bola.get(f"/threads/{thread}").text

    with app.app_context():
        decision = db.session.scalars(sa.select(Decision).order_by(Decision.id)).first()
        effects.of(decision.action).undo(db.session.get_one(Case, case.id), decision)
        db.session.commit()
    assert "turquoisest" in people.bola.get(f"/threads/{thread}").text


def test_what_nobody_decides_appears_by_itself_unless_it_is_held_for_a_word(
    app, people, office, thread, held
):
    with app.app_context(), freeze(now() + timedelta(hours=25)):
        holding.release_overdue()
    assert office.newest().state == "void"
    assert "turquoisest" in people.bola.get(f"/threads/{thread}").text


def test_taken_back_it_leaves_the_queue_and_nobody_has_seen_it(people, office, held):
    people.ada.post(f"/held/{held}/withdrawals")
    assert office.newest().state == "void"
    assert "Nothing is waiting" in people.stella.get("/moderation").text
    people.ada.post(f"/held/{held}/withdrawals", status=409)


def test_first_posts_are_held_only_where_the_clp_asked_for_it(app, people, office, cast, sign_in):
    farah = sign_in(cast.farah)
    with app.app_context():
        slug = db.session.get_one(Clp, cast.ashford).slug
    begin = {"clp": slug, "title": "Hello", "text": "I am new.", "asks": "discussion"}
    form = f"/clps/{cast.ashford}/first-posts"
    people.ada.post(form, {"holds": "yes"}, status=403)
    farah.post(form, {"holds": "perhaps"}, status=422)
    farah.post(form, {"holds": "yes"})

    answer = people.ada.post("/threads", begin)
    assert answer.location.startswith("/held/")
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Thread)) == 0
        assert db.session.get_one(ClpForum, cast.ashford).holds_first_posts
    decide(people.stella, office.newest(), "no_action", words="Welcome.")
    with app.app_context():
        assert db.session.scalars(sa.select(Thread.title)).all() == ["Hello"]
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 1


def test_its_author_changes_it_when_asked_and_it_waits_again(app, people, office, thread, held):
    decide(people.stella, case_of(office), "ask_author_to_edit", reason="off_topic")
    assert "Please change your post" in people.ada.get(f"/held/{held}").text
    people.bola.post(f"/held/{held}/changes", {"text": "Mine."}, status=404)
    people.ada.post(f"/held/{held}/changes", {"text": " "}, status=422)
    people.ada.post(f"/held/{held}/changes", {"text": "The omnibus, and no more."})
    assert "The omnibus, and no more." in people.stella.get(f"/cases/{case_of(office).id}").text
    decide(people.stella, case_of(office), "release", words="Thank you.")
    assert "The omnibus, and no more." in people.bola.get(f"/threads/{thread}").text


def test_its_author_is_asked_twice_at_most(app, people, office, thread, held):
    for words in ("The omnibus.", "The omnibus, and no more."):
        decide(people.stella, case_of(office), "ask_author_to_edit", reason="off_topic")
        people.ada.post(f"/held/{held}/changes", {"text": words})
    case = case_of(office)

    page = people.stella.get(f"/cases/{case.id}").text
    assert "has been asked to change this 2 times already" in page
    refused = decide(
        people.stella, case, "ask_author_to_edit", reason="off_topic", words="Again.", status=422
    )
    assert "2 times already. Show it, or hide it." in refused
    assert "Again." in refused
    decide(people.stella, case, "hide", reason="off_topic")


def test_it_appears_also_when_its_author_was_paused_since_it_was_written(
    app, people, office, cast, thread, held
):
    with app.app_context():
        restrictions.restrict(cast.ada, Restricts.POSTING_PAUSE, until=None, because="rest", case=1)
        db.session.commit()
    people.ada.post(f"/threads/{thread}/posts", {"text": "Not now."}, status=422)

    decide(people.stella, case_of(office), "release", words="Nothing is wrong with it.")

    assert "turquoisest" in people.bola.get(f"/threads/{thread}").text


def test_made_milder_on_appeal_it_waits_for_its_author_and_has_not_appeared(
    app, people, office, thread, held, trained
):
    case = case_of(office)
    decide(people.stella, case, "hide", reason="repeat_posting")
    version = office.case(case.id).version
    people.chen.post(f"/cases/{case.id}/seconds", {"version": version, "agrees": "yes"})
    people.ada.post("/decisions/1/appeals", {"words": "I can say it shorter."})
    with app.app_context():
        sitting = db.session.scalars(sa.select(Seat.member_id).order_by(Seat.id)).all()
        for member_id in sitting:
            appeal = db.session.scalars(sa.select(Case).order_by(Case.id.desc())).first()
            by, version = Viewer(id=member_id), appeal.version
            panels.vote(appeal, by, version=version, action=Action.VARY, words="Let her.")
        db.session.commit()
        assert db.session.get_one(HeldPost, held).state == "edit_asked"
        assert db.session.get_one(Decision, 1).overruled_at is not None
    assert "turquoisest" not in people.bola.get(f"/threads/{thread}").text
