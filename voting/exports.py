"""Tables for spreadsheets: the same figures and sentences as the page, and nothing that runs.

Pure. Every text goes through `safe`, since names and questions are typed by people.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

#: How a spreadsheet tells a formula, also in the wide letters that some take for the narrow ones.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*%?")
RESULT = ("part", "level", "group", "eligible", "took part", "name", "people", "value")


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay as they are."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    text = value.replace("\x00", "")
    return f"'{text}" if text.lstrip().startswith(_STARTS_A_FORMULA) else text


def as_csv(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A table as CSV (RFC 4180), each line as long as the head."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return text.getvalue()


def result_lines(result: dict[str, Any]) -> Iterable[tuple[object, ...]]:
    """A result as `RESULT` lines: what is said, the indicators, then the table from the top."""
    for name in ("question", "headline", "label", "warning", "turnout", "chance", "flip"):
        yield _said(name, result[name])
    yield _said("thresholds", result["thresholds"])
    for sentence in result["across"]:
        yield _said("across regions", sentence)
    for it in result["corrections"]:
        yield _said("corrected", f"{it['on']}: {it['reason']}")
    for it in result["indicators"]:
        yield ("indicators", "total", "", "", "", it["name"], "", it["value"])
    change = result["change"]
    for name in ("why_not", "chance"):
        yield _said("change since the last wave", change[name])
    for it in change["differences"]:
        yield ("change since the last wave", "total", "", "", "", it["name"], "", it["said"])
    for line in tables(result):
        group = line["level"], line["label"], line["eligible"], line["took_part"]
        for it in line["answers"]:
            yield ("answers", *group, it["answer"], it["people"], it["share"])


def tables(result: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Every line of a result's tables, from the total down."""
    if result["total"]:
        yield result["total"]
    for region in result["regions"]:
        yield region
        yield from region["pools"]
    yield from result["pools"]


def _said(name: str, sentence: str | None) -> tuple[object, ...]:
    return ("in words", "", "", "", "", name, "", sentence or "")
