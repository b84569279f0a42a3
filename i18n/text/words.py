"""Which terms the words of a spaced script give: what finds, the written form, and pairs of neighbours."""

import threading
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

import snowballstemmer

from i18n.text.chat import SHORT
from i18n.text.fold import fold, without_marks
from i18n.text.terms import Term, pairs


class _Stemmers(threading.local):
    """The stemmers of one thread: each keeps the word that it is at work on."""

    def __init__(self) -> None:
        self.of = {name: snowballstemmer.stemmer(name).stemWord for name in ("indonesian", "english")}


_stemmers = _Stemmers()


def _stem(name: str) -> Callable[[str], str]:
    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        return str(_stemmers.of[name](_meant(word, name)))

    return stem


def _meant(word: str, name: str) -> str:
    """Return `word` without its marks, written out if it is shortened as on phones."""
    bare = without_marks(word)
    return SHORT.get(name, {}).get(bare, bare)


def _syllable(word: str) -> str:
    return _meant(word, "syllables")


MAIN: dict[str, Callable[[str], str]] = {"syllables": _syllable} | {name: _stem(name) for name in _stemmers.of}
"""By the name of an analysis, what of a folded word finds: Vietnamese syllables without marks, Indonesian and English stems."""


def folded(word: str) -> str:
    """Return `word` as its written form is compared: folded, marks composed."""
    return unicodedata.normalize("NFC", "".join(map(fold, word)))


def cut(words: Iterable[tuple[str, int, int]], analysis: str) -> list[Term]:
    """Return the terms of `words` (text, start, end), which stand one after the other."""
    main = MAIN.get(analysis, without_marks)
    exact = [Term(folded(word), start, end, "exact") for word, start, end in words]
    found = [Term(main(term.text), term.start, term.end) for term in exact]
    return [*found, *exact, *pairs(found)]
