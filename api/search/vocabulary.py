"""Which words the pages of a language are written with: what an unfinished or mistyped word may have been meant as."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from api.search.impacts import Counted
from i18n.text import without_marks
from i18n.text.thai import is_thai

COMPLETIONS = 12
NEIGHBOURS = 6
SHORTEST = 4
"""Letters below which a word is not corrected: too many words are one letter away."""
TWO_EDITS = 8
"""Letters from which two letters may be wrong."""
_LAST = "\U0010ffff"


Words = Mapping[str, Mapping[str, int]]
"""Each word without its marks, and in how many pages each spelling of it stands."""


def spellings(counted: Counted) -> Iterable[str]:
    """Return the words of a document as they are spelled, each once: Chinese has none that could be mistyped by a letter."""
    thai = (word for word in counted.weights.get("main", {}) if len(word) >= SHORTEST and is_thai(word))
    return {*counted.weights.get("exact", {}), *thai}


def grouped(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the `counts` of spellings that are above 0, by their letters without marks."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word, count in sorted(counts.items()):
        if count > 0:
            found[without_marks(word)][word] = count
    return dict(found)


class Vocabulary:
    """The words of an index, each with the number of pages that hold it. Safe for threads."""

    def __init__(self, words: Words) -> None:
        """Know `words`."""
        self.counts = {word: sum(spellings.values()) for word, spellings in words.items()}
        common = ((word, max(spellings, key=lambda each: spellings[each])) for word, spellings in words.items())
        self._spelled = {word: spelling for word, spelling in common if word != spelling}
        self._words = sorted(words)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._words:
            if len(word) >= SHORTEST - 1:
                self._by_length[len(word)].append(word)
        self.completions = lru_cache(maxsize=2_000)(self._completions)
        self.neighbours = lru_cache(maxsize=2_000)(self._neighbours)
        self.parts = lru_cache(maxsize=2_000)(self._parts)

    def __contains__(self, word: str) -> bool:
        """Tell whether any page holds `word`."""
        return word in self.counts

    def _completions(self, start: str) -> tuple[str, ...]:
        """Return the commonest words that begin with `start` and are longer."""
        first, last = bisect_left(self._words, start), bisect_left(self._words, start + _LAST)
        longer = (word for word in self._words[first:last] if word != start)
        return tuple(nlargest(COMPLETIONS, longer, key=lambda word: (self.counts[word], word)))

    def _neighbours(self, word: str) -> tuple[str, ...]:
        """Return the words one letter away (two from TWO_EDITS letters), the nearest and commonest first."""
        if len(word) < SHORTEST or any(map(str.isdigit, word)):
            return ()
        most = 2 if len(word) >= TWO_EDITS else 1
        near: list[tuple[int, int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            rows = self._by_length.get(length, ())
            found = process.extract(word, rows, scorer=OSA.distance, score_cutoff=most, limit=None)
            near.extend((int(distance), -self.counts[each], each) for each, distance, _ in found if each != word)
        return tuple(each for _, _, each in sorted(near)[:NEIGHBOURS])

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return known words that make up `word`, which was written without spaces; none if it is not made of such."""
        best: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 12), end - 1):
                part = word[start:end]
                if start in best and self.counts.get(part, 0) > 1:
                    count, parts = best[start]
                    if end not in best or count + 1 < best[end][0]:
                        best[end] = (count + 1, (*parts, part))
        return best.get(len(word), (0, ()))[1]

    def spelled(self, word: str) -> str:
        """Return `word` as our pages mostly write it, with its marks."""
        return self._spelled.get(word, word)


def load(path: Path) -> Words:
    """Read the words that `save` wrote."""
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def save(words: Words, path: Path) -> None:
    """Write `words`, in order."""
    path.write_text(json.dumps(dict(sorted(words.items())), ensure_ascii=False), encoding="utf-8")
