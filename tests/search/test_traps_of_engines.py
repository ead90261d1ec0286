"""Traps that engines hold ready, and that nobody shall fall into again (decision 22)."""

import pytest

from search.backend import Unavailable
from search.engine import made_by
from search.language import MOST_LETTERS, MOST_WORDS, parse
from search.snippets import snippet
from search.whoosh_index import WhooshIndex
from tests.search.documents import PUBLIC, document, find, keys


def test_trap_3_a_second_writer_is_told_and_the_first_one_loses_nothing(library):
    other = type(library)(library.folder.root)
    with library._writer():
        with pytest.raises(Unavailable):
            other.put([document(7, "Second")])
        with pytest.raises(Unavailable):
            other.delete(["topic:2"])
    other.put([document(8, "Third")])
    assert keys(other, "third") == ["topic:8"]
    assert keys(other, "buses") == ["topic:2"]


def test_trap_5_what_was_put_is_there_for_others_at_once(library):
    library.put([document(9, "Ferries")])
    assert keys(type(library)(library.folder.root), "ferry") == ["topic:9"]


@pytest.mark.parametrize("text", ["a" * 20_000, "a " * 20_000, '"a' * 9_000, "a:" * 9_000])
def test_trap_8_a_long_query_is_cut_before_it_is_read(text):
    query = parse(text)
    assert query.cut
    assert len(query.words) + len(query.starts) <= MOST_WORDS
    assert sum(map(len, query.words)) <= MOST_LETTERS


def test_trap_10_a_passage_is_shown_of_a_text_of_any_length(library):
    library.put([document(10, "Long", "word " * 9_000 + "hedgehog")])
    found = find(library, "hedgehog")
    assert [hit.key for hit in found.hits] == ["topic:10"]
    assert snippet(found.hits[0].passage, found.stems, library.stem_of)


def test_trap_11_an_index_of_another_version_is_built_again(tmp_path):
    index = WhooshIndex(tmp_path)
    index.rebuild([document(1, "Old")])
    current = tmp_path / "current"
    current.write_text(f"0{current.read_text(encoding='ascii')}", encoding="ascii")
    assert not index.is_there
    assert not made_by("tantivy", tmp_path).is_there
    index.rebuild([document(1, "New")])
    assert keys(index, "new") == ["topic:1"]


def test_words_that_others_keep_to_themselves_crowd_out_no_ending_of_an_unfinished_word(index):
    kept = [f"conxu{a}{b}o" for a in "abcdefgh" for b in "bdfgklmn"]
    private = [document(n, " ".join(kept), readers="clp:7") for n in range(10, 13)]
    index.put([*private, document(1, "Conxuray"), document(2, "Conxuray")])
    assert sorted(keys(index, "conxu*")) == ["topic:1", "topic:2"]
    hits = index.suggest("conxu", readers=PUBLIC, kinds=["topic"])
    assert sorted(hit.key for hit in hits) == ["topic:1", "topic:2"]
    assert len(keys(index, "conxu*", readers=frozenset({"public", "clp:7"}))) >= 3
