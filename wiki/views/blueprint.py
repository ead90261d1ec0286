"""The blueprint all pages of the wiki belong to."""

from flask import Blueprint

bp = Blueprint("wiki", __name__)
