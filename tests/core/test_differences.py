"""What changed between two texts: exact, readable aloud, and never slow."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from core.text.difference import IN_NEW, IN_OLD, Kind, passages, word_diff

LINES = ("\n", "a\n", "Buses are free.\n", "Fares, too.", "\r\n", "x\fy")
LONG = tuple(f"Paragraph {n} is long enough to be seen to move.\n" for n in range(4))
LINE = st.sampled_from(LINES + LONG)
TEXT = st.one_of(
    st.permutations(LONG + LINES).map("".join),
    st.lists(LINE, max_size=12).map("".join),
    st.text(max_size=60),
)


@given(TEXT, TEXT)
def test_a_difference_applied_to_the_old_text_gives_the_new_one(old: str, new: str) -> None:
    pieces = [piece for passage in passages(old, new) for piece in passage]

    assert "".join(piece.text for piece in pieces if piece.kind in IN_OLD) == old
    assert "".join(piece.text for piece in pieces if piece.kind in IN_NEW) == new


def test_a_changed_word_is_marked_and_nothing_else() -> None:
    html = str(word_diff("Buses should be free.\nFor all.", "Buses should be cheap.\nFor all."))

    assert "<del>" in html
    assert re.sub(r"<[^>]+>", "", html.split("<ins>")[1].split("</ins>", 1)[0]) == "Added: cheap"
    assert html.count("<ins>") == html.count("<del>") == 1


def test_neighbouring_words_are_one_change_to_the_ear() -> None:
    (passage,) = passages("We will run every bus at night.", "We will pay for it at night.")

    assert [(piece.kind, piece.text) for piece in passage] == [
        (Kind.SAME, "We will "),
        (Kind.REMOVED, "run every bus"),
        (Kind.ADDED, "pay for it"),
        (Kind.SAME, " at night."),
    ]


def test_a_line_with_little_in_common_is_shown_whole() -> None:
    (passage,) = passages("Fares rose by a tenth.", "Our members want a bus that comes.")

    assert [piece.kind for piece in passage] == [Kind.REMOVED, Kind.ADDED]


def test_a_paragraph_that_moved_is_said_to_have_moved() -> None:
    one, two, three = (f"Paragraph {n} says something of its own.\n" for n in "abc")
    html = str(word_diff(one + two + three, two + three + one))

    assert html.count("Moved away:") == html.count("Moved here:") == 1
    assert "Removed:" not in html


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_difference_never_passes_markup_through(old: str, new: str) -> None:
    html = word_diff(old + "<script>", new + "<b>")

    assert "<script>" not in html
    assert "<b>" not in html


def test_the_largest_texts_are_compared_in_a_moment() -> None:
    worst = [
        ("\n" * 200_000, "a\n" * 50_000 + "\n" * 100_000),
        ("a b " * 50_000, "b c " * 50_000),
        ("a\nb\n" * 50_000, "b\nc\n" * 50_000),
    ]
    began = time.process_time()
    for old, new in worst:
        passages(old, new)

    assert time.process_time() - began < 10  # 1.7 s; comparing every line with every other: hours
