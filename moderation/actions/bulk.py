"""One decision about many posts of one author: which they are, and their evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from moderation import discussions
from moderation.actions.cases import evidence_of, subject_of
from moderation.models import Case


def with_posts(case: Case, terms: dict[str, Any], numbers: Collection[int]) -> dict[str, Any]:
    """The terms with the ids and hashes of these further posts; the case keeps what they say now.

    What it keeps for an earlier decision stays.
    Raises Refused when one of them is not by the same author in the same discussion.
    """
    posts = discussions.posts_beside(subject_of(case), numbers)
    if not posts:
        return terms
    found = [evidence_of(post) for post in posts]
    hashes = [one["sha256"] for one in found]
    before = case.evidence.get("also", [])
    kept = [one for one in before if one.get("sha256") not in hashes]
    case.evidence = {**case.evidence, "also": kept + found}
    return {**terms, "posts": [post.id for post in posts], "sha256": hashes}
