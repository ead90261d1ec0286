"""Tables for spreadsheets hold what the page shows, and nothing in them runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.exports import as_csv, safe


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\r=1",
        "\uff1d1",
        "|x",
        "\x00=1",
    ],
)
def test_a_name_that_would_be_a_formula_is_text(typed):
    assert str(safe(typed)).startswith("'")


@pytest.mark.parametrize("figure", ["-0.47", "+0.52", "62%", "1,204", "-5%"])
def test_a_figure_stays_a_figure(figure):
    assert safe(figure) == figure


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_whatever_people_typed_comes_back_as_one_cell_that_does_not_run(cells):
    found = list(csv.reader(io.StringIO(as_csv(["head"] * len(cells), [cells]), newline="")))

    assert [len(line) for line in found] == [len(cells), len(cells)]
    assert all(not cell.lstrip().startswith(("=", "@")) for cell in found[1])
