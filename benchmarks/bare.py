"""A bare Flask application: a page of any size and nothing else. The measure of all the others."""

from __future__ import annotations

from functools import cache

from flask import Flask, Response

LINE = b"<p>So many bytes, and nothing is done to make them.</p>\n"
app = Flask(__name__)


@app.get("/<int:size>")
def page(size: int) -> Response:
    """A page of so many bytes."""
    return Response(_bytes(size), mimetype="text/html")


@cache
def _bytes(size: int) -> bytes:
    return (LINE * (size // len(LINE) + 1))[:size]
