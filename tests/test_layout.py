"""The house keeps its shape: imports run one way, and what decides knows no database."""

from pathlib import Path

import pytest

from tests.tree import PACKAGES, ROOT_MODULES, Import, imports_of, python_files

MAY_IMPORT = {
    "core": {"config"},
    "accounts": {"config", "core"},
    "notices": {"config", "core", "accounts"},
    "wiki": {"config", "core", "accounts", "notices"},
    "deliberation": {"config", "core", "accounts", "notices", "wiki"},
    "voting": {"config", "core", "accounts", "notices", "wiki", "deliberation"},
    "moderation": {"config", "core", "accounts", "notices", "wiki", "deliberation", "voting"},
    "search": {"config", "core", "accounts"},
    "house": {"config", "core", "accounts"},
    "config": set(),
    "app": {*PACKAGES, *ROOT_MODULES},
    "cli": {*PACKAGES, *ROOT_MODULES},
    "demo": {*PACKAGES, *ROOT_MODULES},
}

# What decides from values alone may not see a request, a database or the clock.
IMPURE = {"alembic", "core.clock", "core.db", "core.events", "core.web", "flask", "sqlalchemy"}

# The libraries that one place of ours touches, so that each can be replaced in a day.
ONE_USER = {
    "bleach": "core/text",
    "nh3": "core/text",
    "markdown_it": "core/text",
    "mdit_py_plugins": "core/text",
    "merge3": "core/merging",
    "flask_limiter": "core/limits",
    "flask_login": "accounts/",
    "argon2": "accounts/",
    "whoosh": "search/",
    "tantivy": "search/tantivy_",
    "redis": "core/",
    "weasyprint": "wiki/briefing/pdf",
    "PIL": "core/pictures",
    "pyrankvote": "benchmarks/oracles",
    "starvote": "benchmarks/oracles",
    "segno": "deliberation/square_code",
}


def is_pure_by_promise(path: Path) -> bool:
    parts = path.parts
    return (
        path.name == "rules.py"
        or "rules" in parts
        or parts[:2] in {("voting", "methods"), ("voting", "reading"), ("moderation", "detectors")}
    )


def within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


@pytest.mark.parametrize("top", MAY_IMPORT)
def test_imports_run_one_way(top):
    ours = {*PACKAGES, *ROOT_MODULES}
    allowed = MAY_IMPORT[top] | {top}

    wrong = [
        str(found)
        for path in python_files(top)
        for found in imports_of(path)
        if found.top in ours and found.top not in allowed
    ]

    assert wrong == []


def test_every_package_of_the_table_is_there():
    assert [top for top in MAY_IMPORT if not python_files(top)] == []


def test_what_decides_knows_no_request_no_database_and_no_clock():
    wrong = [
        str(found)
        for path in python_files(*PACKAGES)
        if is_pure_by_promise(path)
        for found in imports_of(path)
        if within(found.name, IMPURE) or within(found.name, models_of(found))
    ]

    assert wrong == []


def models_of(found: Import) -> set[str]:
    return {f"{found.top}.models"} if found.top in PACKAGES else set()


@pytest.mark.parametrize("library", ONE_USER)
def test_one_place_touches_the_library(library):
    wrong = [
        str(found)
        for path in python_files(*PACKAGES, *ROOT_MODULES)
        if not str(path).startswith(ONE_USER[library])
        for found in imports_of(path)
        if found.top == library
    ]

    assert wrong == []


def test_only_the_root_modules_import_the_search():
    wrong = [
        str(found)
        for path in python_files(*(set(PACKAGES) - {"search"}))
        for found in imports_of(path)
        if found.top == "search"
    ]

    assert wrong == []


def test_tests_and_benchmarks_are_imported_by_no_one_else():
    wrong = [
        str(found)
        for path in python_files(*PACKAGES, *ROOT_MODULES)
        for found in imports_of(path)
        if found.top in {"tests", "benchmarks", "pytest", "hypothesis"}
    ]

    assert wrong == []


def test_a_package_begins_with_a_docstring_and_nothing_else():
    code = [
        str(path)
        for path in python_files(*PACKAGES)
        if path.name == "__init__.py" and path.parent.name in PACKAGES and imports_of(path)
    ]

    assert code == []
