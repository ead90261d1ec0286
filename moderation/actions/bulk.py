"""One decision about many posts of one author: which they are, and their evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from moderation import discussions
from moderation.actions.cases import evidence_of, subject_of
from moderation.models import Case


def with_posts(case: Case, terms: dict[str, Any], numbers: Collection[int]) -> dict[str, Any]:
    """The terms with the ids of these further posts; the case keeps what they say now.

    Raises Refused when one of them is not by the same author in the same discussion.
    """
    posts = discussions.posts_beside(subject_of(case), numbers)
    if not posts:
        return terms
    case.evidence = {**case.evidence, "also": [evidence_of(post) for post in posts]}
    return {**terms, "posts": [post.id for post in posts]}
