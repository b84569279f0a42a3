"""How much each term of a document is worth: BM25F (Robertson and Zaragoza 2009), in steps, worked out when the index is written.

A step depends on the document and on the average lengths alone, so that every engine that adds up steps gives the same scores.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from api.search.documents import Document
from api.search.engine import LEVELS, Postings
from i18n.languages import Language
from i18n.text import Signal, analyse

FIELDS = {"title": 4.0, "summary": 1.4, "headings": 1.0, "tags": 1.0, "asked": 1.2, "body": 1.0}
"""How many times a term counts that stands in this part of a page."""
K1 = 0.95
B = 0.6
SAMPLE = 300
"""From how many documents the average lengths are taken, at least; from fewer than twice as many."""

Averages = Mapping[Signal, float]
"""The usual number of terms of a document, by signal."""


class Counted(NamedTuple):
    """The terms of one document: how often each occurs, weighted by where, and how many there are, by signal."""

    weights: dict[Signal, dict[str, float]]
    lengths: dict[Signal, int]


def _parts(document: Document) -> Iterable[tuple[str, float]]:
    yield document.title, FIELDS["title"]
    yield document.summary, FIELDS["summary"]
    yield "\n".join(document.headings), FIELDS["headings"]
    yield "\n".join(document.tags), FIELDS["tags"]
    yield "\n".join(document.asked), FIELDS["asked"]
    yield document.body, FIELDS["body"]


def count(document: Document, language: Language) -> Counted:
    """Return the terms of `document`, each with how often it occurs, weighted by the part of the page."""
    weights: defaultdict[Signal, Counter[str]] = defaultdict(Counter)
    lengths: Counter[Signal] = Counter()
    for text, weight in _parts(document):
        found: defaultdict[Signal, list[str]] = defaultdict(list)
        for term in analyse(text, language) if text else ():
            found[term.signal].append(term.text)
        for signal, texts in found.items():
            lengths[signal] += len(texts)
            here = weights[signal]
            for each, times in Counter(texts).items():
                here[each] += times * weight  # type: ignore[assignment]
    return Counted(dict(weights), dict(lengths))  # type: ignore[arg-type]


def sample(documents: Sequence[Document], language: Language) -> dict[int, Counted]:
    """Return the terms of `documents` by their place: of all where they are few, else of some, evenly spread."""
    every = max(1, len(documents) // SAMPLE)
    return {place: count(documents[place], language) for place in range(0, len(documents), every)}


def averages(counted: Collection[Counted]) -> Averages:
    """Return the average lengths of the documents that were `counted`."""
    signals = {signal for each in counted for signal in each.lengths}
    return {signal: sum(each.lengths.get(signal, 0) for each in counted) / len(counted) for signal in sorted(signals)}


def steps(counted: Counted, usual: Averages) -> Postings:
    """Return the terms of a document with their steps, from 1 to LEVELS."""
    found = {}
    for signal, weights in counted.weights.items():
        length = counted.lengths[signal] / (usual.get(signal) or counted.lengths[signal])
        flat = K1 * (1 - B + B * length)
        letter = signal[0]
        for text, weight in weights.items():
            found[f"{letter}:{text}"] = max(1, round(LEVELS * weight / (weight + flat)))
    return found


def rarity(frequency: int, rows: int) -> float:
    """Return what a term that stands in `frequency` of `rows` documents tells (the BM25 inverse document frequency)."""
    return math.log(1 + (rows - frequency + 0.5) / (frequency + 0.5))
