"""Two changes of one text: put together when they can be, and nothing of either is lost."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.merging import END, NOW, SUGGESTED, Conflict, is_unsettled, merge
from tests.cost import is_within

few = settings(max_examples=60)
LINE = st.sampled_from(["", "Bread", "Milk", "Bread and milk", "Eggs, two", "* Tea"])
TEXT = st.lists(LINE, max_size=7).map("\n".join)
NUMBERED = st.lists(st.booleans(), min_size=1, max_size=6)


def kept_lines(merged):
    kept: Counter[str] = Counter()
    for piece in merged.pieces:
        texts = (piece.current, piece.suggested) if isinstance(piece, Conflict) else (piece,)
        kept.update(line for text in texts for line in text.split("\n"))
    return kept


@few
@given(base=TEXT, current=TEXT, suggested=TEXT)
@example(base="* Tea\nMilk\n* Tea", current="* Tea\nMilk", suggested="Milk\n* Tea")
def test_a_line_that_both_sides_kept_is_never_lost(base, current, suggested):
    both = Counter(current.split("\n")) & Counter(suggested.split("\n"))
    kept = kept_lines(merge(base, current, suggested))

    assert all(kept[line] >= count for line, count in both.items() if line)


@few
@given(base=TEXT, current=TEXT, suggested=TEXT)
def test_a_conflict_loses_nothing_of_either_side(base, current, suggested):
    merged = merge(base, current, suggested)
    words = Counter((current + "\n" + suggested).split()).keys()
    shown = set("\n".join([merged.text, *(part.base for part in merged.conflicts)]).split())

    assert is_unsettled(merged.text) is not merged.is_clean
    if len(merged.conflicts) == len(merged.pieces):
        assert words <= shown


@few
@given(mine=NUMBERED, theirs=NUMBERED)
def test_changes_in_different_lines_are_both_applied(mine, theirs):
    def lines(change_mine, change_theirs):
        first = [f"mine {n}{' changed' * (c and change_mine)}" for n, c in enumerate(mine)]
        last = [f"theirs {n}{' changed' * (c and change_theirs)}" for n, c in enumerate(theirs)]
        return "\n".join([*first, "between", *last])

    merged = merge(lines(0, 0), lines(1, 0), lines(0, 1))

    assert merged.is_clean
    assert merged.text == lines(1, 1)


@few
@given(base=TEXT, changed=TEXT)
def test_one_change_alone_is_taken_as_it_is(base, changed):
    for current, suggested in ((changed, base), (base, changed), (changed, changed)):
        merged = merge(base, current, suggested)
        assert merged.is_clean
        assert merged.text == changed


def test_different_words_of_one_line_are_both_changed():
    merged = merge(
        "Pupils play football for two hours a week.",
        "Children play football for two hours a week.",
        "Pupils play football for three hours a week.",
    )

    assert merged.is_clean
    assert merged.text == "Children play football for three hours a week."


def test_neighbouring_paragraphs_are_both_changed():
    merged = merge("One.\n\nTwo.", "One, now.\n\nTwo.", "One.\n\nTwo, better.")

    assert merged.text == "One, now.\n\nTwo, better."


def test_where_both_changed_the_same_words_all_three_are_shown():
    merged = merge("First.\nTwo hours.\nLast.", "First.\nOne hour.\nLast.", "First.\nTen.\nLast.")

    assert merged.conflicts == [Conflict("Two hours.", "One hour.", "Ten.")]
    assert merged.text == f"First.\n{NOW}\nOne hour.\n{SUGGESTED}\nTen.\n{END}\nLast."


def test_a_line_moved_by_both_in_different_ways_is_a_conflict_and_not_gone():
    assert "Tea" in merge("Tea\nMilk\nTea", "Tea\nMilk", "Milk\nTea").text


def huge_texts() -> None:
    lines = ["a"] * 4_000
    merge("\n".join(lines), "\n".join(["b", *lines[1:]]), "\n".join([*lines[1:], "c"]))
    rare = [f"{number % 99}" for number in range(4_000)]
    merge("\n".join(rare), "\n".join(["b", *rare]), "\n".join([*rare, "c"]))
    merge("x " * 20_000, "y " + "x " * 20_000, "x " * 20_000 + "z")
    merge("a\n" * 20_000, "b\n" + "a\n" * 20_000, "a\n" * 20_000 + "c")


def test_a_huge_text_made_to_be_slow_is_not():
    assert is_within(2, huge_texts)
