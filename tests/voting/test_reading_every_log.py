"""T9: somebody reads every log and every file of the servers that the shipped settings start."""

import pytest

from tests.voting.shipped import cookies_of, shipped_site
from voting import codes

VOTERS = 50


@pytest.fixture
def voted(hall, app, tmp_path):
    """What the servers wrote before and after fifty votes, and the vote codes."""
    voters = [*hall.members][:VOTERS]
    cookies = cookies_of(app, voters)
    made = {member: codes.printed(codes.new_code()) for member in voters}
    with shipped_site(app, tmp_path) as site:
        site.get(hall.url)
        before = site.written(once=hall.url)
        for member, code in made.items():
            fields = {"answer": "strongly-against", "code": code}
            assert "Your vote is recorded" in site.post(f"{hall.url}/vote", fields, cookies[member])
        member, code = next(iter(made.items()))
        assert code in site.post("/box", {"code": code}, cookies[member])
        assert code in site.post("/box/change", {"code": code, "answer": "for"}, cookies[member])
        assert "taken back" in site.post("/box/withdraw", {"code": code}, cookies[member])
        assert site.post("/box", {"code": "x" * 20_000}).startswith("413")
        assert site.post("/box", {"code": codes.new_code()}, cookies[member]).startswith("422")
        assert site.post(f"{hall.url}/vote/x", {}).startswith("404")
        after = site.written()
        site.get("/polls")
        control = site.written(once="/polls")
    return before, after, control, list(made.values())


def test_fifty_votes_leave_no_line_in_any_log_and_no_file_of_any_server(voted, hall):
    before, after, control, vote_codes = voted

    assert hall.sizes().ballots == VOTERS - 1
    assert after == before  # not one byte more, in logs, errors, bodies and answers
    assert b"/polls" in control["folkmoot.log"]  # other pages are logged
    for name, content in control.items():
        for word in (b"/vote", b"/box", b"strongly", *(code.encode() for code in vote_codes)):
            assert word not in content, name
