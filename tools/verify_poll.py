#!/usr/bin/env python3
"""Checks the proof of a straw poll: one file, Python 3.9 or newer, nothing to install.

    python3 verify_poll.py poll-7-bundle.json
    python3 verify_poll.py poll-7-bundle.json --code 7H2K-9QWE-R4TY-0PAS-D --key PUBLICKEY
    python3 verify_poll.py my-vote-proof.json --code 7H2K-9QWE-R4TY-0PAS-D

Ends with 0 and a sentence when everything holds, with 1 and a sentence when something does not,
with 2 when it was called wrongly. It asks nobody anything: unplug the network if you like.

Signatures are checked when the package `cryptography` is there. Without it everything else is
checked, and the last sentence says what that leaves open.

It shares no code with the site that made the bundle. The rules are those of the site's papers: RFC
8785 for canonical JSON, RFC 6962 for hashes of lists, RFC 8032 for signatures; what a table may
show, and how figures follow from it, stands beside each check below.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None  # type: ignore[assignment, misc]

Json = Dict[str, Any]
Keys = List[Tuple[int, str]]  # (number of the entry after which it signs, public key), in order
Own = Tuple[Json, Json, str]  # header, body and hash of a statement of the poll
Weights = Dict[str, int]
Outcome = Tuple[Optional[str], Json]  # label and figures

VERSION = 1  # of bundles and statements
BUNDLE, INCLUSION = "folkmoot bundle", "folkmoot inclusion"
BEGINNING = "0" * 64
PURPOSE = b"folkmoot proof 1\0"
EXACT_FROM, FLOOR, PEOPLE_STEP, OPEN_END = 100, 10, 5, 5
SCALE = ("strongly-against", "against", "neither", "for", "strongly-for")
ANSWERS = (*SCALE[::-1], "more-information", "abstain")
HARD_TO_BEAR = (10, 6, 3, 1, 0)  # resistance of each step of the scale
SCORES = [str(score) for score in range(11)]
BANDS = {"0-3": Fraction(3, 2), "4-6": Fraction(5), "7-10": Fraction(17, 2)}
KINDS = ("support", "approval", "resistance", "ranked", "single")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


KNOWN: Dict[Tuple[int, int], List[int]] = {}  # what `bounds` has worked out


class Broken(Exception):
    """Something does not hold; the message says what, in a sentence."""


class Report:
    """What was checked, for --details."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def hold(self, holds: bool, sentence: str, otherwise: str) -> None:
        """Note what was checked. Raises Broken with the other sentence when it does not hold."""
        if not holds:
            raise Broken(otherwise)
        self.lines.append(sentence)


# --- bytes, hashes, signatures ---------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """The one way in which a statement is written as bytes."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def unhex(text: str) -> bytes:
    """Bytes of their one way of being written."""
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError(text)
    return found


def root_of(items: list[bytes]) -> bytes:
    """RFC 6962, 2.1: the hash of a list. An odd one out goes up unchanged."""
    level = [sha(b"\0" + item) for item in items]
    if not level:
        return sha(b"")
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
    return level[0]


def root_by_path(item: bytes, place: int, size: int, path: list[bytes]) -> bytes | None:
    """RFC 9162, 2.1.3.2: where a path of hashes leads; None when it cannot be a path."""
    if not 0 <= place < size:
        return None
    result, last, steps = sha(b"\0" + item), size - 1, list(path)
    while last:
        if place % 2 or place < last:
            if not steps:
                return None
            beside = steps.pop(0)
            result = sha(b"\1" + (beside + result if place % 2 else result + beside))
        place, last = place // 2, last // 2
    return None if steps else result


def is_signed(data: bytes, signature: str, public_key: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(unhex(public_key))
        key.verify(unhex(signature), PURPOSE + data)
    except (InvalidSignature, ValueError):
        return False
    return True


def tracker_of(poll: str, typed: str) -> bytes:
    """Where a vote code's ballot lies: the first 10 bytes of SHA-256("T", poll, code)."""
    alike = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\t": ""})
    code = typed.upper().translate(alike)
    if len(code) != 17 or any(letter not in LETTERS for letter in code):
        raise Broken(
            "That is not a vote code: it has 16 letters and numbers and one to check them."
        )
    number = 0
    for letter in code[:16]:
        number = number * 32 + LETTERS.index(letter)
    if (LETTERS + "*~$=U")[number % 37] != code[16]:
        raise Broken("A letter of the vote code is wrong: its last letter does not fit the others.")
    return sha(b"\0".join((b"T", poll.encode(), code.encode())))[:10]


# --- the chain -------------------------------------------------------------------------------


def check_entry(entry: Json, report: Report) -> tuple[Json, str, Json | None]:
    """One entry: its body is the one its header names. Gives header, hash, and body or None."""
    only(entry, "header", "signature", "body")
    header, body = entry["header"], entry.get("body")
    only(header, "format", "number", "kind", "poll", "made_on", "previous", "body")
    if header["format"] != VERSION:
        raise Broken(newer(header["format"]))
    name = "Statement %s (%s)" % (header["number"], header["kind"])
    if body is not None:
        report.hold(
            sha(canonical(body)).hex() == header["body"],
            name + ": its words are the ones that its header names.",
            name + " was altered: its words are not the ones that its header names.",
        )
    return header, sha(canonical(header)).hex(), body


def only(thing: Json, *names: str) -> None:
    """Raises Broken when there is something in it that has no meaning here."""
    if not set(thing) <= set(names):
        raise Broken("There is something in the file that does not belong there.")


def newer(version: object) -> str:
    if isinstance(version, int) and version > VERSION:
        return (
            "This file is of a newer kind (%d) than this program understands (%d). "
            "Fetch the newest verify_poll.py." % (version, VERSION)
        )
    return "This is not a file that this program knows."


def check_keys(entries: list[Json], report: Report) -> Keys:
    """Each key signed the next."""
    keys: Keys = []
    for entry in entries:
        header = check_entry(entry, report)[0]
        number, public = header["number"], entry["body"]["public_key"]
        if header["kind"] != "key" or (not keys and (number, header["previous"]) != (1, BEGINNING)):
            raise Broken("The file does not begin with the statement of the first key.")
        if keys and number <= keys[-1][0]:
            raise Broken("The statements of keys are not in their order.")
        signer = keys[-1][1] if keys else public
        check_signature(entry, signer, "Key %d" % (len(keys) + 1), report)
        keys.append((number, public))
    if not keys:
        raise Broken("The file names no key.")
    return keys


def check_signature(entry: Json, key: str, name: str, report: Report) -> None:
    if Ed25519PublicKey is None:
        return
    report.hold(
        is_signed(canonical(entry["header"]), entry["signature"], key),
        "%s is signed with the key %s…" % (name, key[:16]),
        "%s is not signed with the key that held then (%s…): it was altered, or somebody else "
        "made it." % (name, key[:16]),
    )


def check_chain(bundle: Json, given_key: str | None, report: Report) -> list[Own]:
    """The chain from the opening on; gives the poll's own statements."""
    keys = check_keys(bundle["keys"], report)
    own: list[Own] = []
    before = None
    known = {canonical(entry) for entry in bundle["keys"]}
    for entry in bundle["chain"]:
        header, digest, body = check_entry(entry, report)
        number = header["number"]
        if before is not None:
            report.hold(
                (number, header["previous"]) == (before[0] + 1, before[1]),
                "Statement %d follows %d." % (number, before[0]),
                "The chain is broken before statement %s: one was left out, put in, or moved."
                % number,
            )
        signer = [key for after, key in keys if after < number]
        if not signer:
            raise Broken("The chain begins before the first key.")
        check_signature(entry, signer[-1], "Statement %d" % number, report)
        if header["kind"] == "key" and canonical(entry) not in known:
            raise Broken("A change of the key is missing from the list of keys.")
        if header["poll"] == bundle["poll"]:
            if body is None:
                raise Broken("The words of statement %d are missing." % number)
            own.append((header, body, digest))
        before = number, digest
    if not own:
        raise Broken("There is no statement of this poll in the file.")
    check_given_key(given_key, keys, own[0][0]["number"], report)
    return own


def check_given_key(given: str | None, keys: Keys, first: int, report: Report) -> None:
    if given is None:
        return
    report.hold(
        given.lower() in [key for after, key in keys if after < first],
        "The chain is signed with the key that you gave.",
        "The chain is signed with another key than the one you gave. Either somebody else made "
        "this file, or the key you gave is newer than the poll: then give the one before.",
    )


def steps_of(own: list[Own]) -> tuple[Json, list[Json], Json, list[Json]]:
    """The poll's statements by kind. Raises Broken unless they tell one whole story in order."""
    kinds = [
        "shut" if header["kind"] == "note" and body["box"] == "shut" else header["kind"]
        for header, body, _ in own
    ]
    story = [kind for kind in kinds if kind != "note"]
    if "void" in story:
        why = next(body["why"] for header, body, _ in own if header["kind"] == "void")
        raise Broken("This poll was declared void, so it has no result: %s" % why)
    corrections = story[3 : len(story) - (story[-1:] == ["purge"])]
    if story[:3] != ["opening", "shut", "closing"] or not set(corrections) <= {"correction"}:
        raise Broken(
            "The statements of this poll are not opening, shutting, closing, in this order."
        )
    if "note" in kinds and kinds.index("shut") < len(kinds) - kinds[::-1].index("note") - 1:
        raise Broken("A note on the open box stands after it was shut.")
    bodies = [body for _, body, _ in own]
    notes = [body for kind, body in zip(kinds, bodies) if kind == "note"]
    at = kinds.index
    tables = [body for kind, body in zip(kinds, bodies) if kind in ("closing", "correction")]
    return bodies[0], notes, bodies[at("shut")], tables


# --- ballots ---------------------------------------------------------------------------------


def check_trackers(
    texts: list[str], opening: Json, notes: list[Json], shut: Json, closing: Json, report: Report
) -> list[bytes]:
    """The list of ballots is the one that lay in the box when it was shut. Gives it as bytes."""
    trackers = [unhex(text) for text in texts]
    report.hold(
        all(len(t) == 10 for t in trackers)
        and all(one < other for one, other in zip(trackers, trackers[1:])),
        "The list of ballots is in order, and none is in it twice.",
        "The list of ballots is not in order, or one is in it twice.",
    )
    root, stated = root_of(trackers).hex(), closing["trackers"]
    report.hold(
        root == stated["root"] and len(trackers) == stated["count"] == closing["channels"]["web"],
        "The list holds the %d ballots that the count states." % len(trackers),
        "The list of ballots is not the one that was counted: one was dropped, added or altered.",
    )
    report.hold(
        root == shut["root"],
        "They are the ballots that lay in the box when it was shut, before any was opened.",
        "Ballots were dropped or added after the box was shut.",
    )
    sizes = closing["box_after_each_mix"]
    report.hold(
        not sizes or sizes[-1] == len(trackers),
        "The box held as many after the last mix.",
        "The box held another number of ballots after the last mix.",
    )
    step = 25 if opening["eligible"] < 1000 else 100
    report.hold(
        all(0 <= n["turnout"] <= opening["eligible"] and n["turnout"] % step == 0 for n in notes),
        "Each of %d daily notes gives a rounded turnout." % len(notes),
        "A daily note gives a turnout that cannot be.",
    )
    return trackers


def check_balance(opening: Json, closing: Json, report: Report) -> list[Json]:
    """As many ballots in the table as were cast. Gives the rows, the total first."""
    rows: list[Json] = closing["rows"]
    channels = closing["channels"]
    ballots = channels["web"] + channels["paper"] - closing["spoiled"]
    least = opening["rules"]["shown_from"]
    report.hold(
        bool(rows) == (ballots >= least) and closing["spoiled"] >= 0 <= channels["paper"],
        "A result is shown only from %d ballots on." % least,
        "The table and the number of ballots do not fit: results are shown from %d on." % least,
    )
    if rows:
        total = rows[0]
        is_exact = total["counts"] is not None
        shown = ballots if is_exact else nearest(ballots, 1, PEOPLE_STEP)
        report.hold(
            total["took_part"] == shown and (not is_exact or ballots >= EXACT_FROM),
            "The total has as many ballots as were cast and could be read: %d." % shown,
            "%d ballots were cast and could be read, but the table shows %s."
            % (ballots, total["took_part"]),
        )
    return rows


# --- what a table may show -------------------------------------------------------------------


def nearest(numerator: int, denominator: int, step: int) -> int:
    return (2 * numerator + denominator * step) // (2 * denominator * step) * step


def fewest(people: int) -> int:
    return max(FLOOR, people - PEOPLE_STEP // 2)


def step_of(people: int) -> int:
    """Shares go in steps that hold two people at least."""
    return next((s for s in (1, 2, 5, 10) if s * fewest(people) >= 200), 20)


def shown_percent(part: int, whole: int) -> int:
    people = nearest(whole, 1, PEOPLE_STEP)
    step = step_of(people)
    one_differs = nearest(100 * (fewest(people) - 1), fewest(people), step)
    end, percent = max(OPEN_END, 100 - one_differs + step), nearest(100 * part, whole, step)
    return 0 if percent < end else 100 if percent > 100 - end else percent


def bounds(row: Json, cell: str) -> tuple[int, int]:
    """The fewest and most people who can stand behind a figure. Raises Broken when none can."""
    if row["counts"] is not None:
        return row["counts"][cell], row["counts"][cell]
    people, percent = row["took_part"], row["percents"][cell]
    if (people, percent) not in KNOWN:
        KNOWN[people, percent] = [
            part
            for whole in range(max(1, people - 2), people + 3)
            for part in possible_parts(whole, percent)
        ]
    found = KNOWN[people, percent]
    if not found:
        raise Broken(
            "In “%s” the share of “%s” is not rounded as it must be." % (row["label"], cell)
        )
    return min(found), max(found)


def possible_parts(whole: int, percent: int) -> list[int]:
    """All parts of a whole that are shown as this share; they lie side by side."""
    wide = max(25, step_of(nearest(whole, 1, PEOPLE_STEP)) + OPEN_END)
    low = max(0, whole * (percent - wide) // 100)
    high = min(whole, whole * (percent + wide) // 100 + 1)
    return [part for part in range(low, high + 1) if shown_percent(part, whole) == percent]


def check_table(opening: Json, rows: list[Json], report: Report) -> None:
    """Groups are all there, none is too small, and each row adds up to the one above it."""
    pools = {pool["number"]: pool for pool in opening["pools"]}
    report.hold(
        sum(pool["eligible"] for pool in pools.values()) == opening["eligible"]
        and len(pools) == len(opening["pools"]),
        "The groups asked add up to the %d who could vote." % opening["eligible"],
        "The groups asked do not add up to the %s who could vote." % opening["eligible"],
    )
    for row in rows:
        check_row(opening, row, pools, report)
    for above, parts, name in families(rows, opening):
        check_family(above, parts, name, report)


def check_row(opening: Json, row: Json, pools: dict[int, Json], report: Report) -> None:
    label, people = row["label"], row["took_part"]
    members = [pools[number] for number in row["pools"]]
    if row["level"] == "total":
        named = len(members) == len(pools)
    elif row["level"] == "region":
        regions = list(dict.fromkeys(pool["region"] for pool in members))
        named = label == ", ".join(regions)
    else:
        named = label == ", ".join(pool["label"] for pool in members)
    report.hold(
        named and row["eligible"] == sum(pool["eligible"] for pool in members),
        "“%s” is the groups it names, %d who could vote." % (label, row["eligible"]),
        "“%s” is not the groups it names, or another number could vote there." % label,
    )
    least = nearest(opening["rules"]["shown_from"], 1, PEOPLE_STEP)
    report.hold(
        least <= people <= nearest(row["eligible"], 1, PEOPLE_STEP) or row["counts"] is not None,
        "“%s” is large enough to be shown." % label,
        "“%s” is shown with %s ballots, which may not or cannot be." % (label, people),
    )
    cells = cells_of(opening, row)
    if list(row["percents"]) and set(row["percents"]) != set(cells):
        raise Broken("“%s” shows other answers than the poll has." % label)
    for cell in cells:
        check_figure(row, cell)
    check_sets(opening, row, cells, report)


def check_figure(row: Json, cell: str) -> None:
    percent, people, counts = row["percents"][cell], row["took_part"], row["counts"]
    if counts is None:
        holds = people % PEOPLE_STEP == 0 and bounds(row, cell)[1] >= 0
    else:
        holds = row["level"] == "total" and FLOOR <= counts[cell] <= people - FLOOR
        holds = holds and percent == (200 * counts[cell] + people) // (2 * people)
    if not holds:
        raise Broken(
            "In “%s” the share of “%s” is not rounded as it must be." % (row["label"], cell)
        )


def check_sets(opening: Json, row: Json, cells: list[str], report: Report) -> None:
    """Answers of which each ballot gives exactly one, or one at most, fit the number of ballots."""
    whole, at_most = sets_of(opening, cells)
    exact = row["counts"] is not None
    high = row["took_part"] + (0 if exact else 2)
    low = row["took_part"] - (0 if exact else 2)
    for group in [*whole, *at_most]:
        spans = [bounds(row, cell) for cell in group]
        fits = sum(span[0] for span in spans) <= high
        if group in whole:
            fits = fits and sum(span[1] for span in spans) >= low
        if not fits:
            raise Broken("The figures of “%s” do not add up to its ballots." % row["label"])
    report.lines.append("The figures of “%s” add up to its ballots." % row["label"])


def families(rows: list[Json], opening: Json) -> Iterator[tuple[Json, list[Json], str]]:
    """Each row with the rows that must add up to it, and the words for them."""
    regions = [row for row in rows if row["level"] == "region"]
    level = opening["rules"]["down_to"]
    if (regions and level == "total") or (
        level != "pool" and any(r["level"] == "pool" for r in rows)
    ):
        raise Broken("The table goes further down than the poll may.")
    if (
        not rows
        or [row["level"] for row in rows].count("total") != 1
        or rows[0]["level"] != "total"
    ):
        if rows:
            raise Broken("The table does not begin with the total.")
        return
    if regions:
        yield rows[0], regions, "regions"
    above = rows[0]
    parts: list[Json] = []
    for row in rows[1:]:
        if row["level"] == "region":
            if parts:
                yield above, parts, "groups"
            above, parts = row, []
        else:
            parts.append(row)
    if parts:
        yield above, parts, "groups"


def check_family(above: Json, parts: list[Json], name: str, report: Report) -> None:
    members = sorted(number for row in parts for number in row["pools"])
    report.hold(
        members == sorted(above["pools"]) and len(parts) > 1,
        "The %s of “%s” leave nobody out and count nobody twice." % (name, above["label"]),
        "The %s of “%s” leave somebody out or count somebody twice." % (name, above["label"]),
    )
    slack = 2 * len(parts) + (0 if above["counts"] is not None else 2)
    if abs(sum(row["took_part"] for row in parts) - above["took_part"]) > slack:
        raise Broken("The ballots of the %s of “%s” do not add up." % (name, above["label"]))
    for cell in set(above["percents"]).intersection(*(set(row["percents"]) for row in parts)):
        spans, whole = [bounds(row, cell) for row in parts], bounds(above, cell)
        if sum(s[0] for s in spans) > whole[1] or sum(s[1] for s in spans) < whole[0]:
            raise Broken(
                "The share of “%s” in “%s” does not follow from its %s."
                % (cell, above["label"], name)
            )
    report.lines.append("The figures of “%s” follow from its %s." % (above["label"], name))


# --- kinds of polls --------------------------------------------------------------------------


def numbers(opening: Json) -> list[str]:
    return [str(number) for number in range(1, len(opening["choices"]) + 1)]


def pairs(opening: Json) -> list[str]:
    return ["%s>%s" % (a, b) for a in numbers(opening) for b in numbers(opening) if a != b]


def cells_of(opening: Json, row: Json) -> list[str]:
    """The figures that a row of this kind of poll has."""
    kind, ids = opening["kind"], numbers(opening)
    if kind == "support":
        return list(ANSWERS)
    if kind == "single":
        return ids
    if kind == "approval":
        return [*ids, "none"] if row["level"] == "total" else ids
    if kind == "ranked":
        return ids if row["level"] == "pool" else [*ids, *pairs(opening)]
    if row["counts"] is not None:
        return ["%s:%s" % (c, s) for c in ids for s in [*SCORES, "-"]]
    bands = [*BANDS, "-"] if row["level"] == "total" else ["0-3", "7-10"]
    return ["%s:%s" % (c, band) for c in ids for band in bands]


def sets_of(opening: Json, cells: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Sets of cells of which each ballot adds to exactly one; and to one at most."""
    kind, ids = opening["kind"], numbers(opening)
    if kind in ("support", "single"):
        return [cells], []
    if kind == "approval":
        return [], [[c, "none"] for c in ids] if "none" in cells else []
    if kind == "ranked":
        if len(cells) == len(ids):
            return [], []
        return [], [["%s>%s" % (a, b), "%s>%s" % (b, a)] for a in ids for b in ids if a < b]
    each = [[cell for cell in cells if cell.split(":")[0] == c] for c in ids]
    return (each, []) if "%s:-" % ids[0] in cells else ([], each)


def outcome_of(opening: Json, total: Json) -> Outcome:
    """Label and figures, worked out anew from the total of the table."""
    weights = total["counts"] if total["counts"] is not None else total["percents"]
    whole = total["took_part"] if total["counts"] is not None else 100
    return OUTCOMES[opening["kind"]](weights, whole, opening, total["counts"] is not None)


def outcome_of_scale(weights: Weights, _whole: int, opening: Json, _is_exact: bool) -> Outcome:
    """Shares among those on the scale, in ten-thousandths."""
    steps = [weights[answer] for answer in SCALE]
    on_scale = sum(steps)
    if not on_scale:
        return None, {}
    strongly_against, against, neither, in_favour, strongly_for = steps
    more = weights["more-information"]
    exact = {
        "in_favour": Fraction(in_favour + strongly_for, on_scale),
        "against": Fraction(against + strongly_against, on_scale),
        "strongly_for": Fraction(strongly_for, on_scale),
        "strongly_against": Fraction(strongly_against, on_scale),
        "mean": Fraction(sum(s * v for s, v in zip(steps, (-2, -1, 0, 1, 2))), on_scale),
        "acceptance": Fraction(neither + in_favour + strongly_for, on_scale),
        "resistance": Fraction(sum(s * v for s, v in zip(steps, HARD_TO_BEAR)), on_scale),
        "agreement": agreement(steps),
        "more_information": Fraction(more, on_scale + more),
    }
    limits = opening["rules"]["labels"]
    ends = min(exact["strongly_for"], exact["strongly_against"])
    if (
        exact["acceptance"] * 100 >= limits["consensus_acceptance"]
        and exact["agreement"] * 100 >= limits["consensus_agreement"]
    ):
        label = "consensus"
    elif ends * 100 >= limits["divided_ends"] or (
        exact["agreement"] * 100 < limits["divided_agreement"]
    ):
        label = "divided"
    else:
        label = "leaning"
    return label, {name: round(10000 * value) for name, value in exact.items()}


def agreement(steps: list[int]) -> Fraction:
    """Van der Eijk's A (Quality & Quantity 35, 2001): the mean of the layers of the histogram."""
    result, floor, k = Fraction(0), 0, len(steps)
    for height in sorted({step for step in steps if step}):
        used = [step >= height for step in steps]
        triples = [
            (used[i], used[j], used[m])
            for i in range(k)
            for j in range(i + 1, k)
            for m in range(j + 1, k)
        ]
        two_camps = triples.count((True, False, True))
        one_camp = triples.count((True, True, False)) + triples.count((False, True, True))
        layer = 1 - Fraction(sum(used) - 1, k - 1)
        if two_camps + one_camp:
            layer *= Fraction(
                (k - 2) * one_camp - (k - 1) * two_camps, (k - 2) * (one_camp + two_camps)
            )
        result += layer * Fraction(sum(used) * (height - floor), sum(steps))
        floor = height
    return result


def outcome_of_most(weights: Weights, whole: int, opening: Json, _is_exact: bool) -> Outcome:
    """Approval and single choice: the choices with the most; a majority is more than half."""
    ids = numbers(opening)
    most = max(weights[c] for c in ids)
    first = [c for c in ids if weights[c] == most] if most else []
    if len(first) != 1:
        label = "tie" if first else None
    else:
        label = "majority" if 2 * most > whole else "no majority"
    return label, {"most": [int(c) for c in first]}


def outcome_of_resistance(weights: Weights, _whole: int, opening: Json, _is_exact: bool) -> Outcome:
    """The least mean score; blanks count in no mean. A band stands for its middle."""
    values = {**{s: Fraction(s) for s in SCORES}, **BANDS}
    means = {}
    for c in numbers(opening):
        given = {s: weights["%s:%s" % (c, s)] for s in values if "%s:%s" % (c, s) in weights}
        scored = sum(given.values())
        means[c] = sum(values[s] * n for s, n in given.items()) / scored if scored else None
    known = sorted((mean, int(c)) for c, mean in means.items() if mean is not None)
    first = [int(c) for c, mean in means.items() if known and mean == known[0][0]]
    label = (
        ("tie" if first else None)
        if len(first) != 1
        else ("low resistance" if known[0][0] <= 3 else "resisted")
    )
    hundredths = {c: None if m is None else round(100 * m) for c, m in means.items()}
    return label, {"least_resisted": first, "means": hundredths, "order": [c for _, c in known]}


def outcome_of_ranking(weights: Weights, _whole: int, opening: Json, is_exact: bool) -> Outcome:
    """Condorcet's winner; Schulze's order by winning votes (Soc. Choice and Welfare 36, 2011)."""
    ids = numbers(opening)
    everyone = range(len(ids))
    d = [[weights["%s>%s" % (a, b)] if a != b else 0 for b in ids] for a in ids]
    winners = [a for a in everyone if all(d[a][b] > d[b][a] for b in everyone if b != a)]
    p = [[d[a][b] if d[a][b] > d[b][a] else 0 for b in everyone] for a in everyone]
    for m in everyone:
        for a in everyone:
            for b in everyone:
                if a != b and m not in (a, b):
                    p[a][b] = max(p[a][b], min(p[a][m], p[m][b]))
    ahead = [sum(p[b][a] > p[a][b] for b in everyone) for a in everyone]
    order = [[a + 1 for a in everyone if ahead[a] == place] for place in sorted(set(ahead))]
    looks_level = any(d[a][b] == d[b][a] for a in everyone for b in range(a))
    may_order = is_exact or not (looks_level or any(len(level) > 1 for level in order))
    if winners:
        label = "clear winner"
    else:
        label = "tie" if may_order and len(order[0]) > 1 else "no clear winner"
    return label, {
        "condorcet_winner": winners[0] + 1 if winners else None,
        "order": order if may_order else None,
        "pairs": d,
    }


OUTCOMES = {
    "support": outcome_of_scale,
    "approval": outcome_of_most,
    "single": outcome_of_most,
    "resistance": outcome_of_resistance,
    "ranked": outcome_of_ranking,
}


def same(one: Any, other: Any) -> bool:
    """Equal; numbers may differ by one in the last place, where halves are rounded."""
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other) <= (1 if abs(one) > 50 else 0)
    return bool(one == other)


def check_outcome(opening: Json, closing: Json, rows: list[Json], report: Report) -> None:
    if not rows:
        return
    label, figures = outcome_of(opening, rows[0])
    stated = closing["reading"]
    report.hold(
        stated["label"] == label and same(stated["figures"], figures),
        "Label and figures follow from the table: %s." % (label or "no label"),
        "Label or figures do not follow from the table: it says “%s”, the table says “%s”."
        % (stated["label"], label),
    )


# --- one file from beginning to end ----------------------------------------------------------


def verify_bundle(bundle: Json, code: str | None, key: str | None, report: Report) -> str:
    only(bundle, "format", "poll", "keys", "chain", "trackers")
    own = check_chain(bundle, key, report)
    opening, notes, shut, counts = steps_of(own)
    if opening["kind"] not in KINDS:
        raise Broken(
            "This is a kind of poll that this program does not know. Fetch the newest one."
        )
    trackers: list[bytes] = []
    for closing in counts:  # of a corrected poll the last is the result; all are of the same box
        report.hold(
            closing["opening"] == own[0][2],
            "The count is of the poll that was opened.",
            "The count is of another poll than the one that was opened.",
        )
        trackers = check_trackers(bundle["trackers"], opening, notes, shut, closing, report)
    rows = check_balance(opening, counts[-1], report)
    check_table(opening, rows, report)
    check_outcome(opening, counts[-1], rows, report)
    said = "The result of “%s” holds: %d ballots, none dropped or added after the box was shut." % (
        opening["question"],
        len(trackers),
    )
    if len(counts) > 1:
        said += " It was corrected after it was first published: %s" % counts[-1]["reason"]
    if code is not None:
        if tracker_of(bundle["poll"], code) not in set(trackers):
            raise Broken(
                "The result holds together, but the ballot of this vote code is not in it."
            )
        said += " The ballot of this vote code is among them."
    return said


def verify_inclusion(proof: Json, code: str | None, key: str | None, report: Report) -> str:
    only(proof, "format", "poll", "tracker", "place", "path", "keys", "closing")
    keys = check_keys(proof["keys"], report)
    header, _, closing = check_entry(proof["closing"], report)
    if header["kind"] != "closing" or header["poll"] != proof["poll"] or closing is None:
        raise Broken("The file does not hold the count of this poll.")
    signer = [(after, one) for after, one in keys if after < header["number"]]
    check_signature(proof["closing"], signer[-1][1], "The count", report)
    check_given_key(key, keys, header["number"], report)
    tracker = unhex(proof["tracker"])
    size, path = closing["trackers"]["count"], [unhex(step) for step in proof["path"]]
    root = root_by_path(tracker, proof["place"], size, path)
    report.hold(
        root is not None and root.hex() == closing["trackers"]["root"],
        "The path leads from the ballot to the hash of the list.",
        "This ballot is not in the list that was counted.",
    )
    if code is not None and tracker_of(proof["poll"], code) != tracker:
        raise Broken("This proof is of another ballot than that of the vote code.")
    return "The ballot %s is one of the %d that were counted." % (proof["tracker"], size)


def read(path: str) -> tuple[str, Json]:
    def once(pairs: list[tuple[str, Any]]) -> Json:
        if len({name for name, _ in pairs}) != len(pairs):
            raise Broken("A name stands twice in the file, so it has no one meaning.")
        return dict(pairs)

    text = Path(path).read_text(encoding="utf-8")
    found: Json = json.loads(text, object_pairs_hook=once)
    name, _, version = str(found.get("format")).rpartition(" ")
    if name not in (BUNDLE, INCLUSION) or not version.isdigit():
        raise Broken("This is not a file that this program knows.")
    if int(version) != VERSION:
        raise Broken(newer(int(version)))
    return name, found


def verify(path: str, code: str | None, key: str | None, report: Report) -> str:
    """One sentence when all holds. Raises Broken."""
    try:
        name, found = read(path)
        check = verify_bundle if name == BUNDLE else verify_inclusion
        return check(found, code, key, report)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as problem:
        raise Broken(
            "The file is damaged: something in it is missing or is not what it should be."
        ) from problem


def about_signatures(key: str | None) -> str:
    if Ed25519PublicKey is None:
        return (
            "Signatures were NOT checked, because the package “cryptography” is not there: all "
            "fits together, but somebody else could have made the whole file."
        )
    if key is None:
        return "To be sure who signed it, give the site's public key: --key"
    return ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the proof of a straw poll.")
    parser.add_argument("file", help="a bundle, or the proof of one ballot, from the site")
    parser.add_argument("--code", help="your vote code: was your ballot counted?")
    parser.add_argument("--key", help="the site's public key, from somewhere you trust")
    parser.add_argument("--details", action="store_true", help="say everything that was checked")
    chosen = parser.parse_args(arguments)
    report, failed = Report(), ""
    try:
        said = verify(chosen.file, chosen.code, chosen.key, report)
    except (Broken, OSError) as problem:
        failed = str(problem)
    if chosen.details:
        print("\n".join("ok: " + line for line in report.lines))
    if failed:
        print("NOT PROVED. " + failed)
        return 1
    print(" ".join(("PROVED. " + said + " " + about_signatures(chosen.key)).split()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
