"""Words that change the sense of a view: proposed by an editor, or asked for by a member."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.access import Viewer
from core.errors import Refused
from wiki.actions import removal_effects as effects
from wiki.actions.deciding import check_decide
from wiki.actions.removal_facts import View
from wiki.actions.removals import propose_removal
from wiki.actions.texts import check_words, words_of
from wiki.models import Argument, Option, Removal, Suggestion
from wiki.rules.removals import Act


def propose_words(
    view: View,
    words: Mapping[str, str],
    *,
    by: Viewer,
    base: int,
    reason: str,
    why: str,
    suggestion: Suggestion | None = None,
) -> Removal:
    """Propose words that change the sense of a view. `base`: the revision they began from.

    Raises Refused; also when nothing is different, or when the same words were changed since.
    """
    made = propose_removal(
        view, Act.SENSE, by=by, reason=reason, words=why, new_words=words, suggestion=suggestion
    )
    made.base = base
    joined = effects.merged_words(made)
    if joined is None:
        raise Refused("Someone has changed the same words since. Open the form again.")
    check_words(view.kind, joined)
    if joined == words_of(view):
        raise Refused("Nothing would be different.")
    return made


def propose_suggested(
    suggestion: Suggestion,
    *,
    by: Viewer,
    reason: str,
    why: str,
    words: Mapping[str, str] | None = None,
    base: int | None = None,
) -> Removal:
    """Propose the suggested words as a change of sense; the suggestion waits meanwhile.

    `words`, begun from revision `base`: what the editor wrote, for a correction.
    """
    check_decide(suggestion, by)
    view = suggestion.about
    wanted = words or suggestion.wanted
    if not isinstance(view, Option | Argument) or not wanted:
        raise Refused("This suggestion has no other words for an option or argument.")
    return propose_words(
        view,
        wanted,
        by=by,
        base=base or suggestion.base or 0,
        reason=reason,
        why=why,
        suggestion=suggestion,
    )
