"""Where the words of a question stand in a text, found as the index finds them but without cutting the whole text into terms."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from i18n.languages import Language
from i18n.text import analyse, without_marks
from i18n.text.fold import simplified
from i18n.text.scripts import HAN, THAI, WORD
from i18n.text.words import MAIN, folded

WHOLE = 5
"""Letters below which a Thai word counts only where the dictionary cuts it out: shorter ones stand in many others."""
_WORD, _HAN, _THAI = re.compile(WORD), re.compile(f"[{HAN}]"), re.compile(f"[{THAI}]")
_JOINER = "\u200d"
_HANGS_ON = "\u0e30\u0e32\u0e33\u0e45" + _JOINER
"""Thai vowels behind their consonant, and the joiner: with the letter before them they are one."""
_LEADS = "เแโใไ" + _JOINER


class Place(NamedTuple):
    """Where a wanted term stands."""

    start: int
    end: int
    term: str


class Marker(NamedTuple):
    """What is looked for: words of spaced scripts, Chinese terms, Thai words; and how the language analyses."""

    words: frozenset[str]
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
        for word in _WORD.finditer(text):
            for form in _forms(word[0], self.language.analysis):
                if form in self.words:
                    yield Place(word.start(), word.end(), form)

    def _thai(self, text: str, wanted: Collection[str]) -> Iterator[Place]:
        long = [term for term in wanted if len(term) >= WHOLE]
        yield from (
            place for place in _inside(text, long) if is_between(text, place.start) and is_between(text, place.end)
        )
        if len(long) < len(wanted):
            cut = (term for term in analyse(text, self.language) if term.signal == "main")
            yield from (Place(term.start, term.end, term.text) for term in cut if term.text in wanted)


@lru_cache(maxsize=50_000)
def _forms(word: str, analysis: str) -> tuple[str, ...]:
    """Return the texts of the terms that a written `word` gives."""
    exact = folded(word)
    main = MAIN.get(analysis, without_marks)(exact)
    return (exact,) if main == exact else (main, exact)


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
    han = {term for term in wanted if _HAN.match(term)}
    thai = frozenset(term for term in wanted if _THAI.match(term))
    words = frozenset(wanted) - han - thai
    longer = {term for term in han if len(term) > 1}
    return Marker(words, frozenset(longer or ({} if words or thai else han)), thai, language)


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
    html = Markup("")
    for left, right in spans:
        html += escape(text[start:left]) + Markup("<mark>{}</mark>").format(text[left:right])
        start = right
    return html + escape(text[start:end])
