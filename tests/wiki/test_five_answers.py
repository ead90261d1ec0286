"""What editors can do with a suggestion: five things, each told to its author."""

from datetime import timedelta

import pytest

from core.clock import freeze, now
from core.db import db
from core.errors import Refused
from tests.told import told
from tests.wiki.conftest import EDITOR
from wiki import actions, queries


def letters():
    return " ".join(f"{to} {text}" for to, text in told().items())


def test_what_is_in_the_wiki_already_is_closed_with_a_link_to_it(meals):
    suggestion = meals.suggest()
    there = actions.add_argument(meals.option, "for", "Fed children learn", by=EDITOR)
    actions.send_elsewhere(suggestion, "same", there.url, "The first one.", by=meals.dilys)

    assert (suggestion.state, suggestion.decline_reason) == ("declined", "same")
    assert suggestion.became == there
    assert f"http://localhost{there.url}" in letters()


def test_what_another_suggestion_has_done_is_superseded_and_never_by_itself(meals):
    first, second = meals.suggest(), meals.suggest(title="Hungry children learn less")
    actions.accept(first, by=meals.dilys)
    assert second.state == "open"
    actions.send_elsewhere(second, "same", first.url, "Ada said it first.", by=meals.dilys)

    assert (second.state, second.decision) == ("superseded", "Ada said it first.")
    with pytest.raises(Refused, match="superseded already"):
        actions.accept(second, by=meals.dilys)
    assert "something else has done what it asks for" in letters()


def test_what_belongs_elsewhere_is_moved_there_and_goes_on_waiting(meals):
    roads = actions.add_topic("Roads", by=EDITOR)
    toll = actions.add_option(roads, "A toll", by=EDITOR)
    suggestion = meals.suggest()
    actions.claim(suggestion, by=meals.dilys)
    with pytest.raises(Refused, match="address of the option"):
        actions.send_elsewhere(suggestion, "moved", roads.url, "There.", by=meals.dilys)
    with pytest.raises(Refused, match="Write a sentence"):
        actions.send_elsewhere(suggestion, "moved", toll.url, " ", by=meals.dilys)
    link = f"http://localhost{roads.url}#option-{toll.id}"
    actions.send_elsewhere(suggestion, "moved", link, "About roads.", by=meals.dilys)

    assert (suggestion.state, suggestion.topic_id, suggestion.option_id) == (
        "open",
        roads.id,
        toll.id,
    )
    assert "waits there" in letters()
    (remark,) = queries.remarks_on(suggestion)
    assert (remark.by, remark.text) == ("Dilys Morgan", "Moved to “A toll”. About roads.")


def test_the_author_is_asked_and_answers_and_others_may_decide_meanwhile(meals):
    suggestion = meals.suggest(named=False)
    with pytest.raises(Refused, match="Nobody has asked you"):
        actions.answer(suggestion, "I mean lunch.", by=meals.ada)
    actions.ask(suggestion, "Which meal?", by=meals.dilys)
    assert suggestion.asked_at is not None
    with pytest.raises(Refused, match="Only the member"):
        actions.answer(suggestion, "Lunch.", by=meals.emrys)
    actions.answer(suggestion, "I mean lunch.", by=meals.ada)

    said = [(one.by, one.text) for one in queries.remarks_on(suggestion)]
    assert said == [("Dilys Morgan", "Which meal?"), ("a member", "I mean lunch.")]
    assert suggestion.asked_at is None
    actions.accept(suggestion, by=meals.emrys)
    assert "Which meal?" in letters()


def test_a_reason_to_decline_is_one_of_the_list_and_a_page_that_is_not_there_is_no_link(meals):
    suggestion = meals.suggest()
    for link in ("/topics/999", "/suggestions/999", "https://example.org/"):
        with pytest.raises(Refused, match="There is no"):
            actions.send_elsewhere(suggestion, "same", link, "There.", by=meals.dilys)
    with pytest.raises(Refused, match="this suggestion itself"):
        actions.send_elsewhere(suggestion, "superseded", suggestion.url, "It.", by=meals.dilys)
    with pytest.raises(Refused, match="from the list"):
        actions.send_elsewhere(suggestion, "unpopular", meals.topic.url, "No.", by=meals.dilys)
    assert suggestion.state == "open"


def test_a_claim_ends_after_half_an_hour(meals):
    suggestion = meals.suggest()
    actions.claim(suggestion, by=meals.dilys)
    with pytest.raises(Refused, match="Dilys Morgan is reading"):
        actions.claim(suggestion, by=meals.emrys)
    with freeze(now() + timedelta(minutes=31)):
        (shown,), _ = queries.queue(queries.Asked())
        assert shown.state == "waiting"
        actions.claim(suggestion, by=meals.emrys)
    assert suggestion.claimed_by_id == meals.cast.emrys


def test_a_hidden_suggestion_waits_for_the_moderators(meals):
    suggestion = meals.suggest()
    suggestion.hidden_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="is hidden"):
        actions.accept(suggestion, by=meals.dilys)


def test_readers_decide_nothing(meals):
    suggestion = meals.suggest()
    acts = (
        lambda: actions.accept(suggestion, by=meals.ada),
        lambda: actions.ask(suggestion, "Why?", by=meals.ada),
        lambda: actions.decline(suggestion, "abusive", "No.", by=meals.ada),
        lambda: actions.send_elsewhere(suggestion, "same", meals.topic.url, "No.", by=meals.ada),
    )
    for act in acts:
        with pytest.raises(Refused, match="Only editors"):
            act()
