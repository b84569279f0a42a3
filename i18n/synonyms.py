"""Which words of our pages are meant by the words that people type: old, short, foreign or everyday ones."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from i18n.glossary import SEPARATOR, glossary
from i18n.languages import LANGUAGES, Language
from i18n.text import Term, analyse, without_marks

FOLDER = Path(__file__).parent / "said"
"""A table a language: what is typed, and what is meant. Words for a term of the glossary stand in the glossary."""
_NOTE = re.compile(r"[(（][^)）]*[)）]")
"""What a form of the glossary tells its reader, and nobody types: (舊)殘障, funeral leave (law text)."""
LONGEST = 8
"""Terms in a row at most that a phrase may have."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a phrase stands for: words of its own language, and by slug the approved words of the others."""

    same: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Span:
    """Where in a list of finding terms (first and after the last) a phrase with a meaning stands."""

    first: int
    end: int
    meaning: Meaning


def finding(terms: Iterable[Term], language: Language) -> list[Term]:
    """Return those of the `terms` of a text by which phrases are compared, in the order of the text.

    Indonesian stems are too short for that: a helper (pembantu) would be help (bantu).
    """
    wanted = "exact" if language.analysis == "indonesian" else "main"
    return sorted((term for term in terms if term.signal == wanted), key=lambda term: term.start)


def phrase(text: str, language: Language) -> Phrase:
    """Return `text` as a phrase: its finding terms in order."""
    return tuple(without_marks(term.text) for term in finding(analyse(text, language), language))


def _phrases(form: str, language: Language) -> Iterable[Phrase]:
    """Return a `form` of the glossary as a phrase, with its note and without."""
    return dict.fromkeys(phrase(text, language) for text in (form, _NOTE.sub("", form)))


def _said(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    path = FOLDER / f"{language.slug}.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["typed"], tuple(each.strip() for each in row["meant"].split(SEPARATOR))


def groups(language: Language) -> list[tuple[str, ...]]:
    """Return the words of `language` that stand for the same, the one of our pages in front."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for forms in (term.forms.get(language.slug, ()) for term in glossary()):
        found[next(iter(forms), "")].update(dict.fromkeys(forms))
    for typed, meant in _said(language):
        for each in meant:
            found[each].update({each: None, typed: None})
    return [tuple(each) for first, each in found.items() if first]


@cache
def meanings(language: Language) -> dict[Phrase, Meaning]:
    """Return what each phrase of `language` means; the approved word of a term means itself here and has others elsewhere."""
    same: defaultdict[Phrase, dict[str, None]] = defaultdict(dict)
    others: defaultdict[Phrase, dict[str, str]] = defaultdict(dict)
    for term in glossary():
        forms = term.forms.get(language.slug, ())
        for form, key in [(each, key) for each in forms for key in _phrases(each, language)]:
            if form != forms[0]:
                same[key][forms[0]] = None
            for other in LANGUAGES:
                if other is not language and (approved := term.approved(other)):
                    others[key].setdefault(other.slug, approved)
    for typed, meant in _said(language):
        same[phrase(typed, language)].update(dict.fromkeys(meant))
    keys = {key for key in (*same, *others) if 0 < len(key) <= LONGEST}
    return {key: Meaning(tuple(same[key]), tuple(others[key].items())) for key in keys}


@cache
def said(language: Language) -> frozenset[str]:
    """Return every word of the phrases of `language` that have a meaning."""
    return frozenset(word for key in meanings(language) for word in key)


def spans(terms: list[str], language: Language) -> list[Span]:
    """Return the phrases with a meaning in `terms`, the longest first come, none overlapping another."""
    known, found, place = meanings(language), [], 0
    while place < len(terms):
        for size in range(min(LONGEST, len(terms) - place), 0, -1):
            if meaning := known.get(tuple(terms[place : place + size])):
                found.append(Span(place, place + size, meaning))
                place += size
                break
        else:
            place += 1
    return found
