"""The ways on which a title could leave a CLP, or outlive its being hidden."""

from datetime import timedelta

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import find
from deliberation import actions, queries
from deliberation.actions import calendar, joinings, proposals, publishing
from deliberation.actions.meetings import take_to_meeting
from deliberation.actions.summaries import say_what_is_missing, summarise
from deliberation.models import CalendarEntry, Post, Thread
from deliberation.queries.printed import printed
from deliberation.rules import Where
from deliberation.rules.calendar import Calendar, Said
from notices.actions import tell
from notices.queries import news, public_news, things
from notices.rules import Why
from tests.told import told

SECRET = "The roof fund"


@pytest.fixture
def farah(cast):
    """The officer of Ashford Vale."""
    grants = (Grant(Role.OFFICER, cast.ashford), Grant(Role.EDITOR, None))
    return Viewer(id=cast.farah, clp_id=cast.ashford, on_roll=True, grants=grants)


@pytest.fixture
def thread(app, town, cast):
    """The id of a thread that Ashford Vale keeps to itself, of which others have notices too."""
    with app.app_context():
        where = Where(clp_id=cast.ashford, option_id=town.option, only_clp=True)
        made = actions.start_thread(SECRET, "It is low.", by=town.ada, where=where)
        post = db.session.query(Post).filter_by(thread_id=made.id).one()
        for subject in (made, post):
            tell([cast.dilys], Why.MENTIONED, subject)
        db.session.commit()
        return made.id


@pytest.fixture
def entry(app, cast, farah):
    """The id of a coming meeting that Ashford Vale keeps to itself."""
    with app.app_context():
        begins = now() + timedelta(days=3)
        made = calendar.add_entry(
            Calendar(clp_id=cast.ashford),
            Said(
                title=SECRET,
                starts_at=begins,
                ends_at=begins + timedelta(hours=1),
                venue="Corn Hall",
                is_meeting=True,
                only_clp=True,
            ),
            by=farah,
        )
        tell([cast.dilys], Why.MEETING, made, words="Come.")
        db.session.commit()
        return made.id


def hide(kind, subject_id):
    subject = find(kind, subject_id)
    subject.hidden_at, subject.hidden_because = now(), "Hidden: not lawful."
    db.session.commit()


def test_a_kept_thread_is_in_no_notice_feed_mail_or_digest_of_others(app, thread, town, cast):
    with app.app_context():
        assert news(cast.dilys, town.dilys.audiences()) == []
        assert public_news("clp", cast.ashford) == []
        assert public_news("thread", thread) == []
        assert SECRET not in told().get("dilys@demo.example", "")
        assert SECRET not in str(printed(db.session.get_one(Clp, cast.brambleton)))


def test_a_kept_entry_is_in_no_notice_feed_calendar_or_digest_of_others(
    app, entry, town, cast, sign_in, browser
):
    with app.app_context():
        assert news(cast.dilys, town.dilys.audiences()) == []
        assert public_news("clp", cast.ashford) == []
        assert SECRET not in str(printed(db.session.get_one(Clp, cast.brambleton)))
        assert SECRET in str(printed(db.session.get_one(Clp, cast.ashford)))
    for who in (browser, sign_in(cast.dilys)):
        for page in ("", "/calendar", "/calendar?view=list", "/calendar.ics", "/meetings"):
            assert SECRET not in who.client.get(f"/clps/{town.slug}{page}").text
        for page in ("/", f"/entries/{entry}", f"/entries/{entry}.ics", "/search?q=roof+fund"):
            assert SECRET not in who.client.get(page).text


def test_the_page_of_a_member_names_what_everybody_may_read_only(app, thread, town, cast, sign_in):
    with app.app_context():
        about = Where(clp_id=cast.ashford)
        for title in ("Our hedge", "A slander"):
            actions.start_thread(title, "Words.", by=town.ada, where=about)
        db.session.commit()
        hide("thread", db.session.query(Thread).filter_by(title="A slander").one().id)

    page = sign_in(cast.dilys).get(f"/members/{cast.ada}").text

    assert "Our hedge" in page
    assert SECRET not in page
    assert page.count('href="/posts/') == 1


def test_no_editor_takes_a_point_of_a_kept_thread_into_the_wiki(inside, thread, town, farah):
    post = db.session.query(Post).filter_by(thread_id=thread).one()

    with pytest.raises(Refused, match="the wiki is public"):
        actions.take_in(post, None, side="option", claim="A roof", detail="", by=farah)


def test_the_way_back_leads_from_one_clp_into_no_other(inside, thread, town, cast):
    post = db.session.query(Post).filter_by(thread_id=thread).one()
    where = Where(clp_id=cast.brambleton, only_clp=True)
    begun = actions.start_thread("Theirs", "Words.", by=town.dilys, where=where, origin=post)

    assert queries.thread_seen_by(town.dilys, begun.id)["origin"] is None


def test_a_summary_of_a_hidden_thread_is_told_of_no_more(inside, thread, town, farah, cast):
    made = db.session.get_one(Thread, thread)
    for text in ("Yes.", "No.", "Perhaps."):
        actions.reply(made, text, by=town.bola)
    summary = summarise(made, "It is **low**.", covers=3, why="", begun_from=0, by=farah)
    omission = say_what_is_missing(made, "The cost.", by=town.ada)
    named = [("summary", summary.id), ("omission", omission.id), ("post", 1)]
    assert SECRET in str(news(cast.farah, farah.audiences()))

    hide("thread", thread)

    assert set(things(named)) == {("post", 1)}
    assert SECRET not in str(news(cast.farah, farah.audiences()))


def test_a_hidden_entry_is_not_named_by_its_meeting_or_a_copy(
    app, entry, thread, cast, farah, sign_in
):
    with app.app_context():
        taken = take_to_meeting(
            db.session.get_one(Thread, thread), db.session.get_one(CalendarEntry, entry), by=farah
        )
        tell([cast.ada], Why.MEETING, taken)
        db.session.commit()
        meeting = taken.id
    ada = sign_in(cast.ada)
    assert SECRET in ada.get(f"/entries/new?copy={entry}").text
    ada.get(f"/meetings/{meeting}")

    with app.app_context():
        hide("entry", entry)
        hide("thread", thread)
        assert news(cast.ada, farah.audiences()) == []

    ada.get(f"/entries/new?copy={entry}", status=404)
    assert SECRET not in ada.client.get(f"/meetings/{meeting}").text


def test_a_hidden_proposal_is_not_named_where_it_was_joined(app, town, cast, browser):
    with app.app_context():
        one, other = (
            proposals.begin(title, "It is dear.", "We ask.", by=town.ada, where=Where())
            for title in ("Part A", SECRET)
        )
        for made in (one, other):
            publishing.publish(made, by=town.ada)
        joinings.ask_to_join(one, other, "They say the same.", by=town.ada)
        db.session.commit()
        part, whole = one.url, other.url
        whole_id, part_id = other.id, one.id
    assert SECRET in browser.get(part).text
    assert "Part A" in browser.get(whole).text

    with app.app_context():
        hide("proposal", whole_id)
        events.record("proposal.hidden", find("proposal", whole_id), actor_id=None)
        db.session.commit()

    assert SECRET not in browser.get(part).text
    with app.app_context():
        find("proposal", whole_id).hidden_at = None
        hide("proposal", part_id)
        events.record("proposal.hidden", find("proposal", part_id), actor_id=None)
        db.session.commit()
    assert "Part A" not in browser.get(whole).text
