"""Which words somebody may have meant by what was typed: finished, spelled right, taken apart; and what may be told of it."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from api.search.vocabulary import SHORTEST, Vocabulary
from i18n.languages import Language
from i18n.synonyms import meanings, said
from i18n.text import Term, without_marks
from i18n.text.telex import untyped
from i18n.text.thai import is_thai
from i18n.text.words import MAIN

COMPLETED, COMPLETED_KNOWN, CORRECTED, TYPED = 0.7, 0.2, 0.6, 0.9
"""What a word counts: completed (of an unknown start, of a word by itself), corrected, typed for Telex."""
ALTERNATIVES = 12
WINDOW, LONGEST_WORD, TRIED, SLIPS = 4, 16, 8, 3
"""Pieces and letters of which a mistyped Thai word is at most made, how many are tried, and how many words each may mean."""
DOUBTED, TWICE, COMMON = 5, 9, 2
"""Letters from which a word is told to be a slip by one letter and by two, and pages that hold what is meant by the latter."""

CLEARLY = 2
"""By how much a near word must be commoner than the rarest of the parts, so that a word is no two words written together."""


@dataclass(frozen=True)
class Index:
    """What asking must know of an index: its language, words, number of rows, and how many rows hold a term.

    `known` are words of elsewhere that are right as they are, whatever our pages hold.
    """

    language: Language
    vocabulary: Vocabulary
    rows: int
    frequency: Callable[[str], int]
    known: tuple[Container[str], ...] = ()


@dataclass(frozen=True)
class Slot:
    """One word of a spaced script as typed, and the words that it may stand for, each with what it counts."""

    term: Term
    words: tuple[tuple[str, float], ...]
    is_corrected: bool = False


def _slot(term: Term, index: Index, *, is_last: bool) -> Slot:
    """Return what the written word `term` may stand for."""
    word, known = without_marks(term.text), index.vocabulary
    completed = known.completions(word) if is_last and len(word) > 1 else ()
    if word in known:
        return Slot(term, ((term.text, 1.0), *((each, COMPLETED_KNOWN) for each in completed)))
    if index.language.analysis == "syllables" and (meant := untyped(word)) != word and meant in known:
        return Slot(term, ((term.text, 1.0), (meant, TYPED)), is_corrected=True)
    near = known.neighbours(word)
    found = dict.fromkeys(near, CORRECTED) | dict.fromkeys(completed, COMPLETED)
    is_corrected = bool(near) and not completed
    return Slot(term, ((term.text, 1.0), *list(found.items())[:ALTERNATIVES]), is_corrected)


def slots_of(terms: list[Term], text: str, index: Index) -> Iterator[Slot]:
    """Yield the words of spaced scripts in `terms`; one that was written together comes as its parts."""
    written = [term for term in terms if term.signal == "exact"]
    for term in written:
        is_last = term.end == len(text)
        slot = _slot(term, index, is_last=is_last)
        parts = index.vocabulary.parts(without_marks(term.text)) if len(slot.words) == 1 or slot.is_corrected else ()
        if len(parts) > 1 and _is_joined(without_marks(term.text), parts, slot, index):
            yield from (Slot(Term(part, term.start, term.end, "exact"), ((part, 1.0),)) for part in parts)
        else:
            yield slot


def _is_joined(word: str, parts: Sequence[str], slot: Slot, index: Index) -> bool:
    """Tell whether `word` is its `parts` written together, and not a word itself, one with a meaning, or a slip of a common one."""
    if word in index.vocabulary or (word,) in meanings(index.language):
        return False
    counts = index.vocabulary.counts
    likely = counts.get(without_marks(slot.words[1][0]), 0) if slot.is_corrected else 0
    return likely < CLEARLY * min(counts.get(part, 0) for part in parts)


def is_slip(slot: Slot, index: Index) -> bool:
    """Tell whether somebody may be told that the word in `slot` is a slip: a right word that is called wrong hurts.

    Words that a search finds by their stem, that another language has, or that mean something, are right.
    """
    typed = without_marks(slot.term.text)
    stem = MAIN.get(index.language.analysis, without_marks)(slot.term.text)
    if any(word in known for known in (*index.known, said(index.language)) for word in (typed, stem)):
        return False
    nearest, counted = slot.words[1]
    if counted == TYPED:
        return True
    meant = without_marks(nearest)
    if index.frequency(f"m:{stem}") or len(typed) < DOUBTED:
        return False
    is_common = index.vocabulary.counts.get(meant, 0) >= COMMON
    return OSA.distance(typed, meant) <= 1 or (len(typed) >= TWICE and is_common)


def corrected(text: str, slots: list[Slot], vocabulary: Vocabulary) -> str | None:
    """Return `text` with its unknown words as our pages write the nearest known ones; None if there is nothing to correct."""
    place, pieces = 0, []
    for slot in sorted(slots, key=lambda slot: slot.term.start):
        if slot.is_corrected:
            pieces += [text[place : slot.term.start], vocabulary.spelled(without_marks(slot.words[1][0]))]
            place = slot.term.end
    return "".join([*pieces, text[place:]]) if pieces else None


def thai_slips(pieces: list[Term], index: Index) -> Iterator[Slot]:
    """Yield the words that a Thai text may have been meant with where a wrong letter made the dictionary cut it to pieces."""
    windows = (
        pieces[first : first + size]
        for first, term in enumerate(pieces)
        if is_thai(term.text)
        for size in range(WINDOW, 0, -1)
        if first + size <= len(pieces)
    )
    tried, end = 0, 0
    for window in windows:
        joined = "".join(term.text for term in window)
        is_run = all(left.end == right.start for left, right in pairwise(window))
        if window[0].start < end or not is_run or not SHORTEST <= len(joined) <= LONGEST_WORD or tried >= TRIED:
            continue
        if all(index.frequency(term.key) for term in window) or without_marks(joined) in index.vocabulary:
            continue
        tried += 1
        if near := index.vocabulary.neighbours(without_marks(joined))[:SLIPS]:
            end = window[-1].end
            meant = ((index.vocabulary.spelled(word), CORRECTED) for word in near)
            yield Slot(Term(joined, window[0].start, end), ((joined, 1.0), *meant), is_corrected=True)
