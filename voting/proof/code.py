"""One hash for the program, so that a statement says which version made it.

Anybody can work it out again from the published source: ``flask proof code`` prints the list that
is hashed, one line for each file, as ``sha256sum`` does.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = (
    *("accounts", "core", "deliberation", "house", "moderation", "notices", "search", "voting"),
    *("wiki", "app.py", "config.py", "cli.py"),
)
TALLY = (
    *("voting/booth.py", "voting/box", "voting/methods", "voting/pooling.py"),
    *("voting/publishing.py", "voting/seal.py", "voting/codes.py"),
)


@cache
def site_hash() -> str:
    """The hash of all Python files that serve the site."""
    return _hash(listing(SITE))


@cache
def tally_hash() -> str:
    """The hash of the files that open, count and publish ballots."""
    return _hash(listing(TALLY))


def listing(parts: tuple[str, ...]) -> str:
    """A line ``hash  path`` for each Python file of these folders and files, by path."""
    files = sorted(file for part in parts for file in _files(ROOT / part))
    return "".join(
        f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(ROOT).as_posix()}\n"
        for file in files
    )


def _files(part: Path) -> list[Path]:
    return [part] if part.is_file() else list(part.rglob("*.py"))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
