"""T19: somebody alters the proof of a poll. The shipped tool says so, in a sentence, and ends in 1.

Most tests call the tool's own function, which is fast; a few start it as people do.
"""

import ast
import copy
import importlib.util
import json
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.voting import bundles
from tests.voting.bundles import TOOL, bundle, hash_anew, kept, verify
from voting import codes
from voting.methods import Kind
from voting.pooling import Pool
from voting.proof.canonical import digest
from voting.proof.site_key import SiteKey

KEY = SiteKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SiteKey(Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))

spec = importlib.util.spec_from_file_location("verify_poll", TOOL)
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


@pytest.fixture
def says(tmp_path):
    """What the tool's function says of a bundle: "" when it is sound, else its sentence."""

    def ask(one, code=None, key=None):
        try:
            tool.verify(str(kept(tmp_path, one)), code, key, tool.Report())
        except tool.Broken as broken:
            return str(broken)
        return ""

    return ask


def closing_of(one):
    return next(e["body"] for e in one["chain"] if e["header"]["kind"] == "closing")


@pytest.mark.parametrize("kind", list(Kind))
def test_sound_bundles_of_every_kind_and_size_hold(kind, says):
    for seed, (clps, turnout) in enumerate([(1, 0.05), (1, 0.5), (5, 0.1), (12, 0.3), (30, 0.6)]):
        assert says(bundle(kind, seed=seed, clps=clps, turnout=turnout)) == ""


def test_paper_votes_have_no_tracker_and_are_in_the_sums(says):
    of, pools = bundles.asked(Kind.SUPPORT), [Pool(1, 0, "CLP 1", 400)]
    votes, ballots = bundles.counted(of, pools, random.Random(1), 0.5)
    chance = random.Random(2)
    web = sorted(chance.randbytes(10) for _ in range(ballots - 25))

    one = bundles.bundle_of(of, pools, votes, web)
    assert closing_of(one)["channels"] == {"web": ballots - 25, "paper": 25}
    assert says(one) == ""


def corrected_bundle():
    """Counted again a little differently, and published anew with the reason."""
    one = bundle(seed=3)
    again = copy.deepcopy(one["chain"][-1])
    again["header"].update(kind="correction", number=again["header"]["number"] + 1)
    again["body"]["reason"] = "Two sheets had been swapped."
    one["chain"].append(again)
    hash_anew(one, key=KEY)
    return one


def test_a_corrected_result_holds_and_says_that_and_why_it_was_corrected(says, tmp_path):
    ended, said = verify(kept(tmp_path, corrected_bundle()))
    assert (ended, "Two sheets had been swapped." in said) == (0, True)

    one = corrected_bundle()
    one["chain"][-1]["body"]["reading"]["label"] = "consensus"
    hash_anew(one, key=KEY)
    assert "do not follow from the table" in says(one)


def test_the_tool_started_as_people_do_says_one_sentence_and_ends_in_0_or_1(tmp_path):
    one = bundle()
    path = kept(tmp_path, one)
    ended, said = verify(path, "--key", KEY.public)
    assert (ended, said.startswith("PROVED. The result of “What should we do?” holds")) == (0, True)
    assert "--key" not in said

    one["trackers"].pop()
    ended, said = verify(kept(tmp_path, one))
    assert (ended, said.startswith("NOT PROVED. ")) == (1, True)


def test_without_cryptography_it_says_that_signatures_were_not_checked_and_what_that_means(
    tmp_path,
):
    one = bundle()
    ended, said = verify(kept(tmp_path, one), bare=True)
    assert ended == 0
    assert "Signatures were NOT checked" in said
    assert "somebody else could have made the whole file" in said

    one["chain"][0]["body"]["question"] = "What shall we do?"
    ended, said = verify(kept(tmp_path, one), bare=True)
    assert ended == 1
    assert "was altered" in said


def test_one_bit_flipped_anywhere_is_found(tmp_path):
    """In each place that says something: any character of the file but the spaces between."""
    text, chance, path = json.dumps(bundle(clps=4)), random.Random(19), tmp_path / "bundle.json"
    for _ in range(60):
        place = chance.randrange(len(text))
        flipped = chr(ord(text[place]) ^ (1 << chance.randrange(7)))
        altered = text[:place] + flipped + text[place + 1 :]
        path.write_bytes(altered.encode())
        try:
            same = json.loads(altered) == json.loads(text)
        except ValueError:
            same = False
        if not same:
            with pytest.raises(tool.Broken, match=r"\w+.*\."):
                tool.verify(str(path), None, None, tool.Report())


@pytest.mark.parametrize("forged", [False, True], ids=["as it stands", "with all hashes made anew"])
@pytest.mark.parametrize(
    "attack",
    [
        lambda one: one["trackers"].pop(3),
        lambda one: one["trackers"].append("f" * 20),
        lambda one: one["trackers"].insert(0, one["trackers"][0]),
        lambda one: one["chain"].insert(1, one["chain"].pop(2)),
        lambda one: one["chain"].pop(2),
        lambda one: one["chain"].pop(),
        lambda one: one["chain"].append(copy.deepcopy(one["chain"][1])),
        lambda one: closing_of(one)["rows"][0]["counts"].update({"for": 1}),
        lambda one: closing_of(one)["rows"][0]["percents"].update({"for": 1}),
        lambda one: closing_of(one)["rows"][1]["percents"].update({"for": 99}),
        lambda one: closing_of(one)["rows"][2].update(eligible=77),
        lambda one: closing_of(one)["rows"][2].update(pools=[1, 2]),
        lambda one: closing_of(one)["rows"].pop(),
        lambda one: closing_of(one)["channels"].update(web=1),
        lambda one: closing_of(one)["reading"].update(label="consensus"),
        lambda one: closing_of(one)["reading"]["figures"].update(agreement=9000),
        lambda one: one["chain"][0]["body"]["pools"][0].update(eligible=1),
        lambda one: one["chain"][0]["body"].update(question="Another question?"),
    ],
    ids=[
        *("a tracker dropped", "a tracker added", "a tracker twice", "chain re-ordered"),
        *("a statement left out", "the closing left out", "a statement twice"),
        *("a count", "an exact share", "a rounded share", "who could vote", "wrong pools"),
        *("a group left out", "the number of ballots", "a label", "a figure", "a frozen pool"),
        "the question",
    ],
)
def test_every_alteration_is_found_by_hash_or_by_signature(attack, forged, says):
    one = bundle(seed=3)
    attack(one)
    if forged:
        hash_anew(one)

    assert says(one)


@pytest.mark.parametrize(
    ("attack", "sentence"),
    [
        (lambda c: c["rows"][0]["counts"].update({"for": 1}), "not rounded as it must be"),
        (lambda c: c["rows"][1]["percents"].update({"for": 60}), "add up|does not follow"),
        (lambda c: c["rows"][1]["percents"].update({"for": 33}), "not rounded|does not follow"),
        (lambda c: c["rows"][2].update(took_part=5), "may not or cannot be"),
        (lambda c: c["rows"][-1].update(pools=[1]), "is not the groups it names"),
        (lambda c: c["rows"].pop(), "leave somebody out"),
        (lambda c: c["reading"].update(label="consensus"), "do not follow from the table"),
        (lambda c: c.update(spoiled=1), "but the table shows"),
        (lambda c: c["channels"].update(paper=4), "but the table shows"),
    ],
)
def test_even_the_site_itself_cannot_sign_a_table_that_does_not_follow_the_rules(
    attack, sentence, says
):
    """All hashes and signatures fit: only the figures give it away."""
    one = bundle(seed=3)
    attack(closing_of(one))
    hash_anew(one, key=KEY)

    assert any(part in says(one) for part in sentence.split("|"))


def test_a_vote_stuffed_in_after_the_box_was_shut_is_found_even_when_the_site_signs_it(says):
    one = bundle(seed=3)
    one["trackers"].append("f" * 20)
    trackers = [bytes.fromhex(tracker) for tracker in one["trackers"]]
    stated = closing_of(one)
    stated["trackers"] = {"count": len(trackers), "root": tool.root_of(trackers).hex()}
    stated["channels"]["web"] += 1
    hash_anew(one, key=KEY)

    assert "after the box was shut" in says(one)


def test_a_swapped_key_is_found(says):
    one = bundle()
    one["keys"][0]["body"]["public_key"] = OTHER_KEY.public
    assert "was altered" in says(one)

    forged = bundle()
    key = forged["keys"][0]
    key["body"]["public_key"] = OTHER_KEY.public
    key["header"]["body"] = digest(key["body"])
    key["signature"] = OTHER_KEY.sign(tool.canonical(key["header"]))
    hash_anew(forged, key=OTHER_KEY)
    assert says(forged) == ""  # a whole chain of their own: only the true key tells it apart
    assert "another key" in says(forged, key=KEY.public)
    assert says(bundle(), key=KEY.public) == ""


def test_a_bundle_of_a_newer_kind_is_refused_with_what_to_do(says, tmp_path):
    one = bundle()
    one["format"] = "folkmoot bundle 2"
    assert "Fetch the newest verify_poll.py" in says(one)

    one = bundle()
    one["chain"][0]["header"]["format"] = 2
    assert "Fetch the newest verify_poll.py" in says(one)


def test_a_vote_code_is_found_in_the_list_or_not_and_a_slip_of_the_pen_is_told(tmp_path):
    code, other = codes.new_code(), codes.new_code()
    of, pools = bundles.asked(Kind.SUPPORT), [Pool(1, 0, "CLP 1", 60)]
    votes, ballots = bundles.counted(of, pools, random.Random(1), 0.5)
    mine = codes.tracker(bundles.POLL, code)
    rest = [
        random.Random(2).randbytes(10 * ballots)[at * 10 : at * 10 + 10] for at in range(1, ballots)
    ]
    path = kept(tmp_path, bundles.bundle_of(of, pools, votes, sorted([mine, *rest])))

    assert verify(path, "--code", codes.printed(code).lower())[0] == 0
    ended, said = verify(path, "--code", other)
    assert (ended, "is not in it" in said) == (1, True)
    ended, said = verify(path, "--code", code[:-2] + ("A" if code[-2] != "A" else "B") + code[-1])
    assert (ended, "A letter of the vote code is wrong" in said) == (1, True)


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"format":"folkmoot bundle 1"}',
        "\ud800",
        '{"a":1,"a":2}',
        "[" * 99999,
    ],
)
def test_rubbish_gets_a_sentence_and_no_traceback(rubbish, tmp_path):
    path = tmp_path / "bundle.json"
    path.write_bytes(rubbish.encode("utf-8", "surrogatepass"))

    ended, said = verify(path)
    assert (ended, said.startswith("NOT PROVED. ")) == (1, True)


def test_it_is_one_file_for_python_3_9_that_knows_nothing_of_the_site():
    tree = ast.parse(TOOL.read_text(), feature_version=(3, 9))
    imported = {
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([ast.alias(node.module)] if isinstance(node, ast.ImportFrom) else node.names)
    }

    assert imported == {
        *("__future__", "argparse", "hashlib", "json", "sys", "fractions", "pathlib", "typing"),
        "cryptography",
    }
