"""American spellings as British ones, so that either finds the other. Pure.

Only for finding: both the texts and what is looked for are read so, and nobody is shown it. The
other way round would not do: the stemmer takes "organization" for "organ".
"""

import re

_OUR = re.compile(
    r"^((?:mis|dis|un|en)?(?:arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|harb|hon|hum|lab"
    r"|neighb|od|parl|ranc|rig|rum|sav|splend|tum|val|vap|vig))or(?=$|s$|ed$|er|ing|ab|ful|hood"
    r"|less|ite|ist|ly$|y$)"
)
_ISE = re.compile(r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|able|ation|ations|ational)$)")
_YSE = re.compile(r"(?<=al|ol)yz(?=(?:e|es|ed|er|ers|ing)$)")
_WHOLE = {
    american + ending: british + ending
    for american, british, endings in (
        ("caliber", "calibre", " s"),
        ("catalog", "catalogue", " s"),
        ("center", "centre", " s"),
        ("centered", "centred", " "),
        ("centimeter", "centimetre", " s"),
        ("defense", "defence", " s"),
        ("dialog", "dialogue", " s"),
        ("fiber", "fibre", " s"),
        ("gray", "grey", " s"),
        ("jewelry", "jewellery", " "),
        ("kilometer", "kilometre", " s"),
        ("licence", "license", " s d"),  # as the verb is spelt on both sides
        ("liter", "litre", " s"),
        ("maneuver", "manoeuvre", " s d"),
        ("mold", "mould", " s y"),
        ("mom", "mum", " s"),
        ("offense", "offence", " s"),
        ("plow", "plough", " s ing ed"),
        ("practise", "practice", " s d"),
        ("program", "programme", " s"),
        ("skeptic", "sceptic", " s al ism"),
        ("theater", "theatre", " s"),
        ("aluminum", "aluminium", " "),
        ("pediatric", "paediatric", " s"),
        ("anesthetic", "anaesthetic", " s"),
        ("gynecology", "gynaecology", " "),
        ("hemophilia", "haemophilia", " "),
        ("fetus", "foetus", " es"),
        ("estrogen", "oestrogen", " "),
        ("airplane", "aeroplane", " s"),
    )
    for ending in ["", *endings.split()]
}


def british(word: str) -> str:
    """The word, in small letters, as it is spelt in Britain; as it is when there is no other."""
    if "or" in word:
        word = _OUR.sub(r"\1our", word)
    if "z" in word:
        word = _YSE.sub("ys", _ISE.sub("is", word))
    return _WHOLE.get(word, word)
