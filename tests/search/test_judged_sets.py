"""Judged sets of other people, over collections of theirs, are read as they are and measured."""

import json

import pytest
from click.testing import CliRunner

from benchmarks.search import judged
from benchmarks.search.__main__ import relevance

WAYS = [
    [{"query": "free buses", "class": "exact", "expected": ["d1"]}],
    {"queries": [{"q": "free buses", "type": "exact", "relevant": "d1"}]},
    {"exact": [{"query": "free buses", "expected": [{"id": "d1"}]}]},
    {"queries": [{"text": "free buses", "category": "exact", "expected": {"d1": 2, "d9": 0}}]},
]


@pytest.mark.parametrize("way", WAYS)
def test_a_judged_set_may_be_written_in_other_words(tmp_path, way):
    file = tmp_path / "judged.json"
    file.write_text(json.dumps(way), encoding="utf-8")
    assert judged.read(file) == [judged.Judged("free buses", "exact", ("d1",))]


def test_any_documents_are_asked_any_judged_set_on_both_engines(tmp_path):
    documents = [
        {"id": "d1", "title": "Free buses", "text": "Buses should cost nothing."},
        {"id": "d2", "title": "Rents", "text": "A cap on rents."},
    ]
    asked = [
        {"query": "bus", "class": "stem", "expected": ["d1"]},
        {"query": "cap on rent", "class": "paraphrase", "expected": ["Rents", "of-elsewhere"]},
        {"query": "cost nothing", "class": "paraphrase", "expected": ["d2"]},
    ]
    for name, content in (("documents.json", documents), ("judged.json", asked)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("documents.json", "judged.json")]
    said = CliRunner().invoke(relevance, [*files, "--misses"])
    assert said.exit_code == 0, said.output
    assert said.output.count("| paraphrase | 2 | 0.50 | 0.50 | 0.50 |") == 2
    assert "unknown: of-elsewhere" in said.output
    assert "paraphrase: cost nothing: not found (first: Free buses)" in said.output


def test_a_title_with_a_body_is_asked_as_the_forms_ask_and_beside_a_plain_table(tmp_path):
    documents = [{"id": "d1", "title": "Free buses", "text": "Fares on buses should cost nothing."}]
    documents += [{"id": "d2", "title": "Rents", "text": "A cap on rents."}]
    asked = [{"query": "Travel", "body": "No fares on any bus.", "class": "x", "expected": "d1"}]
    for name, content in (("documents.json", documents), ("judged.json", asked)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("documents.json", "judged.json")]
    for engine in ("whoosh", "fts5"):
        said = CliRunner().invoke(relevance, [*files, "--engine", engine])
        assert "| x | 1 | 1.00 | 1.00 | 1.00 |" in said.output
