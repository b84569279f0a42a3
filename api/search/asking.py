"""What a question asks an index for: its terms with their weights, the words that may have been meant, and synonyms."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product
from operator import attrgetter

from rapidfuzz.distance import OSA

from api.search.engine import Group, Wanted
from api.search.impacts import rarity
from api.search.vocabulary import SHORTEST, Vocabulary
from i18n.languages import Language
from i18n.synonyms import Meaning, finding, said, spans
from i18n.text import Signal, Term, analyse, without_marks
from i18n.text.fold import UNSEEN
from i18n.text.telex import untyped
from i18n.text.thai import is_thai
from i18n.text.words import MAIN

LONGEST = 200
"""Letters of a question that are read."""
_SIGNS = " \"'*~()[]{}^:/\\+-&|" + UNSEEN
"""What may stand behind a last word that is not finished: unlike the end of a sentence it says nothing."""
MOST = 64
"""Words of a question that are read."""
WEIGHTS: dict[str, dict[Signal, float]] = {
    "han": {"main": 1.0, "letter": 0.6, "word": 0.5, "pair": 0.3, "exact": 0.1},
    "thai": {"main": 1.0, "pair": 0.3, "gram": 0.4, "exact": 0.1},
    "syllables": {"main": 1.0, "pair": 0.8, "exact": 0.3},
    "indonesian": {"main": 1.0, "pair": 0.3, "exact": 0.3},
    "english": {"main": 1.0, "pair": 0.4, "exact": 0.5},
    "words": {"main": 1.0, "pair": 0.3, "exact": 0.3},
}
"""What each signal counts, by the analysis of a language (measured: bench/retrieval.py)."""
COMPLETED, COMPLETED_KNOWN, CORRECTED, TYPED, SYNONYM = 0.7, 0.2, 0.6, 0.9, 0.8
"""What a word counts: completed (of an unknown start, of a word by itself), corrected, typed for Telex, a synonym."""
ALTERNATIVES = 12
SYNONYMS = 3
WINDOW, LONGEST_WORD, TRIED, SLIPS = 4, 16, 8, 3
"""Pieces and letters of which a mistyped Thai word is at most made, how many are tried, and how many words each may mean."""
MARKED = 0.3
"""Share of the pages in which a word may stand to be marked though nobody typed it."""
DOUBTED, TWICE, COMMON = 5, 9, 2
"""Letters from which a word is told to be a slip by one letter and by two, and pages that hold what is meant by the latter."""
_SEEN: frozenset[Signal] = frozenset({"main", "exact", "word"})


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


@dataclass
class Question:
    """A question to one index. `wanted` are the texts of terms to mark; `corrected` is the question spelled as our pages do."""

    groups: list[Group] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    corrected: str | None = None
    meanings: list[Meaning] = field(default_factory=list)


@dataclass(frozen=True)
class _Slot:
    """One word of a spaced script as typed, and the words that it may stand for, each with what it counts."""

    term: Term
    words: tuple[tuple[str, float], ...]
    is_corrected: bool = False


def _weighted(index: Index, alternatives: Iterable[tuple[str, Signal, float]]) -> Group:
    """Return the `alternatives` (text, signal, factor) that the index holds, as terms with their weights."""
    weights = WEIGHTS[index.language.analysis]
    found: dict[str, float] = {}
    for text, signal, factor in alternatives:
        key = f"{signal[0]}:{text}"
        if (weight := weights.get(signal, 0.0) * factor) and (frequency := index.frequency(key)):
            found[key] = max(found.get(key, 0.0), weight * rarity(frequency, index.rows))
    return tuple(Wanted(key, weight) for key, weight in found.items())


def _slot(term: Term, index: Index, *, is_last: bool) -> _Slot:
    """Return what the written word `term` may stand for."""
    word, known = without_marks(term.text), index.vocabulary
    completed = known.completions(word) if is_last and len(word) > 1 else ()
    if word in known:
        return _Slot(term, ((term.text, 1.0), *((each, COMPLETED_KNOWN) for each in completed)))
    if index.language.analysis == "syllables" and (meant := untyped(word)) != word and meant in known:
        return _Slot(term, ((term.text, 1.0), (meant, TYPED)), is_corrected=True)
    near = known.neighbours(word)
    found = dict.fromkeys(near, CORRECTED) | dict.fromkeys(completed, COMPLETED)
    is_corrected = bool(near) and not completed
    return _Slot(term, ((term.text, 1.0), *list(found.items())[:ALTERNATIVES]), is_corrected)


def _slots(terms: list[Term], text: str, index: Index) -> Iterator[_Slot]:
    """Yield the words of spaced scripts in `terms`; one that was written together comes as its parts."""
    written = [term for term in terms if term.signal == "exact"]
    for term in written:
        is_last = term.end == len(text)
        slot = _slot(term, index, is_last=is_last)
        parts = index.vocabulary.parts(without_marks(term.text)) if len(slot.words) == 1 or slot.is_corrected else ()
        if len(parts) > 1 and without_marks(term.text) not in index.vocabulary:
            yield from (_Slot(Term(part, term.start, term.end, "exact"), ((part, 1.0),)) for part in parts)
        else:
            yield slot


def _spaced(slots: list[_Slot], index: Index) -> Iterator[Group]:
    """Yield the groups of words of spaced scripts: what finds, the written form, neighbours."""
    main = MAIN.get(index.language.analysis, without_marks)
    for slot in slots:
        yield _weighted(index, ((main(word), "main", factor) for word, factor in slot.words))
        yield _weighted(index, ((word, "exact", factor) for word, factor in slot.words))
    for left, right in pairwise(slots):
        both = product(left.words[:ALTERNATIVES], right.words[:ALTERNATIVES])
        pairs = ((f"{main(one)} {main(two)}", first * second) for (one, first), (two, second) in both)
        yield _weighted(index, ((text, "pair", factor) for text, factor in list(pairs)[: 2 * ALTERNATIVES]))


def _told(terms: Iterable[Term], index: Index) -> float:
    """Return how much the finding ones of `terms` tell in all."""
    return sum(rarity(index.frequency(term.key), index.rows) for term in set(terms) if term.signal == "main")


def _synonyms(meaning: Meaning, typed: Iterable[Term], index: Index) -> Iterator[Group]:
    """Yield what `meaning` stands for: however long a synonym is, it counts no more than what was `typed`."""
    most = _told(typed, index)
    for text in meaning.same[:SYNONYMS]:
        terms = analyse(text, index.language)
        factor = SYNONYM * min(1.0, most / (_told(terms, index) or 1.0))
        each = sorted({(term.text, term.signal) for term in terms})
        yield from (_weighted(index, [(word, signal, factor)]) for word, signal in each)


def _is_slip(slot: _Slot, index: Index) -> bool:
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


def _corrected(text: str, slots: list[_Slot], vocabulary: Vocabulary) -> str | None:
    """Return `text` with its unknown words as our pages write the nearest known ones; None if there is nothing to correct."""
    place, pieces = 0, []
    for slot in sorted(slots, key=lambda slot: slot.term.start):
        if slot.is_corrected:
            pieces += [text[place : slot.term.start], vocabulary.spelled(without_marks(slot.words[1][0]))]
            place = slot.term.end
    return "".join([*pieces, text[place:]]) if pieces else None


def _thai_slips(pieces: list[Term], index: Index) -> Iterator[_Slot]:
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
            yield _Slot(Term(joined, window[0].start, end), ((joined, 1.0), *meant), is_corrected=True)


def ask(text: str, index: Index) -> Question:
    """Return what `text` asks of `index`. Nothing in it is an operator: every sign that is no letter or digit divides words."""
    text = text[:LONGEST].rstrip().rstrip(_SIGNS)
    terms = analyse(text, index.language)
    slots = list(_slots(terms, text, index))[:MOST]
    asked = Question()
    spaced = {(slot.term.start, slot.term.end) for slot in slots}
    others: set[tuple[str, Signal]] = set()
    for term in terms:
        if not _is_latin(term.text) if term.signal == "pair" else (term.start, term.end) not in spaced:
            others.add((term.text, term.signal))
    typed = {term.key for term in terms}
    groups = [_weighted(index, [(each, signal, 1.0)]) for each, signal in sorted(others)]
    groups += _spaced(slots, index)
    thai = list(_thai_slips(sorted((term for term in terms if term.signal == "main"), key=_start), index))
    groups += (_weighted(index, ((word, "main", factor) for word, factor in slot.words)) for slot in thai)
    meant: set[int] = set()
    spoken = finding(terms, index.language)
    for span in spans([without_marks(term.text) for term in spoken], index.language):
        asked.meanings.append(span.meaning)
        words = {term.start for term in spoken[span.first : span.end]}
        groups += _synonyms(span.meaning, [term for term in terms if term.start in words], index)
        meant |= words
    # A word that has a meaning is no slip, though no page has it: whoever typed "kabur" did not mean "kabar".
    doubted = (slot for slot in [*slots, *thai] if slot.is_corrected and slot.term.start not in meant)
    slips = [slot for slot in doubted if _is_slip(slot, index)]
    asked.corrected = _corrected(text, slips, index.vocabulary)
    asked.groups = [group for group in dict.fromkeys(groups) if group]
    asked.wanted = {
        each.term[2:]
        for group in asked.groups
        for each in group
        if each.term[0] in _LETTERS and (index.frequency(each.term) <= MARKED * index.rows or each.term in typed)
    }
    return asked


_start = attrgetter("start")
_LETTERS = {signal[0] for signal in _SEEN}


def _is_latin(text: str) -> bool:
    return text.isascii() or not any("\u0e00" <= letter <= "\u0e7f" or letter >= "\u3400" for letter in text)
