"""Members' Markdown becomes safe HTML; differences are shown by word."""

from __future__ import annotations

import re
import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import text
from core.errors import Refused

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mglyph><style><img src=x onerror=alert(1)>",
    "![a](https://elsewhere.example/pixel.png)",
    "<a href='x' style='position:fixed'>",
    "[a]: javascript:alert(1)\n[a]",
    "`<b>`\n\n    <iframe src=//x>\n",
    "[^1]\n\n[^1]: <script>x</script>",
]
ACTIVE = {"script", "iframe", "svg", "math", "style", "object", "embed", "form", "input"}


def assert_safe(html: str) -> None:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag not in ACTIVE, html
        for name, value in element.items():
            assert not name.startswith("on"), html
            if (element.tag, name) == ("img", "src"):
                assert re.fullmatch(r"/attachments/\d+/[\w.-]+", value), html
            assert name != "style", html
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), html


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_leaves_nothing_active(markdown: str) -> None:
    assert_safe(text.render(markdown))


@given(st.text(alphabet="<>[]()!&#;:'\"=/ abjsrcipt\n*_`~^|-\\", max_size=200))
def test_no_text_at_all_leaves_anything_active(markdown: str) -> None:
    assert_safe(text.render(markdown))


@given(st.text(alphabet="<>[]()!&#;:'\"=/ absx1\n*_`|-^\\", max_size=120), st.text(max_size=60))
def test_no_names_files_and_addresses_leave_anything_active(markdown: str, typed: str) -> None:
    read = text.Text(f"# [[a|{typed}]] [[{typed}]]\n\n{markdown}\n\n![{typed}](attachment:1)")
    means = {name: text.Target(f"javascript:{typed}", typed, known=False) for name in read.names}
    file = text.File(f"/attachments/1/{typed}", typed, 1, 1)
    meaning = text.Meaning(means, {1: file})
    assert_safe(read.html(meaning, anchor=f"{typed}-", sections=True, contents=True))


def test_headings_begin_at_the_level_asked_and_skip_none() -> None:
    html = text.render("# One\n\n#### Two\n\n# Three", top=3)
    assert re.findall(r"<h\d", html) == ["<h3", "<h4", "<h3"]


def test_footnotes_of_two_texts_stand_on_one_page() -> None:
    note = "A claim[^1].\n\n[^1]: Its source."
    both = text.render(note, anchor="a1") + text.render(note, anchor="a2")
    ids = re.findall(r'id="([^"]+)"', both)
    assert ids
    assert len(ids) == len(set(ids))


def test_file_names_do_not_become_links() -> None:
    assert "<a" not in text.render("See README.md and file.py")
    assert 'href="https://example.org"' in text.render("See https://example.org")


def test_a_text_that_is_too_long_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match=r"200,001 of 200,000 characters"):
        text.render("x" * 200_001)


def test_ten_thousand_brackets_do_not_stop_the_site() -> None:
    began = time.process_time()
    text.render("[" * 10_000)
    text.render("[^1]" * 300 + "\n\n[^1]: x")
    text.render("> " * 50_000 + "x")
    assert time.process_time() - began < 5


@pytest.mark.parametrize("mark", ["[", "[^1]", "# a\n", "a\n=\n", "a\n\n"])
def test_what_would_take_minutes_is_refused(mark: str) -> None:
    with pytest.raises(Refused):
        text.render(mark * (200_000 // len(mark)))


def test_excerpts_end_at_a_word_and_slugs_are_plain() -> None:
    assert text.excerpt("Free buses for everyone", 12) == "Free buses…"
    assert text.slugify("Ynys Môn: “schools”") == "ynys-mon-schools"
    assert text.slugify("学校") == "page"
    assert text.plain("**Bold** & [link](https://x.org)\n\n- a\n- b") == "Bold & link a b"
