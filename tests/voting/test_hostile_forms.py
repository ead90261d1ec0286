"""Every form about a vote, a poll or paper votes, filled in by somebody who means harm."""

import pytest

from tests.voting.paper_table import ashford

FIELDS = """
question kind choice_1 choice_2 asked down_to closes closes_on closes_at cutoff_on visibility
key_with topic option proposal thread answer code poll act how reason first second typed again
clp witness together-witness together-batches numbers back-number number left_sealed found
again-found cell_0 ballot_1 blank spoiled
""".split()  # noqa: SIM905 — forty names
HOSTILE = ("\x00", "9" * 400, b"\xed\xa0\x80", "9999-12-31")
FAR = (7, 10**30)


def addresses(app, poll: int, batch: int) -> list[str]:
    rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("voting.") and "POST" in (rule.methods or ())
    ]
    return [
        rule.replace("<int:poll_id>", str(poll)).replace("<int:batch_id>", str(batch))
        for rule in rules
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=["NUL", "400 digits", "half a pair", "a far day"])
def test_no_hostile_form_breaks_and_none_changes_a_vote(hall, app, sign_in, text):
    with app.app_context():
        table = ashford(hall)
        batch_id = table.begin()
        table.register(batch_id, hall.members[:3])
    before = hall.sizes()
    fields = dict.fromkeys(FIELDS, text)
    officer, editor = sign_in(hall.cast.farah), sign_in(hall.cast.dilys)

    for who, urls in (
        (officer, addresses(app, hall.poll_id, batch_id)),
        (editor, addresses(app, hall.poll_id, batch_id)),
        *((officer, addresses(app, far, far)) for far in FAR),
    ):
        for url in urls:
            answer = who.client.post(url, data={**who._secrets(), **fields})
            assert answer.status_code < 500, (url, answer.status_code)
    assert hall.sizes() == before
