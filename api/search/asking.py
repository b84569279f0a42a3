"""What a question asks an index for: terms with their weights, of what was typed, of what it may have been meant as, of synonyms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product
from operator import attrgetter

from api.search.engine import Group, Wanted
from api.search.impacts import rarity
from api.search.meant import ALTERNATIVES, Index, Slot, corrected, is_slip, slots_of, thai_slips
from api.search.mistaken import mistaken
from api.search.strength import NOTHING, Reading
from i18n.synonyms import Meaning, finding, spans
from i18n.text import Signal, Term, analyse, without_marks
from i18n.text.fold import UNSEEN
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
SYNONYM = 0.8
"""What a synonym counts beside the word that was typed."""
SYNONYMS = 3
MARKED = 0.3
"""Share of the pages in which a word may stand to be marked though nobody typed it."""
_SEEN: frozenset[Signal] = frozenset({"main", "exact", "word"})


@dataclass
class Question:
    """A question to one index. `wanted` are the texts of terms to mark; `corrected` is the question spelled as our pages do."""

    groups: list[Group] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    corrected: str | None = None
    meanings: list[Meaning] = field(default_factory=list)
    reading: Reading = NOTHING


def _weighted(index: Index, alternatives: Iterable[tuple[str, Signal, float]]) -> Group:
    """Return the `alternatives` (text, signal, factor) that the index holds, as terms with their weights."""
    weights = WEIGHTS[index.language.analysis]
    found: dict[str, float] = {}
    for text, signal, factor in alternatives:
        key = f"{signal[0]}:{text}"
        if (weight := weights.get(signal, 0.0) * factor) and (frequency := index.frequency(key)):
            found[key] = max(found.get(key, 0.0), weight * rarity(frequency, index.rows))
    return tuple(Wanted(key, weight) for key, weight in found.items())


def _spaced(slots: list[Slot], index: Index) -> Iterator[Group]:
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


def _meanings(spoken: list[Term], index: Index) -> Iterator[tuple[int, int, Meaning]]:
    """Yield the stretches of `spoken` (first and after the last) that mean something, and what; a slip means what was meant."""
    for span in spans([without_marks(term.text) for term in spoken], index.language):
        yield span.first, span.end, span.meaning
    for slot, _ in mistaken(spoken, index) if index.language.analysis == "han" else ():
        places = [place for place, term in enumerate(spoken) if slot.term.start <= term.start < slot.term.end]
        yield places[0], places[-1] + 1, Meaning((slot.term.text,))


def ask(text: str, index: Index) -> Question:
    """Return what `text` asks of `index`. Nothing in it is an operator: every sign that is no letter or digit divides words."""
    text = text[:LONGEST].rstrip().rstrip(_SIGNS)
    terms = analyse(text, index.language)
    slots = list(slots_of(terms, text, index))[:MOST]
    asked = Question()
    spaced = {(slot.term.start, slot.term.end) for slot in slots}
    others: set[tuple[str, Signal]] = set()
    for term in terms:
        if not _is_latin(term.text) if term.signal == "pair" else (term.start, term.end) not in spaced:
            others.add((term.text, term.signal))
    typed = {term.key for term in terms}
    groups = [_weighted(index, [(each, signal, 1.0)]) for each, signal in sorted(others)]
    groups += _spaced(slots, index)
    thai = list(thai_slips(sorted((term for term in terms if term.signal == "main"), key=_start), index))
    groups += (_weighted(index, ((word, "main", factor) for word, factor in slot.words)) for slot in thai)
    meant: set[int] = set()
    stretches: list[tuple[int, int]] = []
    spoken = finding(terms, index.language)
    for first, end, meaning in _meanings(spoken, index):
        asked.meanings.append(meaning)
        words = {term.start for term in spoken[first:end]}
        stretches.append((spoken[first].start, spoken[end - 1].end))
        groups += _synonyms(meaning, [term for term in terms if term.start in words], index)
        meant |= words
    # A word that has a meaning is no slip, though no page has it: whoever typed "kabur" did not mean "kabar".
    doubted = (slot for slot in [*slots, *thai] if slot.is_corrected and slot.term.start not in meant)
    slips = [slot for slot in doubted if is_slip(slot, index)]
    slips += (slot for slot, is_sure in mistaken(spoken, index) if is_sure and index.language.analysis == "han")
    asked.corrected = corrected(text, slips, index.vocabulary)
    asked.reading = Reading(terms, slots, thai, stretches)
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
