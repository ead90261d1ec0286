"""Which words of a text are counted: no stop words, no numbers, no names of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from search.analysis import WORD, as_one_word, folded
from search.english import ENGLISH

SHORTEST = 3  # letters; shorter ones only in capitals (EU, UK)
LONGEST = 30
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+|\[\[[^\]]*\]\]")

# Words that say how people speak, not what about; the engine's stop words are the shorter ones.
_FILLERS = frozenset(
    """
about above after again against agree all already also although always among and another any
anyone anything are aren't argument arguments around ask asked asks away back based became
because become been before behind being believe below better between both bring but came can
can't cannot case certain clear clearly come comes could couldn't day days did didn't disagree
discussion discussions does doesn't doing don't done down during each either else end enough
even ever every everybody everyone everything example far few find first for form from further
gave get gets getting give given gives giving goes going good got had has have having hear help
here high hope how however i'd i'm i've idea into isn't issue it's its itself just keep kind
know known knows last later least less let like likely little long look looking lot made main
make makes making many matter may maybe mean means member members might more most much must name
near need needed needs never new next nobody none nor not nothing now off often one ones only
option options other others ought our out over own part party people perhaps person place point
possible post posts proposal proposals put quite rather real really reason right said same saw
say saying says see seem seems seen set several shall she should shouldn't show simply since
some somebody someone something soon still such support sure take taken takes than thank thanks
that that's the their them then there there's therefore these they they're thing things think
this those though thought thread through time times together told too took towards tried true
try two under understand until upon use used using very view views want wanted wants was wasn't
way ways we're we've well went were what whatever when where whether which while who whole whom
whose why will with within without won't word words work working would wouldn't year years yes
yet you you're your yours
half third three four five six seven eight nine ten twelve twenty thirty forty fifty hundred
thousand
hour hours week weeks month months today yesterday tomorrow full
""".split()  # noqa: SIM905 — two hundred words as a list are two hundred lines
)
_QUIET = frozenset(ENGLISH.stem_of(word) for word in _FILLERS) | _FILLERS


def counted(text: str, names: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Stem and word, small letters unless an abbreviation, of each that counts, in their order.

    `names`: parts of names of people, small letters; they are left out where they begin with a
    capital, so that Rose Green is not counted and green energy is.
    """
    for written in WORD.findall(_NOT_WORDS.sub(" ", text)):
        word = as_one_word(written)
        if not word.replace("'", "").replace("’", "").isalpha() or len(word) > LONGEST:
            continue
        is_short_form = word.isupper() and len(word) > 1
        small = folded(word)
        if len(word) < SHORTEST and not is_short_form:
            continue
        if word[0].isupper() and small.removesuffix("'s") in names:
            continue
        stem = ENGLISH.stem_of(word)
        if stem and stem not in _QUIET and small not in _QUIET:
            yield stem, word if is_short_form and len(word) <= 5 else small.removesuffix("'s")  # noqa: PLR2004 — longer is shouting
