"""English as both engines read it: the Snowball stemmer and stop words that Whoosh brings.

Snowball makes two stems of what English writes with an s before its ending: bus and buses (buse),
gas and gases, crisis (crisi) and crises (crise). The letter after that s is taken away, from case
as well, so that one and many are found by one stem. So are "the over 65s" and "over 65".
"""

from whoosh.lang import stemmer_for_language, stopwords_for_language

from search.analysis import Analysis

_snowball = stemmer_for_language("en")


def _stem(word: str) -> str:
    if word[0].isdigit() and word[-1] == "s" and word[:-1].isdigit():
        return word[:-1]
    stem: str = _snowball(word)
    is_after_s = stem.endswith("se") or (stem.endswith("si") and word.endswith("sis"))
    return stem[:-1] if is_after_s and len(stem) > len("use") else stem


ENGLISH = Analysis(_stem, frozenset(stopwords_for_language("en")))
