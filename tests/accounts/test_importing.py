"""CLPs and the roll come in from CSV; a bad row is reported and stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from accounts.models import Clp, Member
from core.db import db

CLPS = """code,name,region
W1,Ynys Môn,Wales
E1,"Barnsley, North",Yorkshire
,Nameless,Wales
E2,,Yorkshire
E3,Ynys Mon,Wales
"""


def _run(app: Flask, tmp_path: Path, command: str, text: str | bytes) -> tuple[int, str]:
    path = tmp_path / "file.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = app.test_cli_runner().invoke(args=[command, str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_clps_come_in_with_their_regions_and_a_report(app: Flask, tmp_path: Path) -> None:
    code, output = _run(app, tmp_path, "import-clps", CLPS)

    assert code == 0
    assert "2 added" in output
    assert "line 4 refused: the code is empty" in output
    assert "line 5 refused: the name is empty" in output
    assert "line 6 refused: another CLP already has the address “ynys-mon”" in output
    with app.app_context():
        names = set(db.session.scalars(sa.select(Clp.name)))
    assert names == {"Ynys Môn", "Barnsley, North"}


def test_importing_twice_adds_nothing_and_changes_what_changed(app: Flask, tmp_path: Path) -> None:
    _run(app, tmp_path, "import-clps", CLPS)
    _, output = _run(app, tmp_path, "import-clps", CLPS.replace("Barnsley, North", "Barnsley"))
    assert "0 added, 1 changed, 1 already as in the file" in output


def test_the_roll_comes_in_and_says_what_was_refused(app: Flask, tmp_path: Path) -> None:
    _run(app, tmp_path, "import-clps", CLPS)
    roll = (
        "number,name,clp,joined,email\n"
        "1,Ann,Ynys Môn,2019-05-31,Ann@example.org\n"
        "2,Ben,nowhere,2019-05-31,\n"
        "3,Cat,e1,31/05/2019,\n"
        "4,Dan,e1,2019-05-31,ann@example.org\n"
        "5,Eve,e1,2019-05-31,not an address\n"
        "6,Fay,e1,2019-05-31\n"
        "7,Gus,e1,2019-05-31,,one too many\n"
    )
    _, output = _run(app, tmp_path, "import-members", roll)

    assert "2 added" in output
    for words in (
        "line 3 refused: there is no CLP “nowhere”",
        "line 4 refused: “31/05/2019” is not a date like 2019-05-31",
        "line 5 refused: the address ann@example.org belongs to another member",
        "line 6 refused: Enter an e-mail address",
        "line 8 refused: there are more fields than columns",
    ):
        assert words in output
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Member)) == 2


def test_members_without_an_address_each_come_in(app: Flask, tmp_path: Path) -> None:
    _run(app, tmp_path, "import-clps", CLPS)
    roll = "number,name,clp,joined\n1,Ann,e1,2019-05-31\n2,Ben,e1,2019-05-31\n"

    assert "2 added" in _run(app, tmp_path, "import-members", roll)[1]
    assert "2 already" in _run(app, tmp_path, "import-members", roll)[1]


def test_a_file_that_is_no_csv_is_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    for text in (b"\xff\xfe\x00\x01", b"", b"a,b\n1,2\n"):
        code, output = _run(app, tmp_path, "import-members", text)
        assert code == 1
        assert "Error: The file" in output


def test_two_members_without_an_address_are_two_and_neither_is_somebody_else(
    app: Flask, tmp_path: Path
) -> None:
    _run(app, tmp_path, "import-clps", CLPS)
    with app.app_context():
        db.session.add(Member(name="Never on the roll", joined_on=date(2024, 1, 1)))
        db.session.commit()
    roll = "number,name,clp,joined,email\n8,Hal,e1,2019-05-31,\n9,Ivy,e1,2019-05-31,\n"

    _, output = _run(app, tmp_path, "import-members", roll)

    assert "2 added, 0 changed" in output
    with app.app_context():
        names = db.session.scalars(sa.select(Member.name).order_by(Member.id)).all()
    assert names == ["Never on the roll", "Hal", "Ivy"]
