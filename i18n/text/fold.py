"""Which letters count as the same when people search."""

import re
import unicodedata
from functools import lru_cache

import opencc

from i18n.text.scripts import THAI

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens, joiners and spaces without width: copied text is full of them, and nobody sees or types them."""
# Between Thai letters a space without width divides words, as its writer meant it.
_UNSEEN = re.compile(rf"[{UNSEEN.replace(chr(0x200B), '')}]|(?<![{THAI}])\u200b(?![{THAI}])")
_to_simplified = opencc.OpenCC("t2s")


@lru_cache(maxsize=50_000)
def fold(letter: str) -> str:
    """Return `letter` in compatibility form (full-width, CJK compatibility ideographs) and lower case; may be several letters."""
    return unicodedata.normalize("NFKC", letter).casefold()


@lru_cache(maxsize=50_000)
def simplified(letter: str) -> str:
    """Return a folded Chinese `letter` in its simplified form, so that 劳动 finds 勞動."""
    return str(_to_simplified.convert(fold(letter)))


@lru_cache(maxsize=50_000)
def without_marks(word: str) -> str:
    """Return `word` without its diacritics, đ as d, so that "tang ca" finds "tăng ca"."""
    parts = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def seen(text: str) -> tuple[str, list[int]]:
    """Return `text` without what cannot be seen, and where in `text` each letter of that stands; no places if nothing goes."""
    if not _UNSEEN.search(text):
        return text, []
    gone = {found.start() for found in _UNSEEN.finditer(text)}
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(text[place] for place in places), places


def searchable(text: str) -> str:
    """Return `text` as names are compared: folded, simplified, without marks and without what cannot be seen."""
    return without_marks("".join(map(simplified, seen(text)[0])))
