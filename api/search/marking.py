"""Where the words of a question stand in a text, found as the index finds them but without cutting the whole text into terms."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from i18n.languages import Language
from i18n.text import without_marks
from i18n.text.fold import seen, simplified
from i18n.text.scripts import HAN, THAI, WORD
from i18n.text.thai import words as thai_words
from i18n.text.words import MAIN, folded

WHOLE = 5
"""Letters below which a Thai word counts only where the dictionary cuts it out: shorter ones stand in many others."""
_WORD, _HAN, _THAI = re.compile(WORD), re.compile(f"[{HAN}]"), re.compile(f"[{THAI}]")
_THAI_RUN = re.compile(f"[{THAI}]+")
_JOINER = "\u200d"
_HANGS_ON = "\u0e30\u0e32\u0e33\u0e45" + _JOINER
"""Thai vowels behind their consonant, and the joiner: with the letter before them they are one."""
_LEADS = "เแโใไ" + _JOINER


class Place(NamedTuple):
    """Where a wanted term stands."""

    start: int
    end: int
    term: str


class _Forms(dict[str, tuple[str, ...]]):
    """By what is written, a word or several with signs between them: which wanted words of spaced scripts it holds."""

    def __init__(self, wanted: Collection[str], analysis: str) -> None:
        """Look for `wanted` in words that are cut as `analysis` does."""
        self._wanted, self._analysis = wanted, analysis

    def __missing__(self, written: str) -> tuple[str, ...]:
        """Look when a writing is met for the first time: a page repeats its words."""
        self[written] = found = tuple(filter(self._wanted.__contains__, _forms(written, self._analysis)))
        return found


class Marker(NamedTuple):
    """What is looked for: words of spaced scripts (and what holds them), Chinese terms, Thai words; and in which language."""

    words: frozenset[str]
    forms: _Forms
    han: frozenset[str]
    thai: frozenset[str]
    language: Language

    def places(self, text: str) -> list[Place]:
        """Return where the wanted terms stand in `text`."""
        found = [*self._words(text)] if self.words else []
        if self.han and _HAN.search(text):
            found += _inside(text.translate(_FOLDED), self.han)
        if thai := {term for term in self.thai if term in text}:
            found += self._thai(text, thai)
        return sorted(found)

    def _words(self, text: str) -> Iterator[Place]:
        # Only what holds something that is wanted is cut into words, and most paragraphs hold nothing.
        for piece in {piece for piece in text.split() if self.forms[piece]}:
            inside = [(word.span(), form) for word in _WORD.finditer(piece) for form in self.forms[word[0]]]
            for at, _, _ in _inside(text, (piece,)):
                if _stands_alone(text, at, at + len(piece)):
                    yield from (Place(at + start, at + end, form) for (start, end), form in inside)

    def _thai(self, text: str, wanted: Collection[str]) -> Iterator[Place]:
        long = [term for term in wanted if len(term) >= WHOLE]
        yield from (
            place for place in _inside(text, long) if is_between(text, place.start) and is_between(text, place.end)
        )
        if len(long) < len(wanted):
            yield from _cut_out(text, wanted)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())


def _cut_out(text: str, wanted: Collection[str]) -> Iterator[Place]:
    """Yield where `wanted` Thai words stand that the dictionary cuts out of `text`, as the index cuts it: run by run."""
    visible, places = seen(text)
    for run in _THAI_RUN.finditer(visible):
        if not any(term in run[0] for term in wanted):
            continue
        for start, end, word in _words_of(run[0]):
            if word in wanted:
                first, last = run.start() + start, run.start() + end
                yield Place(places[first][0], places[last - 1][1], word) if places else Place(first, last, word)


@lru_cache(maxsize=5_000)
def _words_of(run: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a `run` of Thai letters: start, end and text. The runs of pages that are found often are kept."""
    return tuple((word.start, word.end, word.text) for word in thai_words(run, 0))


@lru_cache(maxsize=50_000)
def _forms(written: str, analysis: str) -> tuple[str, ...]:
    """Return the texts of the terms that the words in what is `written` give."""
    main, found = MAIN.get(analysis, without_marks), list[str]()
    for exact in map(folded, _WORD.findall(written)):
        found += dict.fromkeys((main(exact), exact))
    return tuple(found)


class _OneByOne(dict[int, int]):
    """Each letter folded where that is one letter, too: places in the folded text are then places in the text."""

    def __missing__(self, letter: int) -> int:
        """Fold a letter when it is first met."""
        found = simplified(chr(letter))
        self[letter] = ord(found) if len(found) == 1 else letter
        return self[letter]


_FOLDED = _OneByOne()


def _inside(text: str, wanted: Collection[str]) -> Iterator[Place]:
    for term in wanted:
        start = text.find(term)
        while start >= 0:
            yield Place(start, start + len(term), term)
            start = text.find(term, start + 1)


def marker(wanted: Collection[str], language: Language) -> Marker:
    """Return what looks for `wanted`; single Chinese characters only where there is nothing longer."""
    return _marker(frozenset(wanted), language)


@lru_cache(maxsize=8)
def _marker(wanted: frozenset[str], language: Language) -> Marker:
    """Return the same for all pages of one search: what was looked at on one is known on the next."""
    han = {term for term in wanted if _HAN.match(term)}
    thai = frozenset(term for term in wanted if _THAI.match(term))
    words = wanted - han - thai
    longer = {term for term in han if len(term) > 1}
    forms = _Forms(words, language.analysis)
    return Marker(words, forms, frozenset(longer or ({} if words or thai else han)), thai, language)


def worth(terms: Collection[str]) -> int:
    """Return how much `terms` say: their letters, a Chinese one counting twice. Little words are short in every language."""
    return sum(len(term) * (2 if _HAN.match(term) else 1) for term in terms)


def is_between(text: str, place: int) -> bool:
    """Return whether `place` stands between two letters: no mark loses its base there, and no Thai vowel its consonant."""
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    # What hangs on a space or a sign hangs on nothing: such a mark was lost long before.
    if not (before.isalpha() or before == _JOINER or unicodedata.category(before)[0] == "M"):
        return True
    hangs_on = after in _HANGS_ON or unicodedata.category(after)[0] == "M"
    return not (hangs_on or (before in _LEADS and after.isalpha()))


def between_letters(text: str, place: int) -> int:
    """Return `place`, moved on until it stands between two letters."""
    while not is_between(text, place):
        place += 1
    return place


def _letter_at(text: str, place: int, least: int) -> int:
    """Return where the letter begins in which `place` stands, but not before `least`."""
    while place > least and not is_between(text, place):
        place -= 1
    return max(place, least)


def marked(text: str, start: int, end: int, places: Collection[Place]) -> Markup:
    """Return `text` from `start` to `end`, escaped, with `places` in <mark>; those with nothing but space between them are one."""
    spans: list[tuple[int, int]] = []
    for place in sorted(places):
        left, right = _letter_at(text, place.start, start), min(between_letters(text, place.end), end)
        if spans and not text[spans[-1][1] : left].strip(" "):
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        elif left < right:
            spans.append((left, right))
    pieces = []
    for left, right in spans:
        pieces += [text[start:left], Markup("<mark>"), text[left:right], Markup("</mark>")]
        start = right
    return Markup("").join([*pieces, text[start:end]])
