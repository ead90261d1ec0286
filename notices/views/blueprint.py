"""The blueprint all pages of the notices belong to."""

from flask import Blueprint

bp = Blueprint("notices", __name__)
