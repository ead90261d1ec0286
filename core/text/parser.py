"""The Markdown we speak: CommonMark, tables, footnotes, `[[wiki links]]`, @mentions, our pictures.

What a link or picture stands for is not known here: whoever renders hands over a `Meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin

LONGEST_NAME = 200  # characters of a wiki link
FILE = re.compile(r"attachment:(\d{1,9})")
WIKI_LINK = re.compile(rf"\[\[([^\[\]|\n]{{1,{LONGEST_NAME}}})(?:\|([^\[\]\n]{{0,200}}))?\]\]")


@dataclass(frozen=True, slots=True)
class Target:
    """What a wiki link leads to. Not `known`: the url is where it can be suggested."""

    url: str
    words: str  # shown when the link has none of its own
    known: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """What `attachment:12` stands for. A picture has a size in pixels."""

    url: str
    name: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the names in a text stand for: wiki links by what is typed, files by number."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    files: Mapping[int, File] = field(default_factory=dict)


Environment = dict[str, Any]
Tokens = Sequence[Token]


def _wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — markdown-it calls it so
    if "wiki" not in state.env or not state.src.startswith("[[", state.pos):
        return False
    found = WIKI_LINK.match(state.src, state.pos, state.posMax)
    if found is None or not found[1].strip():
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = " ".join(found[1].split())
        token.meta = {"words": (found[2] or "").strip()}
    state.pos = found.end()
    return True


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — markdown-it calls it so
    """“@Ada Okafor”, where somebody of that name may be mentioned; the longest name fits best."""
    if not state.src.startswith("@", state.pos) or state.linkLevel:
        return False
    if state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "@_/"):
        return False
    start = state.pos + 1
    for name, url in state.env.get("people", ()):
        end = start + len(name)
        if state.src[start:end].lower() != name or state.src[end : end + 1].isalnum():
            continue
        if not silent:
            token = state.push("mention", "", 0)
            token.content, token.meta = state.src[state.pos : end], {"url": url}
        state.pos = end
        return True
    return False


def _show_mention(_self: object, tokens: Tokens, index: int, *_about: object) -> str:
    token = tokens[index]
    return f'<a href="{escape(token.meta["url"])}">{escape(token.content)}</a>'


def _show_wiki_link(
    _self: object, tokens: Tokens, index: int, _options: object, env: Environment
) -> str:
    token = tokens[index]
    typed = token.meta["words"]
    meaning: Meaning | None = env.get("meaning")
    target = meaning.targets.get(token.content) if meaning else None
    if target is None:
        return str(escape(typed or token.content))
    words = escape(typed or target.words)
    if target.known:
        return f'<a href="{escape(target.url)}">{words}</a>'
    return (
        f'{words} <a class="small" href="{escape(target.url)}">not yet a topic'
        f'<span class="hidden">: suggest “{escape(target.words)}”</span></a>'
    )


def _show_image(self: Any, tokens: Tokens, index: int, options: Any, env: Environment) -> str:
    """A picture of ours; a link to any other file of ours; a link to a picture elsewhere."""
    token = tokens[index]
    words = escape(self.renderInlineAsText(token.children or [], options, env))
    source = str(token.attrGet("src") or "")
    if "meaning" not in env:
        return str(words)
    numbered = FILE.fullmatch(source)
    if numbered is None:
        return f'<a href="{escape(source)}">{words or "Picture"}</a>'
    file = env["meaning"].files.get(int(numbered[1]))
    if file is None:
        return f"{words} (file {numbered[1]} is not here)"
    if not file.width:
        return f'<a href="{escape(file.url)}">{words or escape(file.name)}</a>'
    return (
        f'<img src="{escape(file.url)}" alt="{words}" width="{file.width}" '
        f'height="{file.height}" loading="lazy">'
    )


def _show_link(self: Any, tokens: Tokens, index: int, options: Any, env: Environment) -> str:
    """A link, which may lead to a file of ours by its number."""
    token = tokens[index]
    numbered = FILE.fullmatch(str(token.attrGet("href") or ""))
    if numbered and "meaning" in env:
        file = env["meaning"].files.get(int(numbered[1]))
        token.attrs["href"] = file.url if file else ""
        if file is None:
            del token.attrs["href"]
    return str(self.renderToken(tokens, index, options, env))


def _mark(_self: object, tokens: Tokens, index: int, _options: object, env: Environment) -> str:
    """The mark of a footnote, which says what it is."""
    if "meaning" not in env:
        return ""
    name, again = _note(tokens[index], env)
    return (
        f'<sup class="footnote-ref"><a href="#fn{name}" id="fnref{name}{again}">'
        f'<span class="hidden">Note </span>[{tokens[index].meta["id"] + 1}]</a></sup>'
    )


def _back(_self: object, tokens: Tokens, index: int, _options: object, env: Environment) -> str:
    """The link back from a footnote, which says where it leads."""
    if "meaning" not in env:
        return ""
    name, again = _note(tokens[index], env)
    place = f", place {int(again[1:]) + 1}" if again else ""
    return (
        f' <a href="#fnref{name}{again}" class="footnote-backref">↩︎'
        f'<span class="hidden"> Back to note {tokens[index].meta["id"] + 1}{place}</span></a>'
    )


def _note(token: Token, env: Environment) -> tuple[str, str]:
    """What the ids of a footnote end in, and of its second, third … mark."""
    again = token.meta.get("subId", -1)
    return f"-{env.get('docId', 't')}-{token.meta['id'] + 1}", f":{again}" if again > 0 else ""


def _notes_open(
    _self: object, _tokens: Tokens, _index: int, _options: object, env: Environment
) -> str:
    if "meaning" not in env:
        return ""
    return (
        '<section class="footnotes small">\n<p><strong>Notes</strong></p>\n'
        '<ol class="footnotes-list">\n'
    )


def _heading_end(_self: object, tokens: Tokens, index: int, *_about: object) -> str:
    """The end of a heading that can be linked to, as `headings` has written it."""
    return tokens[index].content


def _made() -> MarkdownIt:
    made = MarkdownIt(
        "js-default", {"html": False, "linkify": True, "maxNesting": 20, "typographer": False}
    )
    made.use(footnote_plugin).enable("table")
    if made.linkify is not None:
        made.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
        made.linkify.add("//", None)  # nobody means it, and looking for it is dear
    made.inline.ruler.before("link", "wiki_link", _wiki_link)
    made.inline.ruler.before("link", "mention", _mention)
    rules: dict[str, Callable[..., str]] = {
        "wiki_link": _show_wiki_link,
        "mention": _show_mention,
        "image": _show_image,
        "link_open": _show_link,
        "heading_end": _heading_end,
        "footnote_ref": _mark,
        "footnote_anchor": _back,
        "footnote_block_open": _notes_open,
    }
    for name, rule in rules.items():
        made.add_render_rule(name, rule)
    return made


parser = _made()
