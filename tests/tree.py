"""What the tests about the code read: the files of the repository and their imports."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

PACKAGES = (
    "core", "accounts", "house", "notices", "wiki", "deliberation", "voting", "moderation",
    "search", "demo"
)  # fmt: skip
ROOT_MODULES = ("app", "cli", "config")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from core.db import db` is "core.db.db"."""

    path: Path
    line: int
    name: str

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.name}"


@cache
def files() -> tuple[Path, ...]:
    """Every file that git knows or would take, as a path from the root, sorted."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else _without_git()
    paths = (Path(name) for name in sorted(set(names)) if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def _without_git() -> list[str]:
    """The same for a copy that has no history: everything but what .gitignore names."""
    made = {".git", "__pycache__", *(ROOT / ".gitignore").read_text().replace("/", "").split()}
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    return [str(path) for path in paths if made.isdisjoint(path.parts)]


@cache
def text_of(path: Path) -> str:
    """The file's text; empty for one that is no text, such as a picture."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def python_files(*tops: str) -> tuple[Path, ...]:
    """Python files of these packages and root modules; all there are when none is named."""
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and (not tops or path.parts[0].removesuffix(".py") in tops)
    )


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    """Every import of the file wherever it stands, inside functions too."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(text_of(path), str(path))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.parts[: -node.level]) if node.level else ""
            module = ".".join(filter(None, (package, node.module)))
            for alias in node.names:
                yield Import(path, node.lineno, f"{module}.{alias.name}")
