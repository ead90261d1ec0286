"""The results page as plain values: what the page shows, and exactly what JSON and CSV hold."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from voting import exports, queries, words
from voting.methods import Asked, Choosing
from voting.methods.support_scale import Strength, Thresholds
from voting.models import Poll, PollCorrection
from voting.publishing import Level, Row
from voting.reading import change as changes
from voting.reading import choices, sure
from voting.reading.change import Change
from voting.rules import Electorate
from voting.thresholds import change_from, limits_of

ABOUT_ROUNDING = (
    "Groups are shown to the nearest 5 people, and their shares in steps that hold at least two "
    "people; shares near none or all are shown as “under” and “over”. So nobody’s vote can be "
    "worked out. Groups that would be smaller than {k_show}, or of which a figure could be worked "
    "out from the others, are shown together with a neighbour."
)


_NO_CHANGE = {"said": "", "why_not": "", "chance": "", "differences": []}


def result(poll: Poll) -> dict[str, Any]:
    """Everything published of a counted poll, in the order of the page. 4 to 6 statements."""
    asked = queries.asked_of(poll)
    rows = queries.rows(poll.id, asked)
    return {
        **_told(poll, rows, asked),
        "change": _change(poll, rows, asked),
        "corrections": [
            {"reason": one.reason, "on": f"{one.corrected_at:%Y-%m-%d}", "before": one.url}
            for one in queries.corrections_of(poll.id)
        ],
    }


def before(poll: Poll, correction: PollCorrection) -> dict[str, Any]:
    """What was published until this correction, as it stood. 1 statement or none."""
    told = _told(poll, correction.rows, queries.asked_of(poll))
    old = {"headline": correction.headline, "spoiled": correction.spoiled}
    return {**told, **old, "change": _NO_CHANGE, "corrections": []}


def _told(poll: Poll, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    return {
        "poll": poll.id,
        "question": poll.question,
        "method": poll.method,
        "choices": list(asked.choices),
        "closed": poll.closes_at.isoformat(timespec="minutes"),
        "headline": poll.headline,
        "eligible": poll.eligible,
        "spoiled": poll.spoiled,
        "rounding": ABOUT_ROUNDING.format(k_show=poll.k_show),
        **(_read(rows[0], asked, poll) if rows else _too_few(poll)),
        "total": _line(rows[0], asked) if rows else None,
        "across": _across(rows, asked),
        **_groups(rows, asked),
    }


def _change(poll: Poll, rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    """What moved since the last wave of the same group, or why nothing is said of it."""
    before_id = queries.last_wave(poll.id)
    if before_id is None:
        why_not = changes.FIRST_TIME if poll.wave == 1 else changes.OTHERS_ASKED
        change = Change(why_not=why_not)
    else:
        before = queries.tables([before_id], Level.TOTAL).get(before_id, [None])[0]
        now = rows[0] if rows else None
        change = changes.change(asked, before, now, least=change_from(poll.opened_at))
    return {"wave": poll.wave, "said": change.said, **asdict(change)}


def _across(rows: Sequence[Row], asked: Asked) -> list[str]:
    regions = [row for row in rows if row.level is Level.REGION]
    if isinstance(asked.method, Choosing):
        return choices.across(regions, asked.method, asked.choices)
    return words.by_region(rows[0], regions) if rows else []


def _groups(rows: Sequence[Row], asked: Asked) -> dict[str, Any]:
    """Regions with their pools; pools alone where the poll was of one region."""
    regions: list[dict[str, Any]] = []
    pools: list[dict[str, Any]] = []
    for row in rows:
        if row.level is Level.REGION:
            regions.append({**_line(row, asked), "pools": []})
        elif row.level is Level.POOL:
            (regions[-1]["pools"] if regions else pools).append(_line(row, asked))
    return {"regions": regions, "pools": pools}


def as_csv(result: dict[str, Any]) -> str:
    """What the page shows, one line for each sentence, indicator, and answer of a group."""
    return exports.as_csv(exports.RESULT, exports.result_lines(result))


def _too_few(poll: Poll) -> dict[str, Any]:
    """What is said when fewer than the least took part: the same lines, without a figure."""
    said = words.too_few(poll.eligible, poll.k_show)
    return {"label": None, "warning": "", "indicators": [], "thresholds": "", **said}


def _read(total: Row, asked: Asked, poll: Poll) -> dict[str, Any]:
    if isinstance(asked.method, Choosing):
        read = choices.reading(total, asked.method, asked.choices)
        return {**read, "chance": sure.NO_SAMPLE} if poll.electorate == Electorate.CLP else read
    return _reading(total, limits_of(poll.opened_at), poll.electorate)


def _reading(total: Row, limits: Thresholds, electorate: str) -> dict[str, Any]:
    reading = words.reading(total, limits)
    of_clp = electorate == Electorate.CLP
    return {
        "label": reading.label.value if reading.label else None,
        "thresholds": reading.thresholds,
        "turnout": reading.turnout,
        "chance": words.bounds(total) if of_clp else reading.chance,
        "flip": reading.flip,
        "warning": reading.warning,
        "indicators": _indicators(total, reading.strength, limits) if reading.strength else [],
        "is_exact": total.counts is not None,
    }


def _indicators(total: Row, strength: Strength, limits: Thresholds) -> list[dict[str, str]]:
    mean = f"{strength.mean:+.2f}".replace("-", "−")
    agreement = f"{strength.agreement:+.2f}".replace("-", "−")
    return [
        {
            "name": "Acceptance",
            "value": words.shown(total, strength.acceptance),
            "means": "are not against it",
        },
        {
            "name": "Resistance",
            "value": f"{strength.resistance:.1f}",
            "means": "of 10: how hard it would be to live with it",
        },
        {
            "name": "Middle of opinion",
            "value": mean,
            "means": f"on a scale from −2 to +2: {words.mean_words(strength.mean)}",
        },
        {
            "name": "Agreement",
            "value": agreement,
            "means": f"from −1, two camps, to +1, one mind: "
            f"{words.agreement(strength.agreement, limits)}",
        },
        {
            "name": "Need more information",
            "value": words.shown(total, strength.more_information),
            "means": "of those who did not abstain",
        },
    ]


def _line(row: Row, asked: Asked) -> dict[str, Any]:
    return {
        "level": row.level.value,
        "label": row.label,
        "eligible": row.eligible,
        "took_part": row.took_part,
        "answers": [_answer(row, cell, asked) for cell in row.percents],
        "columns": asked.method.columns(row),
    }


def _answer(row: Row, cell: str, asked: Asked) -> dict[str, Any]:
    return {
        "answer": cell,
        "words": asked.method.words(cell, asked.choices),
        "short": asked.method.short(cell, asked.choices),
        "people": row.counts[cell] if row.counts is not None else None,
        "percent": row.percents[cell],
        "share": row.share(cell),
    }
