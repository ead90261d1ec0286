"""What may stand in the repository: text people wrote, of a size people read."""

import ast
import re
import tomllib
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from statistics import median

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tree import PACKAGES, ROOT, ROOT_MODULES, files, python_files, text_of

LONGEST = 300  # lines of a file that people write
# Longer ones, each with its reason.
MAY_BE_LONGER: dict[str, str] = {
    "LICENSE": "the licence's own text",
    "tools/verify_poll.py": "one file that people fetch and keep; it imports nothing of ours",
    "CHANGELOG.md": "grows for ever",
    "requirements.lock": "made by bin/lock",
    "requirements-dev.lock": "made by bin/lock",
}
LARGEST = 200_000  # bytes

LOCKS = ("requirements.lock", "requirements-dev.lock")

# Each pattern holds a letter in brackets, so that this file does not find itself.
NOBODYS_BUSINESS = {
    "a path of somebody's machine": re.compile(
        r"(?<![\w.}\]])/(?:w[o]rk|r[o]ot|h[o]me/\w|U[s]ers/\w|o[p]t/p)(?:/|\b(?!\"))"
    ),
    "a package registry": re.compile(r"p[y]pi\.org|pyth[o]nhosted|n[p]mjs\.|/s[i]mple/"),
    "who or what held the pen": re.compile(r"(?i)co-auth[o]red-by|language m[o]del|\bas an a[i]\b"),
    "a private key": re.compile(r"BEGIN [A-Z ]*PRIVATE K[E]Y-----"),
    "a merge that was not finished": re.compile(r"(?m)^(?:<{7} |>{7} )"),
    "work left for later without an issue": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"),
}


def places(pattern: re.Pattern[str], *, skip: tuple[str, ...] = ()) -> list[str]:
    """Each place where the pattern stands, as file:line."""
    return [
        f"{path}:{text_of(path).count(chr(10), 0, match.start()) + 1} {match.group().strip()}"
        for path in files()
        if str(path) not in skip
        for match in pattern.finditer(text_of(path))
    ]


@pytest.mark.parametrize("what", NOBODYS_BUSINESS)
def test_nothing_stands_in_the_repository_that_does_not_belong_there(what):
    assert places(NOBODYS_BUSINESS[what], skip=("LICENSE",)) == []


def test_no_file_is_longer_than_people_read():
    wrong = [
        f"{path}: {lines} lines"
        for path in files()
        if str(path) not in MAY_BE_LONGER
        and path.suffix != ".svg"
        and path.parts[0] != "migrations"  # a schema is as long as it is
        and (lines := text_of(path).count("\n")) > LONGEST
    ]

    assert wrong == []


def test_no_file_is_large():
    sizes = {path: (ROOT / path).stat().st_size for path in files()}

    assert {str(path): size for path, size in sizes.items() if size > LARGEST} == {}


def test_nothing_made_by_a_program_is_kept():
    made = {".pyc", ".db", ".sqlite", ".sqlite3", ".log", ".mo", ".env", ".whl", ".map"}

    assert [str(path) for path in files() if path.suffix in made or path.name == ".env"] == []


def test_every_text_ends_with_one_line_end_and_has_no_spaces_at_the_end_of_a_line():
    untidy = re.compile(r"[ \t]+$|\r|\n\n\Z|[^\n]\Z", re.MULTILINE)
    wrong = [
        str(path)
        for path in files()
        if path.name != "LICENSE" and path.suffix != ".csv" and untidy.search(text_of(path))
    ]

    assert wrong == []


def functions(path: Path) -> list[tuple[str, int]]:
    """Each function of the file and the number of its lines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (f"{path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, kinds)
    ]


def test_functions_are_short():
    found = [item for path in python_files(*PACKAGES, *ROOT_MODULES) for item in functions(path)]

    assert median([lines for _, lines in found]) < 10
    assert [f"{name}: {lines} lines" for name, lines in found if lines > 50] == []


# -- the locks ------------------------------------------------------------------------------


def requirements(lock: str) -> dict[str, list[str]]:
    """Name and version of each requirement with the options that follow it."""
    text = text_of(Path(lock)).replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return {line.split()[0]: line.split()[1:] for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_to_a_version_and_hashes(lock):
    wrong = [
        name
        for name, options in requirements(lock).items()
        if not re.fullmatch(r"[a-z0-9.-]+==[\w.!+]+", name)
        or not options
        or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", option) for option in options)
    ]

    assert wrong == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_file(lock):
    assert re.findall(r"\S*(?:://|--index|--find|--extra|--trusted)\S*", text_of(Path(lock))) == []


def test_what_is_tested_is_what_is_served():
    assert requirements(LOCKS[0]).items() <= requirements(LOCKS[1]).items()


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads(text_of(Path("pyproject.toml")))["project"]
    wanted = {*project["dependencies"], *chain(*project["optional-dependencies"].values())}
    locked = {name.partition("==")[0] for name in requirements(LOCKS[1])}

    assert {wish for wish in wanted if re.split(r"[\[<>=~!]", wish)[0] not in locked} == set()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("python", ["3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0"])
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_whole_on_every_python_that_we_support(lock, python, platform):
    """A lock is made on one Python; on another, a package may want one more."""
    locked = {name.partition("==")[0] for name in requirements(lock)}
    here = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    here |= {"sys_platform": platform, "platform_system": platform.title(), "extra": ""}

    missing = {
        f"{name} wants {wish}"
        for name in locked
        for wish in map(Requirement, distribution(name).requires or ())
        if (not wish.marker or wish.marker.evaluate(here))
        and canonicalize_name(wish.name) not in locked
    }

    assert missing == set()
