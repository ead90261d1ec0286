"""What a person may not see is in no hit, no count, no word put right and no suggestion."""

from tests.search.documents import document, find

ASHFORD = frozenset({"public", "members", "clp:7"})


def test_only_the_readers_of_a_document_find_it(library):
    assert find(library, "doubled").total == 0
    assert find(library, "doubled", readers=ASHFORD).total == 1


def test_it_is_not_counted_for_others(library):
    assert find(library, "rents").counts.get("post", 0) == 0
    assert find(library, "rents", readers=ASHFORD).counts.get("post", 0) == 1


def test_a_private_word_is_offered_to_no_one_else(index):
    index.put([document(1, "x", "Hollingsworth", readers="clp:7"), document(2, "Homes")])
    assert find(index, "Hollingworth").instead == {}
    found = find(index, "Hollingworth", readers=ASHFORD)
    assert found.instead["Hollingworth"] == ("hollingsworth",)


def test_a_private_title_is_suggested_to_no_one_else(library):
    kinds = ["post"]
    assert library.suggest("rents", readers=frozenset({"public"}), kinds=kinds) == ()
    assert len(library.suggest("rents", readers=ASHFORD, kinds=kinds)) == 1


def test_what_is_left_out_is_not_counted(library):
    assert find(library, "tenants", leave_out=frozenset({"option:4"})).counts.get("option", 0) == 0


def test_a_minus_tells_nothing_of_what_is_hidden(library):
    assert find(library, "rents -doubled") == find(library, "rents -banana")
