"""Quotes: how deep they stand within each other, and which are folded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from markdown_it.token import Token

LONG = 600  # characters of a quote that is folded behind its first paragraph


def depth_of(tokens: Sequence[Token]) -> int:
    """How many quotes the innermost one stands in, itself among them; 0 without any."""
    return max(accumulate(map(_step, tokens)), default=0)


def own_words(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that stand in no quote."""
    deep = accumulate(map(_step, tokens))
    return [token for token, inside in zip(tokens, deep, strict=True) if not inside]


def _step(token: Token) -> int:
    return token.nesting if token.type.startswith("blockquote") else 0


def folded(tokens: Sequence[Token]) -> list[Token]:
    """The same with quotes within quotes folded, and long ones folded behind their first block."""
    before: dict[int, Token] = {}
    deep = [0, *accumulate(map(_step, tokens))]
    for index, token in enumerate(tokens):
        if token.type != "blockquote_open" or deep[index]:
            continue
        end = _end_of(deep, index)
        rest = _end_of_first(tokens, index + 1)
        if rest < end and sum(len(one.content) for one in tokens[index:end]) > LONG:
            before |= {rest: _open("The rest of the quote"), end: _close()}
        else:
            before |= _folds_within(tokens, deep, index, end)
    return [one for index, token in enumerate(tokens) for one in (before.get(index), token) if one]


def _folds_within(
    tokens: Sequence[Token], deep: Sequence[int], start: int, end: int
) -> dict[int, Token]:
    """What folds each quote that stands directly in the quote from `start` to `end`."""
    folds: dict[int, Token] = {}
    for index in range(start, end):
        if tokens[index].type == "blockquote_open" and deep[index] == 1:
            close = _end_of(deep, index) + 1
            # Two in a row: the end of one is the place before the next.
            folds[index] = _both(folds.get(index), _open("A quote within it"))
            folds[close] = _close()
    return folds


def _end_of(deep: Sequence[int], start: int) -> int:
    """Where the quote that opens at `start` closes."""
    return next(at for at in range(start, len(deep) - 1) if deep[at + 1] == deep[start])


def _end_of_first(tokens: Sequence[Token], start: int) -> int:
    """Behind the first block from `start` on."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


def _both(first: Token | None, then: Token) -> Token:
    return Token("html_block", "", 0, content=(first.content if first else "") + then.content)


def _open(summary: str) -> Token:
    return Token("html_block", "", 0, content=f"<details><summary>{summary}</summary>\n")


def _close() -> Token:
    return Token("html_block", "", 0, content="</details>\n")
