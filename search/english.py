"""English as both engines read it: the Snowball stemmer and stop words that Whoosh brings."""

from whoosh.lang import stemmer_for_language, stopwords_for_language

from search.analysis import Analysis

ENGLISH = Analysis(stemmer_for_language("en"), frozenset(stopwords_for_language("en")))
