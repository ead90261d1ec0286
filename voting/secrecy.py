"""What the page “How your vote is kept secret” claims, and the tests that back each claim.

A claim without a test that exists is a failing test, so the page cannot say more than is tried.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence for members, and the tests behind it (``file::function`` in tests/voting)."""

    says: str
    tests: tuple[str, ...]

    @property
    def tried(self) -> Iterable[str]:
        """What the tests try, in words: their names."""
        for test in self.tests:
            yield test.partition("::")[2].removeprefix("test_").replace("_", " ")


@dataclass(frozen=True, slots=True)
class Part:
    """Claims under one heading."""

    heading: str
    claims: tuple[Claim, ...]


_TIES = "test_nothing_ties_a_ballot_to_a_member.py"
_TRACE = "test_voting_leaves_no_trace.py"
_ONE = "test_one_member_one_ballot.py"
_STOLEN = "test_stolen_backups_and_codes.py"
_WATCHING = "test_watching_an_open_poll.py"
_PINNED = "test_subtraction.py"
_KILLED = "test_killed_and_starved.py"

PARTS = (
    Part(
        "While the poll is open",
        (
            Claim(
                "Your answer is locked before it is stored. The key that opens it lies neither in "
                "the database nor in its backups.",
                (
                    f"{_TRACE}::test_no_file_and_no_log_line_holds_code_answer_or_pool",
                    f"{_STOLEN}::test_a_backup_holds_no_secret_beside_the_ballots",
                ),
            ),
            Claim(
                "Every locked answer has the same length and looks like any other.",
                (
                    f"{_STOLEN}::test_every_answer_of_every_kind_is_sealed_to_one_length",
                    "test_the_seal.py::test_the_same_vote_never_looks_the_same_twice",
                ),
            ),
            Claim(
                "Nobody sees a result, staff included: no page of anybody changes while people "
                "vote. Turnout is shown in large steps, once a day.",
                (
                    (
                        f"{_WATCHING}::test_no_page_of_anybody_changes_while_people_vote_change_"
                        "withdraw_and_join"
                    ),
                    f"{_WATCHING}::test_turnout_moves_in_large_steps_and_once_a_day",
                ),
            ),
            Claim(
                "Voting leaves nothing in the site’s database, and the web servers, set up as we "
                "ship them, write down nothing at all.",
                (
                    (
                        f"{_TRACE}::test_no_row_of_the_main_database_differs_after_voting_changing_"
                        "and_withdrawing"
                    ),
                    (
                        "test_reading_every_log.py::test_fifty_votes_leave_no_line_in_any_log_and_"
                        "no_file_of_any_server"
                    ),
                    f"{_WATCHING}::test_no_file_but_the_box_is_made_or_written_when_people_vote",
                ),
            ),
        ),
    ),
    Part(
        "Who voted and how",
        (
            Claim(
                "That you took part is noted, so that nobody votes twice; it stands as a mark that "
                "only the poll’s own key can make, apart from all ballots.",
                (
                    f"{_TIES}::test_no_value_stands_both_beside_a_member_and_beside_a_ballot",
                    (
                        f"{_STOLEN}::test_even_one_newcomer_between_two_backups_is_a_mark_and_"
                        "ciphertext"
                    ),
                ),
            ),
            Claim(
                "Ballots are mixed in batches. After that neither the file, nor a dump, nor a "
                "backup of each day shows in which order people voted.",
                (
                    f"{_TIES}::test_pages_of_the_file_show_no_order_of_voting_and_no_deleted_row",
                    (
                        f"{_TIES}::test_transaction_numbers_link_everybody_before_a_mix_and_nobody_"
                        "after"
                    ),
                    f"{_STOLEN}::test_the_difference_of_two_backups_pairs_nobody_with_a_ballot",
                ),
            ),
            Claim(
                "On PostgreSQL not even the site’s own password lists a row of a ballot box.",
                (
                    (
                        "test_the_sites_own_password.py::test_no_row_no_column_and_no_transaction_"
                        "number_of_a_box_can_be_read"
                    ),
                ),
            ),
            Claim(
                "Whoever finds your vote code learns from it how you voted, while the poll is "
                "open, but not that it is yours. After closing it shows only that a vote was "
                "counted, so it cannot be sold.",
                (
                    f"{_STOLEN}::test_a_found_code_and_the_box_do_not_say_whose_it_is",
                    (
                        "test_the_journey_of_a_vote.py::test_after_the_count_the_code_says_that_it_"
                        "was_counted_and_not_what_it_was"
                    ),
                ),
            ),
        ),
    ),
    Part(
        "What is published",
        (
            Claim(
                "Only totals, once, and the same for everybody. No figure can be worked out "
                "exactly from the others, in no poll however small.",
                (
                    (
                        f"{_PINNED}::test_solving_the_rows_of_small_polls_against_one_another_pins_"
                        "no_figure"
                    ),
                    (
                        f"{_PINNED}::test_a_share_hides_the_number_also_from_somebody_who_knows_how_"
                        "many_voted"
                    ),
                    "test_the_result.py::test_a_result_is_the_same_for_staff_and_visitors",
                ),
            ),
            Claim(
                "The same group in a later poll, with one member more, does not tell how that "
                "member voted.",
                (
                    (
                        f"{_PINNED}::test_the_same_group_in_two_polls_with_one_member_more_does_not_"
                        "tell_how_they_voted"
                    ),
                ),
            ),
        ),
    ),
    Part(
        "Your vote counts, once",
        (
            Claim(
                "However often and from however many places you send it, you have one vote.",
                (
                    f"{_ONE}::test_a_hundred_presses_with_different_codes_leave_one_ballot",
                    f"{_ONE}::test_two_processes_at_once_leave_one_ballot_for_each_member",
                ),
            ),
            Claim(
                "A vote that was acknowledged is counted, also when the computer fails at that "
                "moment.",
                (
                    (
                        f"{_KILLED}::test_killed_while_it_casts_mixes_counts_or_purges_nothing_is_"
                        "lost_or_half_done"
                    ),
                    (
                        f"{_KILLED}::test_a_power_cut_that_keeps_only_what_was_synced_loses_no_"
                        "acknowledged_ballot"
                    ),
                ),
            ),
        ),
    ),
    Part(
        "Afterwards",
        (
            Claim(
                "When the time for objections is over the ballots, their keys and the list of who "
                "took part are destroyed. From then on nothing opens what an old backup holds, but "
                "for each voter’s own copy with their own code.",
                (
                    (
                        f"{_STOLEN}::test_after_the_purge_a_backup_and_all_codes_open_nothing_but_"
                        "the_holders_own_copies"
                    ),
                ),
            ),
            Claim(
                "Each of these protections was taken away on purpose, and the test that stands for "
                "it failed, as it should.",
                ("test_each_leak_put_back.py::test_the_test_that_stands_against_it_turns_red",),
            ),
        ),
    ),
)
