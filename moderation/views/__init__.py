"""The pages of moderation: reports, the queue and its cases, decisions, what is public."""

from flask import Blueprint

from core import personal
from deliberation.queries.heads import carry
from moderation import jobs  # noqa: F401 — registers what the worker does
from moderation.actions import held_about as _held  # noqa: F401 — registers what is held
from moderation.actions import held_posts  # noqa: F401 — opens the cases of held posts
from moderation.queries.absent import who_is_missing
from moderation.queries.invitations import agreed
from moderation.queries.prompts import prompts_on
from moderation.queries.share_lines import OF_POLL, with_shares, with_short_shares
from moderation.queries.steelmen import forget, held_about
from moderation.views import (
    about,
    cases,
    decisions,
    figures,
    in_person,
    interests,
    invitations,
    log,
    neutrality,
    prompts,
    protecting,
    public,
    queueing,
    reports,
    representation,
    safety,
    shares,
    steelmen,
    training,
    watched,
    wording,
)
from voting.queries import on_topic

personal.part("on behalf of others", held_about, forget)
bp = Blueprint("moderation", __name__)
bp.add_app_template_global(who_is_missing, "who_is_missing")
bp.add_app_template_global(agreed, "agreed_to_be_invited")
bp.add_app_template_global(prompts_on, "prompts_on")
for part in (
    about,
    reports,
    cases,
    prompts,
    decisions,
    interests,
    steelmen,
    neutrality,
    representation,
    public,
    shares,
    invitations,
    in_person,
    training,
    protecting,
    figures,
    watched,
    queueing,
    wording,
    safety,
    log,
):
    bp.register_blueprint(part.bp)
carry(with_shares)
on_topic.carry(with_short_shares, OF_POLL)
