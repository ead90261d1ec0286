"""The papers tell the truth: what they name exists, and what exists is named."""

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from pathlib import Path

import pytest

from config import Settings
from tests import papers
from tests.tree import ROOT, files, text_of

PAPERS = [path for path in files() if path.suffix == ".md"]
FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")


@pytest.mark.parametrize("paper", papers.MADE)
def test_the_tables_in_the_papers_are_those_of_the_code(paper):
    assert text_of(Path(paper)) == papers.written(paper), "run bin/docs"


def test_every_link_leads_somewhere():
    dead = [
        f"{paper}: {target}"
        for paper in PAPERS
        for target in re.findall(r"(?:\]\(|src=\")([^)\"#\s]+)", text_of(paper))
        if "://" not in target and not (ROOT / paper.parent / target).exists()
    ]

    assert dead == []


def test_every_file_that_a_paper_names_is_there():
    named = re.compile(
        r"`((?:bin|core|docs|static|templates|tests|tools|voting|\.ci)/[\w./-]+?)/?`"
    )
    missing = [
        f"{paper}: {name}"
        for paper in PAPERS
        for name in named.findall(text_of(paper))
        if not (ROOT / name).exists()
    ]

    assert missing == []


def test_every_script_that_a_paper_names_is_there_and_can_be_run():
    missing = [
        f"{paper}: {name}"
        for paper in PAPERS
        for name in re.findall(r"(?<![\w/.])bin/[a-z]+\b", text_of(paper))
        if not os.access(ROOT / name, os.X_OK)
    ]

    assert missing == []


def test_every_command_that_a_paper_names_is_there(app):
    known = {*app.cli.commands, *papers.BUILT_IN}
    missing = [
        f"{paper}: flask {name}"
        for paper in PAPERS
        for name in re.findall(r"(?:`|^|bin/)flask ([a-z][a-z-]+)", text_of(paper), re.MULTILINE)
        if name not in known
    ]

    assert missing == []


def test_every_setting_that_a_paper_names_is_there():
    known = {f"FOLKMOOT_{option.name.upper()}" for option in fields(Settings)}
    named = {
        name for paper in PAPERS for name in re.findall(r"\bFOLKMOOT_[A-Z_]+\b", text_of(paper))
    }

    assert named - known - {"FOLKMOOT_NAME"} == set()


def test_every_decision_stands_in_the_list():
    listed = text_of(Path("docs/decisions/README.md"))
    decisions = [path.name for path in PAPERS if path.parent.name == "decisions"]

    assert [name for name in decisions if name != "README.md" and f"({name})" not in listed] == []


def test_every_dependency_has_its_sentence():
    project = tomllib.loads(text_of(Path("pyproject.toml")))["project"]
    wishes = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = [re.split(r"[\[<>=~!]", wish)[0] for wish in wishes]
    explained = text_of(Path("docs/decisions/0005-dependencies.md"))

    assert [name for name in names if name not in explained and not name.startswith("types-")] == []


def fences(language: str) -> Iterator[tuple[Path, str]]:
    for paper in PAPERS:
        for kind, code in FENCE.findall(text_of(paper)):
            if kind == language:
                yield paper, code


def test_shell_in_the_papers_is_well_formed():
    for paper, code in fences("sh"):
        checked = subprocess.run(
            ["bash", "-n"], input=code, text=True, capture_output=True, check=False
        )
        assert checked.returncode == 0, f"{paper}: {checked.stderr}"


def test_python_in_the_papers_is_well_formed():
    for _, code in fences("python"):
        ast.parse(code)


# -- promises -------------------------------------------------------------------------------


def _promises() -> str:
    return "\n".join(text_of(path) for path in sorted(Path("docs").glob("promises*.md")))


def promised_tests() -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", _promises())


def functions_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_promise_has_a_test_beside_it():
    rows = re.findall(r"(?m)^\| (?!promise|-)(.+?) \| (.*?) \|$", _promises())

    assert len(rows) > 5
    assert [promise for promise, proof in rows if not re.search("`tests/[^`]+`", proof)] == []


def test_every_test_beside_a_promise_is_there():
    missing = []
    for named in promised_tests():
        file, _, test = named.partition("::")
        if not (ROOT / file).is_file() or (test and test not in functions_in(Path(file))):
            missing.append(named)

    assert missing == []


# -- the proxy ------------------------------------------------------------------------------


def test_the_proxy_logs_nothing_of_votes_and_the_box_and_everything_else(app):
    quiet = re.search(
        r"location ~ (\S+) \{\s*access_log off;", text_of(Path("docs/operate/nginx.conf"))
    )
    assert quiet is not None
    paths = {re.sub(r"<[^>]+>", "7", rule.rule) for rule in app.url_map.iter_rules()}
    secret = {path for path in paths if re.search(r"^/box\b|/vote\b", path)}

    assert {path for path in paths if re.search(quiet[1], path)} == secret
