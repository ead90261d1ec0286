"""What members suggest, what editors make of it, and what the member is told."""

import pytest

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from tests.told import told
from wiki import actions, queries
from wiki.models import Argument, Revision, Suggestion


def test_an_accepted_argument_credits_the_member_and_tells_them(meals):
    argument = actions.accept(meals.suggest(text="See any *teacher*."), by=meals.dilys)

    assert isinstance(argument, Argument)
    assert (argument.claim, argument.author_id) == ("Hungry children cannot learn", meals.cast.ada)
    assert "<em>teacher</em>" in argument.html
    assert queries.argument_voices(meals.option.id)["for"] == {meals.cast.ada}
    letters = told()
    assert letters.keys() == {"ada@demo.example"}
    assert "Your point was included" in letters["ada@demo.example"]
    assert f"http://localhost/arguments/{argument.id}" in letters["ada@demo.example"]


def test_history_says_who_suggested_it_unless_they_asked_otherwise(meals):
    actions.accept(meals.suggest(), by=meals.dilys)
    actions.accept(meals.suggest(named=False), by=meals.dilys)

    whys = db.session.query(Revision.why).filter_by(subject_kind="argument").order_by(Revision.id)
    assert [why for (why,) in whys] == ["Suggested by Ada Okafor", "Suggested by a member"]


def test_an_editor_may_accept_with_other_words(meals):
    suggestion = meals.suggest()
    argument = actions.accept(
        suggestion, by=meals.dilys, words={"title": "Children learn better when fed"}
    )

    assert argument.heading == "Children learn better when fed"
    assert suggestion.state == "accepted_with_changes"


def test_declining_needs_a_reason_of_the_list_and_a_sentence(meals):
    suggestion = meals.suggest()

    with pytest.raises(Refused, match="from the list"):
        actions.decline(suggestion, "unpopular", "Few think so.", by=meals.dilys)
    with pytest.raises(Refused, match="Write a sentence"):
        actions.decline(suggestion, "unreadable", " ", by=meals.dilys)
    with pytest.raises(Refused, match="Give the address"):
        actions.decline(suggestion, "same", "It is there.", by=meals.dilys)
    actions.decline(suggestion, "unreadable", "Which study is that?", by=meals.dilys)

    assert (suggestion.state, suggestion.decision) == ("declined", "Which study is that?")


def test_a_missing_source_is_no_reason_to_decline_and_old_ones_still_read_well(app, meals):
    suggestion = meals.suggest()
    with pytest.raises(Refused, match="from the list"):
        actions.decline(suggestion, "unsourced", "Which study is that?", by=meals.dilys)
    actions.decline(suggestion, "unreadable", "Which study is that?", by=meals.dilys)
    suggestion.decline_reason = "unsourced"  # as it was declined in former times
    db.session.commit()

    (shown,), _ = queries.queue(queries.Asked(show="declined"))
    assert shown.decision == "It states a fact without a source. Which study is that?"
    page = app.test_client().get(suggestion.url).text
    assert "It states a fact without a source." in page


def test_two_editors_do_not_read_the_same_suggestion(app, meals):
    suggestion = meals.suggest()
    actions.claim(suggestion, by=meals.dilys)

    with pytest.raises(Refused, match="Dilys Morgan is reading"):
        actions.accept(suggestion, by=meals.emrys)
    actions.accept(suggestion, by=meals.dilys)
    with pytest.raises(Refused, match="has been accepted already"):
        actions.accept(suggestion, by=meals.emrys)


def test_nobody_decides_on_their_own_suggestion(meals):
    suggestion = actions.suggest(
        "argument", title="Meals cost money", by=meals.dilys, option=meals.option, side="against"
    )

    with pytest.raises(Refused, match="your own suggestion"):
        actions.accept(suggestion, by=meals.dilys)


def test_only_people_with_an_account_suggest_and_not_more_than_twenty_at_once(meals):
    with pytest.raises(Refused, match="Sign in to suggest"):
        actions.suggest("topic", title="Roads", by=Viewer())
    for _ in range(20):
        meals.suggest()
    with pytest.raises(Refused, match="20 suggestions waiting"):
        meals.suggest()


def test_a_member_can_withdraw_a_suggestion_but_not_after_the_decision(meals):
    suggestion = meals.suggest()
    actions.withdraw(suggestion, by=meals.ada)

    assert db.session.get(Suggestion, suggestion.id).state == "withdrawn"
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw(suggestion, by=meals.ada)
