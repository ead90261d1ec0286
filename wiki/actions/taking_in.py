"""What a suggestion becomes: each kind is taken into the wiki in its own way."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.access import Viewer
from core.db import db
from core.errors import Refused
from core.merging import Merged, is_unsettled, merge
from wiki import rules
from wiki.actions.structure import add_topic, place
from wiki.actions.telling import credit, is_named
from wiki.actions.texts import edit, words_of, words_then
from wiki.actions.topic_merges import merge as merge_topics
from wiki.actions.views import add_argument, add_option
from wiki.models import Revision, Sayable, Suggestion, Topic
from wiki.queries.addresses import page_named
from wiki.rules import AsksFor

CORRECTABLE = {
    "topic": ("question", "summary", "agreed", "disputed", "text"),
    "option": ("title", "text"),
    "argument": ("claim", "text", "sources"),
}


class Conflicting(Refused):
    """Two people changed the same words. `merged` holds every version, by column."""

    def __init__(self, merged: Mapping[str, Merged]) -> None:
        super().__init__(rules.why_unsettled(unsettled=True) or "")
        self.merged = merged


def proposed(suggestion: Suggestion) -> dict[str, str]:  # noqa: PLR0911 — one for each kind
    """What would be taken in, by field of the editor's form. A conflict stands in it marked."""
    match AsksFor(suggestion.asks_for):
        case AsksFor.WORDING:
            return {name: merged.text for name, merged in merges(suggestion).items()}
        case AsksFor.CORRECTION:
            now = words_of(_about(suggestion))
            return {name: now[name] for name in CORRECTABLE[_about(suggestion).kind]}
        case AsksFor.EVIDENCE:
            return {"sources": suggestion.sources}
        case AsksFor.COST:
            return {"stakes": suggestion.words.get("stakes", "")}
        case AsksFor.MERGE:
            other = suggestion.other
            return {"link": other.url if other and _are_topics(suggestion) else ""}
        case AsksFor.PLACE:
            above = suggestion.other
            label = suggestion.words.get("label", "")
            return {"parent": above.url if above else "", "label": label}
        case AsksFor.ARGUMENT:
            return {
                "title": suggestion.title,
                "text": suggestion.text,
                "sources": suggestion.sources,
            }
        case AsksFor.OPTION | AsksFor.TOPIC:
            return {"title": suggestion.title, "text": suggestion.text}
        case AsksFor.SPLIT:
            return {"link": ""}


def merges(suggestion: Suggestion) -> dict[str, Merged]:
    """The better words put together with what has changed since they were written, by column."""
    about = _about(suggestion)
    then, now = words_then(about, suggestion.base or 0), words_of(about)
    return {
        name: merge(then[name], now[name], wanted) for name, wanted in suggestion.wanted.items()
    }


def take_in(  # noqa: PLR0911 — one for each kind
    suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer, seen: int | None
) -> Sayable:
    """Do what it asks for, in these words. Gives where its point stands now. Raises Refused.

    What it is about is locked already, so that its words stay as they are while they are merged.
    `seen`: the revision the editor had before them; what was saved since is merged. None: now.
    """
    match AsksFor(suggestion.asks_for):
        case AsksFor.WORDING | AsksFor.CORRECTION:
            return _reword(suggestion, words, by=by, seen=seen)
        case AsksFor.EVIDENCE:
            return _add_line(suggestion, "sources", words["sources"], by=by)
        case AsksFor.COST:
            return _add_line(suggestion, "stakes", words["stakes"], by=by)
        case AsksFor.PLACE:
            return _place(suggestion, words, by=by)
        case AsksFor.TOPIC:
            return _add_topic(suggestion, words, by=by)
        case AsksFor.OPTION:
            return _add_option(suggestion, words, by=by)
        case AsksFor.ARGUMENT:
            return _add_argument(suggestion, words, by=by)
        case AsksFor.MERGE:
            return _merge(suggestion, words["link"], by=by)
        case AsksFor.SPLIT:
            return page_named(words["link"])


def _about(suggestion: Suggestion) -> Sayable:
    about = suggestion.about
    assert about is not None  # noqa: S101 — suggest() sees to it
    return about


def _why(suggestion: Suggestion) -> str:
    whose = "In the words of" if suggestion.credited_id != suggestion.author_id else "Suggested by"
    return f"{whose} {credit(suggestion)}"


def _reword(
    suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer, seen: int | None
) -> Sayable:
    about = _about(suggestion)
    if seen is not None and 0 < seen < about.revision:
        then, now = words_then(about, seen), words_of(about)
        merged = {name: merge(then[name], now[name], typed) for name, typed in words.items()}
        if not all(one.is_clean for one in merged.values()):
            raise Conflicting(merged)
        words = {name: one.text for name, one in merged.items()}
    if reason := rules.why_unsettled(unsettled=any(map(is_unsettled, words.values()))):
        raise Refused(reason)
    why = _why(suggestion)
    saved = edit(about, words, by=by, base=about.revision, why=why, suggestion=suggestion)
    if saved is None and suggestion.asks_for == AsksFor.CORRECTION:
        raise Refused("Put the correction into the text first.")
    return about


def _add_line(suggestion: Suggestion, column: str, lines: str, *, by: Viewer) -> Sayable:
    """Add lines to those that stand there; one that stands there already is not added again."""
    about = _about(suggestion)
    have = words_of(about)[column].splitlines()
    new = [line.strip() for line in lines.splitlines() if line.strip()]
    both = "\n".join([*have, *(line for line in new if line not in have)])
    why = _why(suggestion)
    edit(about, {column: both}, by=by, base=about.revision, why=why, suggestion=suggestion)
    return about


def _are_topics(suggestion: Suggestion) -> bool:
    return isinstance(suggestion.other, Topic) and isinstance(suggestion.about, Topic)


def _merge(suggestion: Suggestion, link: str, *, by: Viewer) -> Sayable:
    """Topics are merged here, into the one that is named; views by two editors, elsewhere."""
    into = page_named(link)
    if not _are_topics(suggestion):
        return into
    pair = [suggestion.about, suggestion.other]
    if into not in pair:
        raise Refused("Give the address of the one of the two topics that stays.")
    (gone,) = (topic for topic in pair if topic is not into)
    assert isinstance(gone, Topic)  # noqa: S101 — both are
    assert isinstance(into, Topic)  # noqa: S101 — both are
    merge_topics(gone, into, by=by, why=_why(suggestion))
    return into


def _place(suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer) -> Sayable:
    topic, above = _about(suggestion), page_named(words["parent"])
    if not isinstance(topic, Topic) or not isinstance(above, Topic):
        raise Refused("A topic can stand under another topic only.")
    place(topic, above.id, words["label"], by=by)
    return topic


def _add_topic(suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer) -> Sayable:
    topic = add_topic(
        words["title"],
        "",
        "",
        suggestion.topic_id,
        by=by,
        text=words["text"],
        why=_why(suggestion),
    )
    first = db.session.query(Revision).filter_by(subject_kind="topic", subject_id=topic.id)
    first.update({"suggestion_id": suggestion.id})
    return topic


def _add_option(suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer) -> Sayable:
    assert suggestion.topic is not None  # noqa: S101 — suggest() sees to it
    return add_option(
        suggestion.topic,
        words["title"],
        words["text"],
        by=by,
        author_id=suggestion.credited_id,
        named=is_named(suggestion),
        suggestion=suggestion,
        why=_why(suggestion),
    )


def _add_argument(suggestion: Suggestion, words: Mapping[str, str], *, by: Viewer) -> Sayable:
    assert suggestion.option is not None  # noqa: S101 — suggest() sees to it
    return add_argument(
        suggestion.option,
        suggestion.side or "",
        words["title"],
        words["text"],
        by=by,
        sources=words["sources"],
        suggestion=suggestion,
        why=_why(suggestion),
        # Asked for on behalf of people who are not here, it is nobody's voice.
        author_id=None if suggestion.for_others else suggestion.credited_id,
        named=is_named(suggestion),
    )
