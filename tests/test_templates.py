"""The templates and static files: none forgotten, none that the content policy would refuse."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.tree import files, text_of

INLINE = {
    "style": re.compile(r"\sstyle=|<style\b"),
    "script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>"),
    "event handler": re.compile(r"<[a-z][^>]*\son[a-z]+="),
    "foreign address": re.compile(
        r"<(?:script|link|img|iframe|form)\b[^>]*(?:src|href|action)=\"https?:"
    ),
}


@cache
def templates() -> tuple[Path, ...]:
    return tuple(
        path for path in files() if path.parts[0] == "templates" and path.suffix == ".html"
    )


def mentioned(word: str, *, outside: Path) -> bool:
    """Whether the word stands in the code, a template, a style sheet or a script but that one."""
    return any(
        word in text_of(path)
        for path in files()
        if path != outside
        and path.parts[0] not in {"tests", "docs"}
        and path.suffix in {".py", ".html", ".css", ".js", ".txt", ".svg"}
    )


def test_no_template_is_forgotten():
    forgotten = [
        str(path)
        for path in templates()
        if not mentioned(str(path.relative_to("templates")), outside=path)
    ]

    assert forgotten == []


def test_no_macro_is_forgotten():
    forgotten = [
        f"{path}: {name}"
        for path in templates()
        for name in re.findall(r"\{%-?\s*macro\s+([a-z]\w*)\(", text_of(path))
        if len(re.findall(rf"\b{name}\b", text_of(path))) == 1 and not mentioned(name, outside=path)
    ]

    assert forgotten == []


def test_no_static_file_is_forgotten():
    forgotten = [
        str(path)
        for path in files()
        if path.parts[0] == "static" and not mentioned(path.name, outside=path)
    ]

    assert forgotten == []


def test_every_template_says_first_what_it_needs():
    assert [str(path) for path in templates() if not text_of(path).startswith("{#")] == []


@pytest.mark.parametrize("kind", INLINE)
def test_no_template_has_anything_inline(kind):
    wrong = [
        f"{path}: {found.group().strip()}"
        for path in templates()
        for found in INLINE[kind].finditer(text_of(path))
    ]

    assert wrong == []
