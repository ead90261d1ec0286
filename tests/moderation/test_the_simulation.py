"""Made-up discussions: the same seed gives the same table, and a bound that is missed is said."""

import re

import pytest

from moderation.simulation.table import EXPERIMENTS, Measure, Row, missed, simulate


@pytest.fixture
def run(app):
    """The command with these words: its exit code, and what it printed."""

    def command(*words):
        done = app.test_cli_runner().invoke(args=["simulate-representation", *words])
        return done.exit_code, done.output

    return command


def test_a_small_table_keeps_its_bounds_and_is_the_same_again():
    rows = simulate(seed=5, runs=4)

    assert missed(rows) == ""
    assert [row.measure for row in rows] == [one for _, of in EXPERIMENTS for one in of]
    assert simulate(seed=5, runs=4) == rows


def test_the_command_prints_our_figures_beside_those_of_the_design(run):
    code, output = run("--seed", "4", "--runs", "2")

    found = re.search(r"1/8 of its share: found +\| [\d.]+ % \| 91 % \| at least 85 %", output)
    assert found
    assert (code == 0) == ("MISSED" not in output)


def test_a_missed_bound_is_named_in_a_sentence_and_ends_badly(run):
    late = [Row(Measure("Views found", "any", at_least=85), 84.9)]
    kept = [Row(Measure("Views found", "any", at_least=85), 85.0)]

    assert missed(kept) == ""
    assert missed(late) == "Not as good as promised: Views found 84.9 %, at least 85 %."
    results = [run("--seed", str(seed), "--runs", "1") for seed in range(2)]
    assert any(code == 1 and "Not as good as promised" in output for code, output in results)
