"""Taking a branch to a meeting: to print, as one file, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from core.clock import today
from core.limits import limited
from core.text import slugify
from core.web import found, page_number
from wiki import queries
from wiki.briefing import markdown, meeting, paper, pdf
from wiki.queries.branches import Branch, branch
from wiki.rules.briefings import MOST_IN_BOOKLET, pages_of, why_not_one_file
from wiki.views.blueprint import bp

NO_PDF = "This site makes no PDFs. Print the page, and choose “Save as PDF” in your browser."


def _branch(topic_id: int) -> Branch:
    return found(branch(topic_id))


@bp.get("/topics/<int:topic_id>/take")
@limited("briefing")
def take_away(topic_id: int) -> ResponseReturnValue:
    """The ways of taking a topic, or all that stands under it, to a meeting."""
    shown = _branch(topic_id)
    return render_template(
        "wiki/take_away.html",
        branch=shown,
        pages=pages_of(shown.entries),
        why_not=why_not_one_file(shown.topics),
        booklets=pages_of(shown.entries, most=MOST_IN_BOOKLET),
        no_pdf="" if pdf.is_there() else NO_PDF,
    )


@bp.get("/topics/<int:topic_id>/branch")
@limited("briefing")
def branch_to_print(topic_id: int) -> ResponseReturnValue:
    """A branch to be printed, in parts when it is large."""
    shown = _branch(topic_id)
    page = page_number()
    if page > pages_of(shown.entries):
        abort(404)
    return paper.to_print(shown, page=page)


@bp.get("/topics/<int:topic_id>/branch.css")
def branch_header(topic_id: int) -> ResponseReturnValue:
    """The running header of a branch on paper: no style may stand in the page itself."""
    return Response(paper.running_header(_branch(topic_id).title), mimetype="text/css")


@bp.get("/topics/<int:topic_id>/branch.html")
@limited("briefing")
def branch_as_one_file(topic_id: int) -> ResponseReturnValue:
    """A branch as one HTML file that can be read without the site."""
    shown = _branch_for_one_file(topic_id)
    return download(paper.whole(shown), shown.title, "html", "text/html")


@bp.get("/topics/<int:topic_id>/branch.zip")
@limited("briefing")
def branch_as_markdown(topic_id: int) -> ResponseReturnValue:
    """A branch as Markdown files, to be kept, edited or taken into another wiki."""
    shown = _branch_for_one_file(topic_id)
    return download(markdown.zipped(shown), shown.title, "zip", "application/zip")


@bp.get("/topics/<int:topic_id>/briefing")
@limited("briefing")
def briefing(topic_id: int) -> ResponseReturnValue:
    """A topic on one sheet, to be printed for a meeting."""
    return meeting.sheet_of(_topic(topic_id))


@bp.get("/topics/<int:topic_id>/briefing.pdf")
@limited("pdf")
def briefing_as_pdf(topic_id: int) -> ResponseReturnValue:
    """The same sheet as a PDF."""
    if not pdf.is_there():
        abort(404, description=NO_PDF)
    topic = _topic(topic_id)
    try:
        made = pdf.pdf_of(meeting.sheet_of(topic, for_file=True))
    except pdf.Busy:
        abort(503, description="Others are waiting for a PDF now. Please try again in a minute.")
    return download(BytesIO(made), topic.title, "pdf", "application/pdf")


def _topic(topic_id: int) -> queries.TopicPage:
    topic = queries.topic_page(topic_id)
    return found(topic if topic and not topic.hidden_because else None)


def _branch_for_one_file(topic_id: int) -> Branch:
    shown = _branch(topic_id)
    if reason := why_not_one_file(shown.topics):
        abort(413, description=reason)
    return shown


def download(content: IO[bytes], title: str, ending: str, mimetype: str) -> Response:
    """A download, sent piece by piece, whose file is gone afterwards."""
    response = Response(_pieces(content), mimetype=mimetype)
    name = f"{slugify(title)}-{today()}.{ending}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Content-Length"] = str(content.seek(0, 2))
    return response


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        content.seek(0)
        while piece := content.read(65_536):
            yield piece
