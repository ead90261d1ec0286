"""Hits are narrowed by what they belong to, counted by it, and put in order of date."""

from datetime import UTC, datetime
from typing import Any

import pytest

from search.backend import Facet, Filters, Search, Sort
from search.language import Query
from tests.search.documents import document, find, keys

OLD, NEW = datetime(2020, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
EVERY = frozenset(Facet)
IN_TOPIC_1 = Filters(topics=frozenset({1}))


@pytest.fixture
def talk(index):
    """Four things about rent, of three topics and two CLPs."""
    index.put([document(1, "Rent", kind="topic", topic=1, at=OLD)])
    facts: dict[str, Any] = {"kind": "post", "topic": 1, "clp": 7, "region": 3, "at": NEW}
    index.put([document(2, "", "rent is high", author=5, position="for", **facts)])
    index.put([document(3, "", "rent is low", position="against", **{**facts, "clp": 8})])
    index.put([document(4, "A rent cap", "rent", kind="poll", topic=2, region=4, author=5)])
    return index


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (IN_TOPIC_1, {"topic:1", "post:2", "post:3"}),
        (Filters(topics=frozenset({1, 2}), clps=frozenset({8})), {"post:3"}),
        (Filters(regions=frozenset({3, 4})), {"post:2", "post:3", "poll:4"}),
        (Filters(authors=frozenset({5})), {"post:2", "poll:4"}),
        (Filters(positions=frozenset({"for", "unsure"})), {"post:2"}),
        (Filters(since=NEW), {"post:2", "post:3"}),
        (Filters(before=NEW), {"topic:1"}),
        (Filters(topics=frozenset()), set()),
    ],
)
def test_a_filter_leaves_what_passes_it(talk, filters, left):
    found = find(talk, "rent", filters=filters)
    assert {hit.key for hit in found.hits} == left
    assert found.total == sum(found.counts.values()) == len(left)


def test_each_facet_counts_what_there_is(talk):
    facets = find(talk, "rent", facets=EVERY, moments=(OLD, NEW)).facets
    assert facets == {
        Facet.TOPIC: {1: 3, 2: 1},
        Facet.CLP: {7: 1, 8: 1},
        Facet.REGION: {3: 2, 4: 1},
        Facet.POSITION: {"for": 1, "against": 1},
        Facet.SINCE: {OLD: 3, NEW: 2},
    }


def test_a_facet_counts_what_its_own_filter_leaves_out_and_no_others_do(talk):
    facets = find(talk, "rent kind:post", filters=IN_TOPIC_1, facets=EVERY).facets
    assert facets[Facet.TOPIC] == {1: 2}  # the poll of topic 2 is none of the kind asked for
    assert find(talk, "rent", filters=IN_TOPIC_1, facets=EVERY).facets[Facet.TOPIC] == {1: 3, 2: 1}
    assert find(talk, "rent", filters=IN_TOPIC_1, facets=EVERY).facets[Facet.REGION] == {3: 2}


def test_what_a_person_may_not_see_is_in_no_facet(index):
    facts: dict[str, Any] = {"topic": 1, "clp": 7, "region": 3, "position": "for", "at": NEW}
    index.put([document(1, "Rent", readers="clp:7", **facts), document(2, "Rent")])
    others = find(index, "rent", facets=EVERY, moments=(NEW,))
    assert others.facets == {facet: {} for facet in EVERY} | {Facet.SINCE: {NEW: 0}}
    members = find(index, "rent", facets=EVERY, readers=frozenset({"public", "clp:7"}))
    assert members.facets[Facet.CLP] == {7: 1}


def test_the_newest_come_first_and_what_bears_no_date_comes_last(talk):
    assert keys(talk, "rent", sort=Sort.NEWEST)[2:] == ["topic:1", "poll:4"]
    assert set(keys(talk, "rent", sort=Sort.NEWEST)[:2]) == {"post:2", "post:3"}


def test_filters_and_facets_hold_for_what_was_changed_since(talk):
    talk.put([document(4, "A rent cap", kind="poll", topic=9, position="for", at=NEW)])
    talk.delete(["post:2"])
    facets = find(talk, "rent", facets=EVERY).facets
    assert facets[Facet.TOPIC] == {1: 2, 9: 1}
    assert facets[Facet.POSITION] == {"for": 1, "against": 1}
    assert keys(talk, "rent", filters=Filters(positions=frozenset({"for"}))) == ["poll:4"]


def test_either_word_of_a_group_will_do(library):
    query = Query(words=("tenants",), either=(("cap", "council home"),))
    found = library.query(Search(query))
    assert {hit.key for hit in found.hits} == {"option:4", "argument:5"}


def test_the_beginning_of_a_word_will_do(library):
    assert {hit.key for hit in library.query(Search(Query(starts=("hou",)))).hits} == {"topic:1"}


def test_what_says_the_same_will_do_and_stands_after_what_was_typed(index):
    index.put([document(1, "The health service"), document(2, "NHS"), document(3, "Health")])
    for typed, other, first in (
        (("NHS",), "health service", "topic:2"),
        (("health", "service"), "nhs", "topic:1"),
    ):
        query = Query(typed, same=((" ".join(typed), (other,)),))
        hits = [hit.key for hit in index.query(Search(query)).hits]
        assert sorted(hits) == ["topic:1", "topic:2"]
        assert hits[0] == first


def test_without_words_all_that_passes_is_found_newest_first_and_counted(talk):
    asked: dict[str, Any] = {"everything": True, "sort": Sort.NEWEST}
    found = find(talk, "", filters=IN_TOPIC_1, facets=EVERY, **asked)
    assert [hit.key for hit in found.hits][-1] == "topic:1"
    assert found.total == 3
    assert found.counts == {"post": 2, "topic": 1}
    assert found.facets[Facet.CLP] == {7: 1, 8: 1}
    assert keys(talk, "kind:poll", **asked) == ["poll:4"]
    assert set(keys(talk, "kind:post -high", **asked)) == {"post:3"}


def test_without_words_what_is_for_others_stays_unfound(talk):
    talk.put([document(9, "", "ours", kind="post", readers="clp:7", clp=7)])
    assert "post:9" not in keys(talk, "kind:post", everything=True, sort=Sort.NEWEST)


def test_words_that_are_too_common_find_nothing_rather_than_everything(talk):
    assert keys(talk, "the of") == []
