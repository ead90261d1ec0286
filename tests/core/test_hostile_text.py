"""Text made to be dear costs a few times what ordinary text does: nothing grows by the square."""

from contextlib import suppress
from time import thread_time

import pytest

from core import text
from core.errors import Refused
from core.text.matching import matched
from deliberation.rules.posts import marks_in
from search.language import parse

LENGTH = 20_000  # characters: the longest post
ORDINARY = "Free school *meals* help. They cost [money](https://a.example), though!\n\n"
# The dearest is some fifteen times as dear; what grows by the square is hundreds of times.
MOST_TIMES = 60
HOSTILE = {
    "quotes in quotes": ">" * 300,
    "quotes, line by line": ">" * 99 + "\n",
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(140)),
    "brackets": "[",
    "pictures that never end": "![",
    "links in links": "[a](",
    "names in names": "[[a|",
    "stars": "*_",
    "backticks": "".join("`" * count + " " for count in range(1, 200)),
    "wide tables": "|a" * 99 + "|\n" + "|-" * 99 + "|\n" + ("|b" * 99 + "|\n") * 100,
    "long tables": "a|b\n-|-\n" + "|\n" * 5_000,
    "tables of one row": "|x" * 4_000 + "\n" + "|-" * 4_000 + "\n",
    "addresses": "//a.b/(",
    "more addresses": "http://a.b ",
    "mail": "a@b.cc ",
    "people": "@a ",
    "notes": "[^1]",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "definitions": "".join(f"[{number}]: /a\n" for number in range(1500)),
    "numbered lists": "1) a\n",
    "angles": "<!--<",
    "ampersands": "&",
    "marks on one letter": "a" + "\u0301" * LENGTH,
    "right to left": "\u202e",
    "nothing to see": "\u200b",
    "one word": "a",
    "spaces": "! " + " " * 99,
    "letters that become many": "\ufdfa",
}
PIPELINES = {
    "render": lambda words: text.render(words, top=3, anchor="p1"),
    "plain": text.plain,
    "sections": text.sections,
    "diff": lambda words: text.word_diff(words, words[::-1]),
    "slug": text.slugify,
    "people": marks_in,
    "search": parse,
}


def long(words):
    return (words * (LENGTH // len(words) + 1))[:LENGTH]


def cost(act, words, enough=0.0):
    """Processor time of this thread, at best of three: a busy machine is no failure.

    One that is not above `enough` is not taken again.
    """
    times = []
    for _ in range(3):
        began = thread_time()
        with suppress(Refused):
            act(words)
        times.append(thread_time() - began)
        if times[-1] <= enough:
            break
    return min(times)


@pytest.fixture(scope="module")
def ordinary():
    words = long(ORDINARY)
    return min(cost(PIPELINES["render"], words) for _ in range(3))


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_no_text_is_much_dearer_than_an_ordinary_one(ordinary, pipeline):
    most = MOST_TIMES * ordinary
    dear = {
        name: round(took / ordinary)
        for name, words in HOSTILE.items()
        if (took := cost(PIPELINES[pipeline], long(words), most)) > most
    }

    assert dear == {}


def test_a_table_longer_than_anybody_reads_is_refused_in_a_sentence():
    with pytest.raises(Refused, match="Tables can have 600 rows and 4,000 cells"):
        text.render("a|b\n-|-\n" + "|\n" * 601)


def test_a_comparison_that_would_take_too_long_finds_nothing_the_same():
    words = [str(number % 7) for number in range(800)]

    runs = list(matched(["start", *words], [*words[::-1], "end"]))

    assert sum(run[1] - run[0] for _, run in runs) == 801
    assert sum(run[3] - run[2] for _, run in runs) == 801
