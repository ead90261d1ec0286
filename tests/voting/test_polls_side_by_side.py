"""All results side by side: the published figures of each poll, sorted, filtered, taken away."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.clock import now
from core.db import db, statements
from tests import make
from tests.voting.published import published
from voting.methods import Kind
from voting.models import Poll
from voting.rules import Electorate, State
from wiki.models import Place, Topic

FOR, AGAINST, UNSURE = "for", "against", "more-information"


def support(in_favour, against, unsure=0):
    return {FOR: in_favour, AGAINST: against, UNSURE: unsure}


@pytest.fixture
def clps(app, cast):
    """Two CLPs of Wessex, and one of another region."""
    with app.app_context():
        other = make.clp("Carrow", of=make.region("Mercia")).id
        db.session.commit()
    return [cast.ashford, cast.brambleton, other]


@pytest.fixture
def topics(app):
    """A topic, one below it, and one elsewhere."""
    with app.app_context():
        made = [Topic(slug=f"t{n}", title=f"Topic {n}", changed_at=now()) for n in range(3)]
        db.session.add_all(made)
        db.session.flush()
        top, below, elsewhere = (topic.id for topic in made)
        for child, parent in ((top, None), (below, top), (elsewhere, None)):
            place = Place(child_id=child, parent_id=parent, is_home=True, added_at=now())
            db.session.add(place)
        db.session.commit()
        return top, below, elsewhere


@pytest.fixture
def polls(app, cast, clps, topics):
    """Free buses: 75% for. Rents: two camps, and a region too small to show. Parks: ranked."""
    top, below, elsewhere = topics
    with app.app_context():
        by = cast.dilys
        buses = published(
            by,
            clps,
            support(60, 20),
            support(60, 20),
            support(60, 20),
            question="Free buses?",
            topic_id=below,
            closed=now() - timedelta(days=20),
        )
        rents = published(
            by,
            clps,
            {"strongly-for": 80, "strongly-against": 80, UNSURE: 60},
            {"strongly-for": 10, "strongly-against": 10},
            {"strongly-for": 3, "strongly-against": 2},
            question="Cap rents?",
            topic_id=elsewhere,
            closed=now() - timedelta(days=10),
        )
        parks = published(
            by,
            clps[:1],
            {"1": 40, "2": 60, "1>2": 40, "2>1": 60},
            kind=Kind.RANKED,
            choices=["Playgrounds", "Trees"],
            ballots=[100],
            question="What for the parks?",
            topic_id=top,
            electorate=Electorate.CLP.value,
            clp_id=clps[0],
        )
        db.session.commit()
        return buses.id, rents.id, parks.id


def questions(answer):
    return [poll["question"] for poll in answer.json["polls"]]


def test_newest_first_and_sorted_by_each_column_both_ways(polls, browser):
    def order(sort):
        return questions(browser.get(f"/polls/strength.json?sort={sort}"))

    assert order("") == ["What for the parks?", "Cap rents?", "Free buses?"]
    assert order("strength") == ["Cap rents?", "What for the parks?", "Free buses?"]
    assert order("-agreement") == ["Free buses?", "Cap rents?", "What for the parks?"]
    assert order("-turnout") == ["What for the parks?", "Cap rents?", "Free buses?"]
    assert order("question") == ["Cap rents?", "Free buses?", "What for the parks?"]
    assert order("' OR 1=1") == order("")


def test_filters_by_topic_with_all_below_kind_area_and_days(polls, topics, clps, browser):
    def found(query):
        return questions(browser.get(f"/polls/strength.json?{query}"))

    assert found(f"topic={topics[0]}") == ["What for the parks?", "Free buses?"]
    assert found("kind=ranked") == ["What for the parks?"]
    assert found("area=everyone") == ["Cap rents?", "Free buses?"]
    assert found(f"area=clp:{clps[0]}") == ["What for the parks?"]
    assert found(f"from={(now() - timedelta(days=12)):%Y-%m-%d}&area=everyone") == ["Cap rents?"]
    assert found(f"to={(now() - timedelta(days=12)):%Y-%m-%d}") == ["Free buses?"]
    assert "Write days like" in browser.get("/polls/strength?from=yesterday").text
    assert "No published poll is like that" in browser.get("/polls/strength?topic=99999").text


def test_page_csv_and_json_hold_the_same_figures(polls, browser):
    page = browser.get("/polls/strength").text
    records = browser.get("/polls/strength.json").json["polls"]
    table = list(csv.DictReader(io.StringIO(browser.get("/polls/strength.csv").text)))

    assert len(records) == len(table) == 3
    for record, line in zip(records, table, strict=True):
        for name in ("question", "turnout", "agreement", "result", "change"):
            assert line[name] == str(record[name])
        for figure in (record["turnout"], record["agreement"], record["result"].split()[0]):
            assert figure in page
        for region, cell in record["regions"].items():
            assert line[region] == cell
            assert cell.split()[0] in page


def test_every_figure_is_that_of_the_polls_own_page(polls, browser):
    for record in browser.get("/polls/strength.json").json["polls"]:
        own = browser.get(f"/polls/{record['poll']}/results").text
        told = browser.get(f"/polls/{record['poll']}/results.json").json

        assert record["label"] == told["label"]
        assert record["took part"] == told["total"]["took_part"]
        assert record["turnout"] in own
        assert record["agreement"] in own or record["agreement"] == "—"


def test_there_is_no_second_view(polls, cast, browser, sign_in):
    public = browser.get("/polls/strength.json").data
    page = browser.get("/polls/strength").text
    main = page[page.index("<main") : page.index("</main")]
    for member_id in (cast.ada, cast.gwen, cast.hari, cast.dilys, cast.chen, cast.farah):
        someone = sign_in(member_id)
        theirs = someone.get("/polls/strength").text
        assert someone.get("/polls/strength.json").data == public
        assert theirs[theirs.index("<main") : theirs.index("</main")] == main


def test_regions_shown_together_say_so_and_warnings_are_words(app, cast, clps, browser):
    with app.app_context():
        third = make.clp("Dunley", of=make.region("Northern")).id
        nobody: dict[str, int] = {}
        tallies = support(40, 10, 50), nobody, support(3, 2), support(30, 20)
        published(cast.dilys, [*clps, third], *tallies)
        db.session.commit()
    (record,) = browser.get("/polls/strength.json").json["polls"]
    page = browser.get("/polls/strength").text

    assert record["regions"]["Mercia"] == "60% (Mercia, Northern together)"
    assert record["regions"]["Northern"] == record["regions"]["Mercia"]
    assert "60%*" in page
    assert "32% need more information" in page


def test_a_poll_that_is_open_hidden_or_too_small_shows_no_figure(app, cast, clps, browser):
    with app.app_context():
        published(cast.dilys, clps, support(3, 2), question="Too small?")
        hidden = published(cast.dilys, clps, support(60, 2), question="Hidden?")
        hidden.hidden_at, hidden.hidden_because = now(), "Hidden."
        still_open = published(cast.dilys, clps, support(60, 2), question="Open?")
        still_open.state = State.OPEN.value
        db.session.commit()
    (only,) = browser.get("/polls/strength.json").json["polls"]

    assert (only["question"], only["took part"]) == ("Too small?", None)
    assert "too few to show" in browser.get("/polls/strength").text


def test_it_takes_as_many_statements_for_many_polls_as_for_few(app, cast, clps, browser):
    def sent(url):
        with statements(app) as found:
            browser.client.get(url)
        return len(found)

    with app.app_context():
        published(cast.dilys, clps, support(60, 20))
        db.session.commit()
    urls = ("/polls/strength?sort=strength", "/polls/strength.json", "/polls?kind=support")
    few = [sent(url) for url in urls]
    with app.app_context():
        for _ in range(30):
            published(cast.dilys, clps, support(60, 20), support(20, 60), support(50, 50))
        db.session.commit()

    assert [sent(url + "&again=1" if "?" in url else url) for url in urls] == few
    page = browser.get("/polls/strength").text
    assert "31 polls" in page
    assert "Page 1 of 2" in page
    with app.app_context():
        assert len(db.session.scalars(select(Poll.id)).all()) == 31


def test_the_list_of_polls_is_filtered_and_paged(polls, topics, browser):
    assert "Free buses?" in browser.get("/polls").text
    below = browser.get(f"/polls?topic={topics[1]}&state=published").text
    assert "Free buses?" in below
    assert "Cap rents?" not in below
    assert "1 poll on Topic 1 and all below it" in below
    assert "Free buses?" not in browser.get("/polls?state=open").text
    browser.get("/polls?topic=-1&state=%00&area=region:x&from=99999-99-99&page=99999999999")
