"""The lists of the Whoosh index keep their places through merges, and damage to them is noticed."""

from array import array

import pytest

from search.backend import Unavailable
from search.whoosh_index import WhooshIndex
from tests.search.documents import document, find, keys


def test_phrases_are_found_after_batches_were_merged_and_parts_of_them_deleted(index):
    index.put([document(n, "Far", f"rent {'and cap ' * 99} rent of a cap") for n in range(10, 20)])
    index.put([document(7, "Rent cap"), document(8, "Cap on rents; cap, rent, rent, cap")])
    index.delete([f"topic:{n}" for n in range(12, 17)])
    for turn in range(12):
        index.put([document(n, f"Turn {turn}", "rent cap, capped rents") for n in range(5)])
    assert {"topic:7", "topic:8"} <= set(keys(index, '"rent cap"', limit=100))
    assert find(index, '"rent rent rent"').total == 0
    assert find(index, '"cap rent rent cap"').total == 1


def test_a_list_that_was_written_over_is_noticed(tmp_path):
    index = WhooshIndex(tmp_path)
    index.rebuild([document(n, f"Title {n}", "rent") for n in range(5)])
    folder = index.folder.current()
    (segment,) = folder.glob("*.seg")
    written = segment.read_bytes()
    documents = array("I", range(5)).tobytes()
    assert documents in written
    segment.write_bytes(written.replace(documents, array("I", [0, 1, 2, 4, 4]).tobytes()))
    broken = WhooshIndex(tmp_path)
    with pytest.raises(Unavailable):
        find(broken, "rent")
    assert not broken.check()
