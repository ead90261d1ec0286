"""The pages of moderation: reports, the queue and its cases, decisions, what is public."""

from flask import Blueprint

from moderation import jobs  # noqa: F401 — registers what the worker does
from moderation.queries.absent import who_is_missing
from moderation.queries.prompts import prompts_on
from moderation.views import cases, decisions, interests, prompts, public, reports

bp = Blueprint("moderation", __name__)
bp.add_app_template_global(who_is_missing, "who_is_missing")
bp.add_app_template_global(prompts_on, "prompts_on")
for part in (reports, cases, prompts, decisions, interests, public):
    bp.register_blueprint(part.bp)
