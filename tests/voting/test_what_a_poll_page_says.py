"""The page of a poll: who may vote, until when, what comes out when, and what not to expect."""

import pytest

from tests.voting.hall import Hall
from voting.reading import notice
from voting.reading.notice import Terms
from voting.rows import Level

TERMS = Terms("", True, "1 May 2026", 500_000, "Friday 29 May 2026, 6pm", 10, Level.POOL)


def test_it_says_who_may_vote_until_when_and_what_is_not_promised(hall: Hall, browser):
    page = browser.get(hall.url).text

    for sentence in notice.not_promised():
        assert sentence in page
    assert "who had joined by" in page
    assert "Nobody is added later." in page
    assert "Until then you can change your vote or take it back." in page
    assert "A group in which fewer than 10 took part is shown together with others" in page
    assert page.count('class="button"') == 2  # the search of every page, and one to vote


def test_the_terms_are_said_in_whole_sentences():
    assert notice.who_may_vote(TERMS) == (
        "Every member of the party who had joined by 1 May 2026: 500,000 people. "
        "Nobody is added later."
    )
    assert "No figure of any answer" in " ".join(notice.published_when(TERMS))


@pytest.mark.parametrize(("hours", "said"), [(24, "24 hours"), (1, "1 hour ")])
def test_a_running_poll_says_its_steps_and_a_demonstration_that_they_are_small(hours, said):
    running = Terms(
        asked="Wessex",
        is_everyone=False,
        cutoff="1 May 2026",
        eligible=900,
        closes="soon",
        k_show=10,
        down_to=Level.TOTAL,
        is_running=True,
        step_ballots=25,
        step_hours=hours,
        is_demo=hours == 1,
    )
    told = " ".join(notice.published_when(running))

    assert "Each step waits for 25 new votes or more" in told
    assert said in told
    assert ("demonstration" in told) == (hours == 1)
