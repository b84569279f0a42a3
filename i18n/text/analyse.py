"""Which terms a text holds, by language, with their places in the text.

Signals: "main" finds, "pair" rewards neighbours, "exact" rewards the written form. Which units serve which language was
measured on public question sets (bench/retrieval.py): characters and pairs of them for Chinese, short runs for Thai,
unmarked syllables and pairs for Vietnamese, stems for Indonesian and English.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import snowballstemmer

from i18n.languages import Language
from i18n.text.fold import fold, simplified, without_marks

Signal = Literal["main", "pair", "exact"]

# Runs of one script: ideographs, Thai letters with their marks, then words of any other script.
_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+)|(?P<thai>[\u0e01-\u0e4e]+)"
    r"|(?P<word>[^\W_\u3400-\u9fff\uf900-\ufaff\u0e01-\u0e4e]+)"
)


@dataclass(frozen=True)
class Term:
    """One term: its folded text, where it stands (start and end in the text), and what it is a sign of."""

    text: str
    start: int
    end: int
    signal: Signal = "main"


def _characters(run: str, offset: int) -> Iterator[Term]:
    """Yield pairs of Chinese characters, which find, and single ones, which only reward; a single one alone finds itself."""
    folded = [simplified(each) for each in run]
    for place, letter in enumerate(folded):
        yield Term(letter, offset + place, offset + place + 1, "exact")
    if len(folded) == 1:
        yield Term(folded[0], offset, offset + 1)
    for place in range(len(folded) - 1):
        yield Term(folded[place] + folded[place + 1], offset + place, offset + place + 2)


# A Thai writing cluster: a leading vowel, a consonant, and the vowels and marks that hang on it.
_CLUSTER = re.compile(r"[เ-ไ]?[ก-ฮ][ะ-ฺๅ็-๎]*|.")


def _clusters(run: str, offset: int) -> Iterator[Term]:
    """Yield pairs of neighbouring clusters: they stand in for words, which Thai does not divide; triples reward longer runs."""
    found = [(each.start(), each.end()) for each in _CLUSTER.finditer(run)]
    if len(found) == 1:
        yield Term(run, offset, offset + len(run))
    for size, signal in ((2, "main"), (3, "pair")):
        for place in range(len(found) - size + 1):
            start, end = found[place][0], found[place + size - 1][1]
            yield Term(run[start:end], offset + start, offset + end, signal)  # type: ignore[arg-type]


def _words(found: list[tuple[str, int, int]], main: Callable[[str], str]) -> Iterator[Term]:
    before = ""
    for word, start, end in found:
        folded = fold(word)
        text = main(folded)
        yield Term(text, start, end)
        yield Term(folded, start, end, "exact")
        if before:
            yield Term(f"{before} {text}", start, end, "pair")
        before = text


_MAIN: dict[str, Callable[[str], str]] = {
    "syllables": without_marks,
    "indonesian": snowballstemmer.stemmer("indonesian").stemWord,
    "english": snowballstemmer.stemmer("english").stemWord,
}


def analyse(text: str, language: Language) -> list[Term]:
    """Return the terms of `text` as `language` is searched; runs of other scripts keep their own units."""
    terms: list[Term] = []
    words: list[tuple[str, int, int]] = []
    for run in _RUN.finditer(text):
        if run["han"]:
            terms.extend(_characters(run["han"], run.start()))
        elif run["thai"]:
            terms.extend(_clusters(run["thai"], run.start()))
        else:
            words.append((run["word"], run.start(), run.end()))
    terms.extend(_words(words, _MAIN.get(language.analysis, without_marks)))
    return terms
