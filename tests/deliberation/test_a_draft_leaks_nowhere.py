"""A draft of a proposal is in no list, search, notice, feed, link, report or export of others."""

import pytest

from accounts.access import Viewer
from accounts.models import Clp
from core import events
from core.db import db
from core.subjects import PUBLIC
from deliberation.actions import proposals
from deliberation.models import Proposal
from deliberation.queries.printed import printed
from deliberation.queries.proposals import _result
from deliberation.rules import Where
from notices.actions import tell
from notices.queries import news, public_news, things
from notices.rules import Why
from search.asked import Asked
from search.queries import search
from search.similar import similar
from tests.search.pages import indexed
from tests.told import told

TITLE = "Zeppelins for the Fens"


@pytest.fixture
def draft(app, town):
    """The id of Ada's draft about the option, of which the log speaks as if it were out."""
    with app.app_context():
        made = proposals.begin(
            TITLE,
            "Zeppelins are quiet.",
            "We ask.",
            by=town.ada,
            where=Where(option_id=town.option),
        )
        events.record("proposal.published", made, actor_id=town.ada.id, tabled="")
        db.session.commit()
        made_id = made.id
    indexed(app)
    return made_id


def test_its_audience_is_nobody_until_it_is_out(app, draft, town):
    with app.app_context():
        made = db.session.get_one(Proposal, draft)
        assert made.audience not in {*town.ada.audiences(), *town.chen.audiences(), PUBLIC}


def test_search_does_not_find_it(app, draft, town):
    with app.app_context():
        for viewer in (Viewer(), town.bola, town.chen):
            assert search(viewer, Asked(text="zeppelins")).total == 0
            assert similar(viewer, "Zeppelins for the Fens") == []


def test_no_notice_mail_feed_or_printed_digest_names_it(app, draft, town, cast):
    with app.app_context():
        made = db.session.get_one(Proposal, draft)
        tell([cast.bola], Why.PROPOSAL, made, words="It has begun.")
        db.session.commit()

        assert things([("proposal", draft)])[("proposal", draft)].audience != PUBLIC
        assert news(cast.bola, town.bola.audiences()) == []
        assert TITLE not in str(told())
        assert public_news("proposal", draft) == []
        assert TITLE not in str(printed(db.session.get_one(Clp, cast.ashford)))


@pytest.mark.parametrize(
    "page", ["/", "/proposals", "/forums", "/feeds/proposal/1.atom", "/topics/1", "/options/1"]
)
def test_no_page_of_others_names_it(draft, page, cast, sign_in):
    assert TITLE not in sign_in(cast.bola).client.get(page, follow_redirects=True).text


def test_nobody_else_can_report_watch_or_start_from_it(app, draft, cast, sign_in):
    bola = sign_in(cast.bola)
    bola.get(f"/reports/new?kind=proposal&id={draft}", status=404)
    bola.post(f"/watch/proposal/{draft}", status=404)
    bola.post(f"/proposals/{draft}/support", status=404)
    for path in ("history", "print", "amend"):
        bola.get(f"/proposals/{draft}/{path}", status=404)


def test_an_answer_that_points_to_it_shows_its_address_only(inside, draft):
    address, words = _result(f"/proposals/{draft}")
    assert words == address
