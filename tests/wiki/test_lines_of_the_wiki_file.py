"""One value on a line of the file and back."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from wiki.exchange import lines

VALUE = {
    str: st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
    int: st.integers(-lines.HIGHEST, lines.HIGHEST),
    bool: st.booleans(),
    bytes: st.binary(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
}


@given(data=st.data(), kind=st.sampled_from(list(VALUE)))
def test_every_value_comes_back_from_a_line(data, kind):
    before = data.draw(VALUE[kind])
    line = lines.line_of("topic", {"it": before})
    name, row = lines.row_of(lines.read(line))

    assert (name, line.count("\n")) == ("topic", 1)
    assert lines.value_of(row["it"], kind) == before


@given(st.text(), st.sampled_from(list(VALUE)))
def test_no_value_is_taken_for_another_kind(text, kind):
    try:
        taken = lines.value_of(text, kind)
    except lines.BadLine:
        return
    assert isinstance(taken, kind)
