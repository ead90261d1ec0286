"""The blueprint that the views of search share."""

from flask import Blueprint

bp = Blueprint("search", __name__)
