"""Which of many phrases a text holds, however long it is: word beside word, marks heeded where they were typed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from api.content.intents import MARKED
from i18n.text.fold import fold, seen, simplified, without_marks
from i18n.text.scripts import HAN, THAI, WORD

READ = 2_000
"""Letters of a text that are read: nobody in danger writes more."""
TOLERANT = 7
"""Letters from which on one wrong letter in a word without marks is forgiven, but for its first."""
STRANGE = 5
"""Letters from which on a single word counts in a text of another language, too."""
SLIP = 3
"""Words of a phrase from which on one of them may have other marks."""
_PIECE = re.compile(rf"(?P<run>[{HAN}{THAI}]+)|{WORD}")
_TONES = dict.fromkeys(map(ord, "็่้๊๋์"))

Named = Mapping[str, Mapping[str, Iterable[str]]]
"""Phrases by the slug of their language and by what they stand for."""


class Word(NamedTuple):
    """One word as it is compared: without marks, as it is written, and whether it is a run without spaces."""

    bare: str
    written: str
    is_run: bool


class Phrase(NamedTuple):
    """One phrase: its words, what it stands for (nothing: it takes the sting out of what it holds), whether its marks must be typed."""

    words: tuple[Word, ...]
    name: str
    is_marked: bool = False


def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text`; Chinese and Thai as whole runs, spaces left out, Thai without its marks of tone."""
    found: list[Word] = []
    for piece in _PIECE.finditer(seen(text)[0][:READ]):
        if piece["run"]:
            run = "".join(map(simplified, piece[0].translate(_TONES)))
            before = found.pop().bare if found and found[-1].is_run else ""
            found.append(Word(before + run, before + run, is_run=True))
        else:
            written = unicodedata.normalize("NFC", "".join(map(fold, piece[0])))
            found.append(Word(without_marks(written), written, is_run=False))
    return tuple(found)


def _fits(typed: Word, word: Word) -> bool:
    """Return whether `typed` is `word`: a run may hold more, a long word without marks may have one letter wrong."""
    if word.is_run:
        return typed.is_run and word.bare in typed.bare
    if typed.bare == word.bare:
        return True
    if len(word.bare) < TOLERANT or word.bare != word.written or typed.bare[:1] != word.bare[:1]:
        return False
    return OSA.distance(typed.bare, word.bare, score_cutoff=1) <= 1


def _stands(typed: tuple[Word, ...], phrase: Phrase) -> bool:
    """Return whether `typed` is `phrase`, word for word.

    A word may be typed without its marks; other marks make another word ("từ từ" is no "tự tử"), but for one among three.
    """
    if len(typed) != len(phrase.words) or not all(map(_fits, typed, phrase.words)):
        return False
    if not phrase.name and any(
        not one.is_run and one.bare != other.bare for one, other in zip(typed, phrase.words, strict=True)
    ):
        return False
    pairs = [(one, other) for one, other in zip(typed, phrase.words, strict=True) if one.written != other.written]
    if phrase.is_marked:
        return all(one.is_run for one, _ in pairs)
    return sum(one.bare != one.written for one, _ in pairs) <= (len(typed) >= SLIP)


class Inside:
    """Many phrases, ready to be looked for in a text of any length."""

    def __init__(self, phrases: Named, harmless: Mapping[str, Iterable[str]] | None = None) -> None:
        """Know `phrases`, and those that are `harmless` by the slug of their language: they hold one and mean another thing."""
        self._spaced: defaultdict[tuple[str, str], list[Phrase]] = defaultdict(list)
        self._runs: list[Phrase] = []
        self._harmless_runs: list[str] = []
        for slug, known in phrases.items():
            for name, each in ((name, each) for name, row in known.items() for each in row):
                self._add(slug, Phrase(words(each), name, MARKED in each))
        for slug, row in (harmless or {}).items():
            for each in row:
                self._add(slug, Phrase(words(each), ""))
        self._order = list(dict.fromkeys(name for known in phrases.values() for name in known))
        self._harmless_runs.sort(key=len, reverse=True)

    def _add(self, slug: str, phrase: Phrase) -> None:
        if not phrase.words:
            return
        first = phrase.words[0]
        if len(phrase.words) > 1 or not first.is_run:
            # A run at the beginning of a phrase of several words may stand anywhere in what was typed.
            self._spaced["" if first.is_run else first.bare[0], slug if self._is_own(phrase) else ""].append(phrase)
        elif phrase.name:
            self._runs.append(phrase)
        else:
            self._harmless_runs.append(first.bare)

    @staticmethod
    def _is_own(phrase: Phrase) -> bool:
        """Return whether `phrase` counts in its own language only: a short word may be any word of another."""
        return len(phrase.words) == 1 and len(phrase.words[0].bare) < STRANGE

    def held(self, text: str, slug: str) -> list[str]:
        """Return what the phrases in `text` stand for, as they were declared; the reader's language is `slug`."""
        typed = words(text)
        matches = [
            (phrase.name, place, place + len(phrase.words))
            for place, word in enumerate(typed)
            for key in {("" if word.is_run else word.bare[:1], each) for each in (slug, "")}
            for phrase in self._spaced.get(key, ())
            if _stands(typed[place : place + len(phrase.words)], phrase)
        ]
        covered = {place for name, first, end in matches if not name for place in range(first, end)}
        found = {name for name, first, end in matches if name and not covered.issuperset(range(first, end))}
        for run in {word.bare for word in typed if word.is_run}:
            left = run
            for harmless in self._harmless_runs:
                left = left.replace(harmless, "\n")
            found |= {phrase.name for phrase in self._runs if phrase.words[0].bare in left}
        return [name for name in self._order if name in found]
