"""The difference of two texts by line, then by word."""

from __future__ import annotations

import difflib
import re

from markupsafe import Markup, escape


def word_diff(old: str, new: str) -> Markup:
    """Changed paragraphs with their changed words marked, as HTML; "" when nothing changed.

    By line first, then by word in changed lines: a word diff of a whole text costs 500 times more.
    """
    before, after = old.splitlines(), new.splitlines()
    blocks: list[Markup] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            blocks.append(_unchanged(before[i1:i2]))
        else:
            blocks.append(_changed("\n".join(before[i1:i2]), "\n".join(after[j1:j2])))
    return Markup("").join(blocks) if old != new else Markup("")


def _unchanged(lines: list[str]) -> Markup:
    shown = [line for line in lines if line.strip()]
    if len(shown) <= 2:  # noqa: PLR2004 — one line of context on either side
        return Markup("").join(Markup("<p>{}</p>").format(line) for line in shown)
    return Markup('<p>{}</p><p class="diff__skip">{} unchanged paragraphs</p><p>{}</p>').format(
        shown[0], len(shown) - 2, shown[-1]
    )


def _changed(old: str, new: str) -> Markup:
    was, now = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    words: list[Markup] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            words.append(escape("".join(was[i1:i2])))
            continue
        if i1 < i2:
            words.append(_marked("del", "Removed:", "".join(was[i1:i2])))
        if j1 < j2:
            words.append(_marked("ins", "Added:", "".join(now[j1:j2])))
    return Markup('<p class="diff__changed">{}</p>').format(Markup("").join(words))


def _marked(tag: str, said: str, text: str) -> Markup:
    hidden = Markup('<span class="hidden">{} </span>').format(said)
    return Markup(f"<{tag}>{{}}{{}}</{tag}>").format(hidden, text)  # noqa: S704 — tag is ours
