"""Which letters count as the same when people search."""

import unicodedata
from functools import lru_cache

import opencc

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


def searchable(text: str) -> str:
    """Return `text` as names are compared: folded, simplified and without marks."""
    return without_marks("".join(map(simplified, text)))
