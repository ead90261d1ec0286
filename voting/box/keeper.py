"""Who may read the boxes on PostgreSQL: their *keeper*, a role that nobody signs in as.

The site's own role calls the functions of ``keeper.sql`` and has no other right to a box. Where the
site's role may not make roles and nobody has run ``flask poll keeper`` as one that may, the site
owns the functions itself: votes are sealed and mixed all the same, but the site's own password can
then read the rows of a box, and `weaknesses` says so.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

import sqlalchemy as sa

_HERE = Path(__file__).parent
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_QUIET = {  # each setting of the server, and what it must be where votes are stored
    "log_statement": {"none"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
    "track_commit_timestamp": {"off"},
}
_WHOSE = sa.text("""
SELECT rolname, rolname = current_user AS is_ours,
       obj_description(n.oid, 'pg_namespace') AS made_from
FROM pg_namespace n JOIN pg_roles r ON r.oid = nspowner WHERE nspname = 'ballot_boxes'
""")
_OUR_ROLE = sa.text("""
SELECT rolsuper, rolcreaterole, current_database() AS database, current_user AS name
FROM pg_roles WHERE rolname = current_user
""")
_IN_REACH = sa.text("SELECT pg_has_role(current_user, :keeper, 'MEMBER')")
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('ballot_boxes'))"


class KeeperOutdated(Exception):
    """The functions of the boxes belong to the keeper and to another version of this program."""


def see_to(box: sa.Connection) -> None:
    """Make the functions, or bring them up to date, where the site owns them itself.

    Called when a poll opens. Raises KeeperOutdated when only an administrator can do it.
    """
    if _is_up_to_date(box):
        return
    box.exec_driver_sql(_ONE_AT_A_TIME)
    whose = box.execute(_WHOSE).first()
    if whose is not None and not whose.is_ours and not box.execute(_OUR_ROLE).one().rolsuper:
        raise KeeperOutdated("The ballot boxes are of another version. Run: flask poll keeper")
    if not _is_up_to_date(box):
        _run(box, _functions())


def script(site: str, database: str) -> str:
    """All that makes the keeper, as one script for an administrator. Raises ValueError.

    `site` is the role that the site signs in as. The keeper is named after the database.
    """
    keeper = f"{database}_keeper"
    for name in (site, database):
        if not _NAME.fullmatch(name):
            raise ValueError(f"“{name}” is no name for a role or a database that we can use.")
    words = {
        "{keeper}": f'"{keeper}"',
        "{keeper_name}": keeper,
        "{site}": f'"{site}"',
        "{site_name}": site,
        "{database}": f'"{database}"',
    }
    role = (_HERE / "keeper_role.sql").read_text()
    for word, value in words.items():
        role = role.replace(word, value)
    return f"BEGIN;\n{_functions()}\n{role}COMMIT;\n"


def install(database_url: str, site: str = "") -> None:
    """Make the keeper, signed in at this address; the site is the same role unless named.

    Raises DBAPIError when that role may not.
    """
    name, database = whose(database_url)
    engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as box:
            _run(box, script(site or name, database))
    finally:
        engine.dispose()


def whose(database_url: str) -> tuple[str, str]:
    """The role that the site signs in as, and its database."""
    engine = sa.create_engine(database_url)
    try:
        with engine.connect() as box:
            ours = box.execute(_OUR_ROLE).one()
            return ours.name, ours.database
    finally:
        engine.dispose()


def weaknesses(database_url: str) -> list[str]:
    """What on this server weakens the secrecy of votes, one plain sentence each."""
    engine = sa.create_engine(database_url)
    try:
        with engine.connect() as box:
            return [*_of_the_role(box), *_of_the_log(box)]
    finally:
        engine.dispose()


def _of_the_role(box: sa.Connection) -> list[str]:
    ours, owner = box.execute(_OUR_ROLE).one(), box.execute(_WHOSE).first()
    if ours.rolsuper or ours.rolcreaterole:
        return [
            (
                f"The database role {ours.name} may do everything or make roles: it can read the "
                "rows of ballot boxes. Let the site sign in as a role without these rights."
            )
        ]
    if owner is None or owner.is_ours or box.scalar(_IN_REACH, {"keeper": owner.rolname}):
        return [
            (
                f"The ballot boxes belong to {ours.name}, the role of the site itself, which can "
                "read their rows. Have an administrator run: flask poll keeper | psql"
            )
        ]
    if owner.made_from != _version():
        return ["The ballot boxes are of another version. Run: flask poll keeper"]
    return []


def _of_the_log(box: sa.Connection) -> list[str]:
    found = {name: str(box.exec_driver_sql(f"SHOW {name}").scalar()) for name in _QUIET}
    return [
        f"PostgreSQL has {name} = {value}: it can write down when each vote came. "
        f"It must be {' or '.join(_QUIET[name])}."
        for name, value in found.items()
        if value not in _QUIET[name]
    ]


def _is_up_to_date(box: sa.Connection) -> bool:
    owner = box.execute(_WHOSE).first()
    return owner is not None and owner.made_from == _version()


def _run(box: sa.Connection, statements: str) -> None:
    box.exec_driver_sql(statements.replace("%", "%%"))  # no place for a value


def _functions() -> str:
    return f"{_text()}\nCOMMENT ON SCHEMA ballot_boxes IS '{_version()}';\n"


@cache
def _text() -> str:
    return (_HERE / "keeper.sql").read_text()


@cache
def _version() -> str:
    return hashlib.sha256(_text().encode()).hexdigest()[:16]
