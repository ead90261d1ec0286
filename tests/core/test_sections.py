"""A section of a text can be taken out, changed and put back, and nothing else moves."""

from hypothesis import given
from hypothesis import strategies as st

from core.text import section_of, sections, with_section

TEXT = """Opening.

# Fares

Cheap.

## Children

Free.

```
# no heading
```

Bus passes
----------

> # quoted

# Routes
More.
"""
LINE = st.sampled_from(
    ["# A\n", "## B\n", "text\n", "\n", "```\n", "B\n---\n", "- # C\n", "x", "\r"]
)


def test_sections_are_the_headings_that_the_page_shows():
    found = {one.words: TEXT[one.start : one.end] for one in sections(TEXT)}

    assert list(found) == ["Fares", "Children", "Bus passes", "Routes"]
    assert found["Fares"].startswith("# Fares\n\nCheap.")
    assert found["Fares"].endswith("> # quoted\n\n")  # what stands under it belongs to it
    assert "no heading" in found["Children"]
    assert found["Routes"] == "# Routes\nMore.\n"
    assert section_of(TEXT, 4).words == "Bus passes"  # the quoted heading stands in it
    assert section_of(TEXT, 0) is None


@given(st.lists(LINE, max_size=14).map("".join))
def test_a_section_put_back_as_it_was_changes_nothing(text):
    for section in sections(text):
        assert with_section(text, section, text[section.start : section.end]) == text


@given(st.lists(LINE, max_size=14).map("".join), st.text(max_size=20))
def test_other_words_in_a_section_leave_all_before_and_after_it(text, words):
    for section in sections(text):
        changed = with_section(text, section, words)

        assert changed.startswith(text[: section.start])
        assert changed.endswith(text[section.end :])
        assert words.rstrip() in changed
