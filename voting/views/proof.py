"""The proof of each poll and the chain of all: pages, files to take away, and the checking tool."""

from collections.abc import Iterable
from datetime import time
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from core import atom
from core.clock import now
from core.dates import moments
from core.pages import kept
from core.web import found, page_number, settings
from voting.models import Poll
from voting.proof.chain import PAGE, Kind
from voting.queries import proof
from voting.rules import State
from voting.views import bp
from voting.views.found import poll_of, public, published_poll

TOOL = Path(__file__).resolve().parents[2] / "tools" / "verify_poll.py"
NOON = time(12)  # statements have a day and no hour
WORDS = {
    Kind.KEY: "The key that signs from here on",
    Kind.OPENING: "Opened: what is asked, of whom, under which rules",
    Kind.NOTE: "Note: turnout so far, and one hash of the ballots in the box",
    Kind.CLOSING: "Counted: the table, and the list of ballots behind it",
    Kind.CORRECTION: "Corrected: the table that takes the place of the one before, and why",
    Kind.PURGE: "Ballots and keys destroyed",
    Kind.VOID: "Declared void",
    Kind.BREAK: "About the chain itself",
}


@bp.get("/polls/<int:poll_id>/proof")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def proof_page(poll_id: int) -> ResponseReturnValue:
    """What was stated of a poll, to take away and check; and where a voter asks for theirs."""
    poll = poll_of(poll_id)
    found(poll.state != State.DRAFT or None)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    lines = proof.of_poll(poll_id)
    return render_template(
        "voting/proof/poll.html",
        poll=poll,
        lines=lines,
        words=WORDS,
        has_bundle=_has_bundle(poll, lines),
        key=proof.key_now(),
        is_void=any(line.kind is Kind.VOID for line in lines),
    )


@bp.get("/polls/<int:poll_id>/bundle.json")
def bundle(poll_id: int) -> ResponseReturnValue:
    """All that belongs to the proof of a published poll, in one file."""
    poll = published_poll(poll_id)
    lines = proof.of_poll(poll_id)
    found(_has_bundle(poll, lines) or None)
    response = _file(
        stream_with_context(proof.bundle_file(poll)), f"poll-{poll_id}-bundle.json", lines[-1].hash
    )
    return response.make_conditional(request)


@bp.get("/proof/<int:number>.json")
def statement(number: int) -> ResponseReturnValue:
    """One statement of the chain."""
    text = found(proof.entry_file(number))
    return _file([text], f"statement-{number}.json")


@bp.get("/proof")
@kept(lambda: (PAGE, "polls"))
def chain_page() -> ResponseReturnValue:
    """The whole chain, newest first."""
    page = page_number()
    lines = proof.newest(page)
    return render_template(
        "voting/proof/chain.html",
        lines=lines[: proof.PER_PAGE],
        more=len(lines) > proof.PER_PAGE,
        page=page,
        words=WORDS,
        key=proof.key_now(),
    )


@bp.get("/proof/chain.json")
def chain_file() -> ResponseReturnValue:
    """A thousand statements after ?after=, for those who keep a copy of the chain."""
    after = request.args.get("after", 0, type=int)
    return _file([proof.chain_file(max(0, min(after, 2**31 - 2000)))], f"chain-{after}.json")


@bp.get("/proof.atom")
@kept(lambda: (PAGE, "polls"), mimetype=atom.MIMETYPE)
def chain_feed() -> ResponseReturnValue:
    """The newest statements as a feed: whoever follows it holds a copy of their hashes."""
    site = settings().site_url
    entries = [
        atom.Entry(
            url=f"{site}/proof/{line.number}.json",
            title=f"{line.number}. {WORDS[line.kind]}",
            at=moments(line.made_on, NOON)[0],
            by=settings().site_name,
            summary=f"{line.question or ''} SHA-256: {line.hash}".strip(),
        )
        for line in proof.newest(1)[: proof.PER_PAGE]
    ]
    title = f"{settings().site_name}: the proof of straw polls"
    return atom.feed(
        url=f"{site}/proof.atom", page=f"{site}/proof", title=title, at=now(), entries=entries
    )


@bp.get("/proof/how")
@kept(lambda: (PAGE,))
def how_to_check() -> ResponseReturnValue:
    """How to check a result, for people who have never done such a thing."""
    return render_template("voting/proof/how.html", tool_hash=_tool()[1], key=proof.key_now())


@bp.get("/proof/verify_poll.py")
def checking_tool() -> ResponseReturnValue:
    """The tool that checks bundles."""
    text, digest = _tool()
    return _file([text], "verify_poll.py", digest, mimetype="text/x-python").make_conditional(
        request
    )


def _has_bundle(poll: Poll, lines: Iterable[proof.Line]) -> bool:
    kinds = {line.kind for line in lines}
    return State(poll.state).is_published and Kind.CLOSING in kinds


@cache
def _tool() -> tuple[str, str]:
    """The tool's text and its hash."""
    text = TOOL.read_text()
    return text, sha256(text.encode()).hexdigest()


def _file(
    pieces: Iterable[str], name: str, version: str = "", *, mimetype: str = "application/json"
) -> Response:
    response = Response(pieces, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    if version:
        response.set_etag(version)
    return public(response)
