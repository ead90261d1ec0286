"""One poll of each kind: prepared, voted in, read back, changed, counted and published."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from core.clock import today
from tests.voting.hall import code_on
from voting import methods, queries
from voting.forms import ballot_form
from voting.methods import Asked

CHOICES = ("Leave it as it is", "Free lunches", "Cheaper lunches")
KINDS = ("approval", "resistance", "ranked", "single")
BALLOTS: dict[
    str, tuple[Any, list[str], str]
] = {  # a form, its words on the confirmation, the answer in the box
    "approval": ({"answer": ["2", "3"]}, ["Free lunches", "Cheaper lunches"], "2,3"),
    "resistance": (
        {"choice_1": "9", "choice_2": "0", "choice_3": ""},
        ["Leave it as it is: 9", "Free lunches: 0, no objection", "Cheaper lunches: no number"],
        "9,0,-",
    ),
    "ranked": (
        {"choice_1": "", "choice_2": "1", "choice_3": ""},
        ["1. Free lunches", "2. Leave it as it is, Cheaper lunches (level)"],
        "2>1=3",
    ),
    "single": ({"answer": "2"}, ["Free lunches"], "2"),
}
OTHERS: dict[str, dict[str, str]] = {  # another answer, for whoever changes their mind
    "approval": {"answer": "none"},
    "resistance": {"choice_1": "0", "choice_2": "", "choice_3": "10"},
    "ranked": {"choice_1": "1", "choice_2": "2", "choice_3": "3"},
    "single": {"answer": "1"},
}
# What is sent, and the sentence that comes back.
BAD: dict[str, list[tuple[dict[str, Any], str]]] = {
    "approval": [
        ({}, "Tick every choice that you could live with"),
        ({"answer": "4"}, "Tick choices that are on the ballot."),
        ({"answer": ["none", "1"]}, "not both"),
    ],
    "resistance": [
        ({"choice_1": "", "choice_2": "", "choice_3": ""}, "Give at least one choice a number"),
        ({"choice_1": "11", "choice_2": "1", "choice_3": "1"}, "A number from 0 to 10"),
        ({"choice_1": "-1", "choice_2": "1", "choice_3": "1"}, "A number from 0 to 10"),
        ({"choice_1": "1", "choice_2": "1"}, "A part of the ballot is missing."),
        ({"choice_1": "1\x00", "choice_2": "1", "choice_3": "1"}, "A number from 0 to 10"),
    ],
    "ranked": [
        ({"choice_1": "", "choice_2": "", "choice_3": ""}, "Give at least one choice a place."),
        ({"choice_1": "4", "choice_2": "1", "choice_3": "1"}, "Places go from 1 to 3."),
        ({"choice_1": "9" * 5000, "choice_2": "1", "choice_3": "1"}, "Places go from 1 to 3."),
        ({"choice_1": ["1", "2"], "choice_2": "1", "choice_3": "1"}, "A part of the ballot"),
    ],
    "single": [
        ({}, "Choose one of the choices."),
        ({"answer": "0"}, "Choose one of the choices."),
        ({"answer": ["1", "2"]}, "Choose one of the choices."),
    ],
}


@pytest.fixture
def opened(hall, sign_in):
    """Prepares and opens a poll of a kind as an editor does; gives its address."""

    def make_one(kind):
        dilys = sign_in(hall.cast.dilys)
        form = {"question": "Which lunch?", "asked": "everyone", "method": kind}
        form |= {"closes_on": str(in_a_week()), "choices": "\n".join(CHOICES)}
        page = dilys.follow(dilys.post("/polls", form))
        url = page.request.path
        dilys.post(f"{url}/open", {})
        return url

    return make_one


def in_a_week():
    return today() + timedelta(days=7)


@pytest.mark.parametrize("kind", KINDS)
def test_a_vote_of_each_kind_is_read_back_in_words_and_changed_by_its_code(
    hall, sign_in, opened, kind
):
    url = opened(kind)
    form, words, _ = BALLOTS[kind]
    ada = sign_in(hall.cast.ada)
    ballot = ada.get(f"{url}/vote").text
    code = code_on(ballot)

    recorded = ada.post(f"{url}/vote", {**form, "code": code}, status=200).text
    again = ada.post(f"{url}/vote", {**OTHERS[kind], "code": code}, status=200).text
    found = ada.post("/box", {"code": code}, status=200).text
    changed = ada.post("/box/change", {**OTHERS[kind], "code": code}, status=200).text

    assert all(choice in ballot for choice in CHOICES)
    for page in (recorded, again, found):
        assert all(f"<strong>{line}</strong>" in page for line in words)
    assert "Sending it again has changed nothing." in again
    assert not all(f"<strong>{line}</strong>" in changed for line in words)


@pytest.mark.parametrize(("kind", "sent", "sentence"), [(k, *bad) for k in BAD for bad in BAD[k]])
def test_what_is_no_answer_comes_back_with_a_sentence_and_its_code(
    hall, sign_in, opened, kind, sent, sentence
):
    url = opened(kind)
    ada = sign_in(hall.cast.ada)
    code = code_on(ada.get(f"{url}/vote").text)

    page = ada.post(f"{url}/vote", {**sent, "code": code}, status=422).text

    assert sentence in page
    assert code_on(page) == code
    assert ada.post("/box", {"code": code}, status=422)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_and_its_answer_say_the_same(kind):
    asked = Asked(methods.of(kind), CHOICES)
    form, words, answer = BALLOTS[kind]
    sent = MultiDict([(name, it) for name, its in form.items() for it in _listed(its)])

    read = ballot_form(asked, sent)

    assert read.validate()
    assert read.chosen == answer
    assert asked.is_answer(answer)
    assert list(asked.said(answer)) == words
    assert asked.read(asked.method.given(answer, asked.n)) == answer


def _listed(values):
    return values if isinstance(values, list) else [values]


@pytest.mark.parametrize("kind", KINDS)
def test_a_poll_of_each_kind_is_counted_and_published(hall, sign_in, opened, browser, kind, app):
    url = opened(kind)
    its_hall = replace(hall, poll_id=int(url.rsplit("/", 1)[1]))
    its_hall.vote_all(hall.members[:25], BALLOTS[kind][2])
    its_hall.finish()

    page = browser.get(f"{url}/results").text

    assert "“Free lunches”" in page
    with app.app_context():
        poll = its_hall.poll()
        rows = queries.rows(poll.id, queries.asked_of(poll))
        assert rows[0].took_part == 25
        assert rows[0].counts is None
    assert browser.get(f"{url}/results.json").json["method"] == kind
    assert "Free lunches" in browser.get(f"{url}/results.csv").text


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ("Only this", "Write 2 to 8 choices"),
        ("\n".join(f"Choice {number}" for number in range(9)), "Write 2 to 8 choices"),
        ("This\nthis", "Two choices are the same."),
        ("This\n" + "x" * 101, "at most 100 characters"),
    ],
)
def test_choices_that_cannot_be_told_apart_or_counted_are_refused(hall, sign_in, choices, sentence):
    dilys = sign_in(hall.cast.dilys)
    form = {"question": "Which?", "asked": "everyone", "method": "ranked", "choices": choices}

    page = dilys.post("/polls", {**form, "closes_on": str(in_a_week())}, status=422).text

    assert sentence in page
    assert choices.split("\n", 1)[0] in page


def test_a_kind_that_does_not_exist_is_refused(hall, sign_in):
    dilys = sign_in(hall.cast.dilys)
    form = {"question": "Which?", "asked": "everyone", "method": "dice", "choices": "A\nB"}

    page = dilys.post("/polls", {**form, "closes_on": str(in_a_week())}, status=422).text

    assert "Choose one of the kinds of poll that are offered." in page


@pytest.mark.parametrize("kind", ["resistance", "ranked"])
def test_leaving_things_as_they_are_is_proposed_as_the_first_choice(hall, sign_in, kind):
    page = sign_in(hall.cast.dilys).get(f"/polls/new?method={kind}").text

    assert ">\r\nLeave it as it is</textarea>" in page or ">Leave it as it is</textarea>" in page
