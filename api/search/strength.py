"""How much of a question the best page holds, on a scale of its own: the words that nobody's page has count, too."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from api.search.engine import Engine, Group, Wanted
from api.search.impacts import rarity
from api.search.meant import Index, Slot
from i18n.text import Signal, Term, without_marks
from i18n.text.words import MAIN

FAINT = 0.56
"""Below this a question found nothing of its own (measured: bench/retrieval.py without arguments prints both shares)."""
WHOLE = 0.7
"""From this share of what was typed on a question is answered, however common its words are: "work" alone is no slip."""
PAIRED, MARKED, ALTERNATIVES = 0.5, 0.5, 6
"""What a pair of Vietnamese syllables and a marked syllable count beside the bare one: nearly every bare one is somewhere."""
_UNSPACED: dict[str, dict[Signal, float]] = {
    "han": {"word": 1.0, "letter": 0.6},
    "thai": {"main": 1.0, "gram": 0.3},
}
"""What of a script without spaces counts: Chinese words and letters, Thai words and runs of four letters."""


class Reading(NamedTuple):
    """How a question was read: its terms, its words as they may be meant, and the stretches (start, end) that mean something."""

    terms: Sequence[Term]
    slots: Sequence[Slot]
    slips: Sequence[Slot]
    meant: Sequence[tuple[int, int]]


NOTHING = Reading((), (), (), ())


class _Unit(NamedTuple):
    """A part of a question: where it stands, what it tells, and the terms that stand for it with what each counts."""

    start: int
    end: int
    tells: float
    terms: dict[str, float]


def _best(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, factor in pairs:
        found[key] = max(found.get(key, 0.0), factor)
    return found


def _spaced(slots: Sequence[Slot], index: Index) -> Iterator[_Unit]:
    main = MAIN.get(index.language.analysis, without_marks)

    def unit(start: int, end: int, share: float, typed: str, terms: Iterable[tuple[str, float]]) -> _Unit:
        return _Unit(start, end, share * rarity(index.frequency(typed), index.rows), _best(terms))

    for each in slots:
        start, end, word = each.term.start, each.term.end, each.term.text
        yield unit(start, end, 1.0, f"m:{main(word)}", ((f"m:{main(other)}", counts) for other, counts in each.words))
        if index.language.analysis == "syllables" and word != without_marks(word):
            yield unit(start, end, MARKED, f"e:{word}", ((f"e:{other}", counts) for other, counts in each.words))
    for left, right in pairwise(slots) if index.language.analysis == "syllables" else ():
        both = product(left.words[:ALTERNATIVES], right.words[:ALTERNATIVES])
        terms = ((f"p:{main(one)} {main(two)}", first * second) for (one, first), (two, second) in both)
        typed = f"p:{main(left.term.text)} {main(right.term.text)}"
        yield unit(left.term.start, right.term.end, PAIRED, typed, terms)


def _unspaced(reading: Reading, index: Index) -> Iterator[_Unit]:
    for slip in reading.slips:
        terms = _best((f"m:{word}", counts) for word, counts in slip.words)
        yield _Unit(slip.term.start, slip.term.end, rarity(0, index.rows), terms)
    spaced = {(slot.term.start, slot.term.end) for slot in reading.slots}
    slipped = [(slip.term.start, slip.term.end) for slip in reading.slips]
    for term in reading.terms:
        script = "thai" if "\u0e00" <= term.text[:1] <= "\u0e7f" else "han" if term.text[:1] >= "\u3400" else ""
        share = _UNSPACED.get(script, {}).get(term.signal, 0.0)
        is_slip = term.signal != "gram" and _is_within(term.start, term.end, slipped)
        if share and not is_slip and (term.start, term.end) not in spaced:
            yield _Unit(term.start, term.end, share * rarity(index.frequency(term.key), index.rows), {term.key: 1.0})


def _is_within(start: int, end: int, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in stretches)


def is_faint(reading: Reading, index: Index, engine: Engine, within: NDArray[np.bool_]) -> bool:
    """Tell whether no row of `within` holds enough of a question for it to be an answer.

    What counts is the share of what was typed, by rarity, that one row holds, times the root of how much was typed: nobody's
    page holds the whole of a long question. What the glossary or `i18n/said` knows is ours, however our pages call it.
    """
    units = [*_spaced(reading.slots, index), *_unspaced(reading, index)]
    typed = sum(unit.tells for unit in units)
    if not typed:
        return True
    known = [_is_within(unit.start, unit.end, reading.meant) for unit in units]
    held = sum(unit.tells for unit, is_known in zip(units, known, strict=True) if is_known)
    groups = [_group(unit, index) for unit, is_known in zip(units, known, strict=True) if not is_known]
    _, scores = engine.best([group for group in groups if group], 1, within)
    share = (held + (float(scores[0]) if len(scores) else 0.0)) / typed
    return share < WHOLE and share * math.sqrt(typed / rarity(0, index.rows)) < FAINT


def _group(unit: _Unit, index: Index) -> Group:
    return tuple(Wanted(key, unit.tells * counts) for key, counts in unit.terms.items() if index.frequency(key))
