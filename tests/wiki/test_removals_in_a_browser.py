"""Two editors archive a view, its author appeals in one press, a third person decides."""

from datetime import timedelta

import pytest

from accounts.access import Viewer
from core.clock import freeze, now
from core.db import db
from tests.wiki.removal_house import House
from wiki import actions
from wiki.actions import removal_facts, removals
from wiki.models import Argument, Revision


class Site:
    """The house as a website: who looks at it, and ids instead of rows."""

    def __init__(self, app, cast, sign_in):
        self.app, self.cast, self.sign_in = app, cast, sign_in
        with app.app_context():
            house = House(cast)
            db.session.commit()
            self.topic = house.option.topic.url
            self.option, self.argument = house.option.id, house.argument.id
            self.other, self.jo = house.other.id, house.jo.id
        self.dilys, self.emrys = sign_in(cast.dilys), sign_in(cast.emrys)
        self.ada = sign_in(cast.ada)

    def propose(self, what="archive:out_of_date", **more):
        data = {"what": what, "words": "The law has changed.", "into": "0", **more}
        made = self.dilys.post(f"/arguments/{self.argument}/removals", data)
        return made.headers["Location"]

    def agreed(self, **more):
        url = self.propose(**more)
        self.emrys.post(f"{url}/second", {"answer": "yes"})
        return url

    def work(self, days):
        with self.app.app_context(), freeze(now() + timedelta(days=days)):
            removals.take_effect(now())
            db.session.commit()


@pytest.fixture
def site(app, cast, sign_in):
    return Site(app, cast, sign_in)


def test_the_whole_way_from_proposal_to_judgement(site, browser):
    page = site.dilys.get(f"/arguments/{site.argument}/removals/new")
    assert "Archive: it is out of date" in page.text
    url = site.propose()
    assert "The second editor must be another person" in site.dilys.get(url).text
    assert "A second editor has to agree" in browser.get(site.topic).text
    assert "I agree" in site.emrys.get(url).text
    site.emrys.post(f"{url}/second", {"answer": "yes"})
    assert "It takes effect on" in browser.get(site.topic).text

    account = site.ada.get("/account").text
    assert "Views you stand behind" in account
    assert f'action="{url}/appeals"' in account
    assert "Appeal" in site.ada.get(url).text
    site.ada.post(f"{url}/appeals")
    assert "while an appeal is decided" in browser.get(site.topic).text
    assert "one of the two editors" in site.dilys.get(url).text

    jo = site.sign_in(site.jo)
    assert "Decide the appeal" in jo.get(url).text
    jo.post(f"{url}/judgements", {"answer": "no", "words": "It still holds."})
    page = browser.get(url).text
    assert "Appeal decided: the view stays by" in page
    assert "It still holds." in page
    assert "Ada Okafor" not in page


def test_an_archived_view_is_on_its_topic_page_and_in_the_list_with_reason_and_link(site, browser):
    url = site.agreed()
    site.work(8)

    page = browser.get(site.topic).text
    columns, archived = page.split('id="archived"')
    assert "Hungry children cannot learn" not in columns
    assert "Hungry children cannot learn" in archived
    assert "by two editors: it is out of date." in archived
    assert f'href="{url}"' in archived
    assert "Hungry children cannot learn" in browser.get("/archived").text
    alone = browser.get(f"/arguments/{site.argument}").text
    assert "by two editors" in alone
    assert "/suggestions/new" not in alone  # nothing can be suggested about it
    page = site.dilys.post(
        f"/arguments/{site.argument}/edit",
        {"claim": "Other", "base": "1", "why": "x", "sense": "same"},
        status=422,
    )
    assert "This view is archived" in page.text


def test_who_made_what_was_merged_is_named_where_it_went(site, browser):
    site.agreed(what="merge:same", into=str(site.other))
    site.work(8)

    page = browser.get(site.topic).text.split('id="archived"')[0]
    assert "Chen Wei and Ada Okafor" in page


def test_a_refused_form_keeps_what_was_typed(site):
    data = {"what": "merge:same", "words": "They say the same.", "into": "0"}
    page = site.dilys.post(f"/arguments/{site.argument}/removals", data, status=422)

    assert "Choose the view that says the same." in page.text
    assert "They say the same.</textarea>" in page.text


def test_members_have_no_form_and_no_way_round_it(site):
    site.ada.get(f"/arguments/{site.argument}/removals/new", status=403)
    site.ada.post(f"/arguments/{site.argument}/removals", status=403)
    url = site.propose()
    for way in ("second", "put-back"):
        site.ada.post(f"{url}/{way}", {"answer": "yes", "words": "So."}, status=403)
    page = site.ada.post(f"{url}/judgements", {"words": "So."}, status=422)
    assert "Editors and stewards" in page.text


@pytest.mark.parametrize("kind", ["argument", "option"])
def test_a_hidden_view_is_not_told_by_its_removal(site, browser, app, kind):
    url = site.agreed()
    with app.app_context():
        view = removal_facts.view_named(kind, getattr(site, kind))
        view.hidden_at, view.hidden_because = now(), "Hidden by moderators: rule 2."
        db.session.commit()

    for page in (browser.get(url), browser.get("/removals"), browser.get("/weeks")):
        assert "Hungry children" not in page.text
        assert "a hidden argument" in page.text or "rule 2" in page.text


def test_the_log_the_feed_the_week_and_the_audit_tell_of_it(site, browser):
    url = site.agreed()

    assert "Removal 1: archive" in browser.get("/removals").text
    assert "Removal 1: archive" in browser.get("/removals?show=open").text
    assert "Removal 1" in browser.get("/weeks").text
    feed = browser.client.get("/removals.atom")
    assert "Agreed by a second editor" in feed.text
    assert feed.mimetype == "application/atom+xml"
    audit = browser.get("/audit").text
    assert "Dilys Morgan" in audit
    assert "It is out of date: 1" in audit
    site.ada.post(f"{url}/appeals")
    assert "1 appeal waiting" in browser.get("/audit").text
    for odd in ("2026-01-01", "rubbish", "9999-12-27", "0001-01-01"):
        browser.get(f"/weeks/{odd}", status=404)


def test_the_rules_on_the_page_are_those_of_the_code(browser, app):
    page = browser.get("/views-protected").text

    assert "takes effect 7 days later" in page
    assert "until 30 days after" in page
    assert "it says nothing" not in page.lower()
    assert "it is out of date" in page
    assert "We could not understand it" in page
    assert "It states a fact without a source" not in page
    assert "No source yet" in page


def test_a_rewording_is_listed_and_an_objection_brings_the_former_words_back(site, browser, app):
    edit = {"claim": "Hungry children learn less", "base": "1", "why": "Shorter", "sense": "same"}
    site.dilys.post(f"/arguments/{site.argument}/edit", edit)
    page = browser.get("/rewordings").text
    assert "Shorter" in page
    look = f"/rewordings/{revision_of(app, site.argument)}/looks"
    page = site.dilys.post(look, {"answer": "same"}, status=422)
    assert "These are your own words" in page.text
    page = site.ada.post(look, {"answer": "changed", "words": ""}, status=422)
    assert "Say in your own words" in page.text
    site.ada.post(look, {"answer": "changed", "words": "I said cannot."})

    assert "Hungry children cannot learn" in browser.get(site.topic).text
    assert "I said cannot." in browser.get("/rewordings?show=objected").text
    assert "Nothing waits." in browser.get("/rewordings").text


def test_an_editor_must_say_whether_the_sense_changes(site, browser):
    edit = {"claim": "Hungry children learn less", "base": "1", "why": "A new study says so."}
    url = f"/arguments/{site.argument}/edit"
    page = site.dilys.post(url, edit, status=422)
    assert "Say whether the sense changes." in page.text
    assert "Hungry children learn less" in page.text

    made = site.dilys.post(url, {**edit, "sense": "corrected"})
    page = site.dilys.follow(made).text
    assert "Change the sense" in page
    assert "<ins>" in page
    assert "Hungry children cannot learn" in browser.get(site.topic).text
    site.emrys.post(f"{made.headers['Location']}/second", {"answer": "yes"})
    site.work(8)
    page = browser.get(site.topic).text
    assert "Hungry children learn less" in page
    assert "Two editors changed the sense of this" in page


def test_a_change_of_sense_needs_a_reason_and_a_difference(site):
    edit = {"claim": "Hungry children cannot learn", "base": "1", "sense": "corrected"}
    url = f"/arguments/{site.argument}/edit"

    assert "your own words why" in site.dilys.post(url, edit, status=422).text
    page = site.dilys.post(url, {**edit, "why": "So."}, status=422)
    assert "Nothing would be different." in page.text
    site.propose()


def revision_of(app, argument):
    with app.app_context():
        return (
            db.session.query(Revision.id)
            .filter_by(subject_kind="argument", subject_id=argument, number=2)
            .scalar()
        )


def test_suggested_words_that_change_the_sense_are_taken_in_by_two_editors(site, browser, app):
    with app.app_context():
        view = db.session.get_one(Argument, site.argument)
        by = Viewer(id=site.cast.ada, name="Ada Okafor", on_roll=True)
        words = {"claim": "Hungry children learn less"}
        one = actions.suggest("wording", by=by, argument=view, words=words)
        db.session.commit()
        url = one.url

    assert f'href="{url}/sense"' in site.dilys.get(url).text
    assert "The sense changes" in site.dilys.get(f"{url}/sense").text
    site.dilys.post(f"{url}/sense", {}, status=422)
    sent = {"why_sense": "asked", "sense_words": "Ada asks for it."}
    removal = site.dilys.post(f"{url}/sense", sent).headers["Location"]
    assert f'href="{removal}"' in site.dilys.get(url).text
    site.emrys.post(f"{removal}/second", {"answer": "yes"})
    site.work(8)

    assert "Hungry children learn less" in browser.get(site.topic).text
    assert "accepted" in browser.get(url).text.lower()
