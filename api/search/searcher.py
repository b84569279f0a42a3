"""What a search finds, whatever language it is typed in: the reader's pages first, then those that only another language has."""

import math
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from api.search import facets
from api.search.asking import LONGEST, Question, ask
from api.search.columns import NO_ROW
from api.search.documents import Asked, Results
from api.search.meant import Index
from api.search.nearest import nearest
from api.search.placing import Part, hit
from api.search.ranking import ranked
from api.search.reader import Shelf
from api.search.recognising import recognise
from api.search.strength import is_faint
from i18n.languages import LANGUAGES, Language
from i18n.synonyms import Meaning
from i18n.text import Term, analyse

MOST = 1000
"""Rows that one search looks at."""
TRANSLATED = 0.6
"""What the words of the glossary count in the reader's index, beside the question in the index of its own language."""
LED = 2.0
"""How many times the best score a page gets that is the answer to the question."""
LEADING, TOOLS = 2, 0.85
"""From how many of the best pages their calculators are brought along, and at what share of the page's score."""
FEW = 5
"""Pages that are shown of what only lies near."""

Rows = NDArray[np.integer]
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class _Found:
    """Rows of one shelf with their scores, and what of the question is to be marked in them."""

    rows: Rows
    scores: Scores
    wanted: set[str]


def _index(shelf: Shelf, known: tuple[Container[str], ...] = ()) -> Index:
    return Index(shelf.language, shelf.vocabulary, len(shelf.columns), shelf.engine.frequency, known)


def _finding(text: str, language: Language) -> set[Term]:
    return {term._replace(start=0, end=0) for term in analyse(text, language) if term.signal == "main"}


def _naming(text: str, shelf: Shelf) -> Callable[[int], bool]:
    """Return what tells of a row of `shelf` whether its title holds every word of `text`."""
    words = _finding(text[:LONGEST], shelf.language)
    return lambda row: bool(words) and words <= _finding(shelf.document(row).title, shelf.language)


def _best(shelf: Shelf, asked: Question, within: NDArray[np.bool_]) -> _Found:
    rows, scores = shelf.engine.best(asked.groups, MOST, within)
    return _Found(rows, scores, asked.wanted)


def _translated(text: str, meanings: list[Meaning], shelf: Shelf) -> Question:
    """Return `text` asked of a shelf in another language: as it stands, and by the glossary's words for what it means."""
    asked = ask(text, _index(shelf))
    for meaning in meanings:
        for slug, approved in meaning.others:
            if slug == shelf.language.slug:
                more = ask(approved, _index(shelf))
                asked.groups = [*asked.groups, *more.groups]
                asked.wanted |= more.wanted
    return asked


def _fused(own: _Found, shelf: Shelf, other: _Found, source: Shelf) -> _Found:
    """Return the rows of `shelf` found by its own words, and those whose other version was found in `source`."""
    scores = np.zeros(len(shelf.columns), np.float32)
    if len(own.rows):
        scores[own.rows] += own.scores / own.scores.max() * TRANSLATED
    if len(other.rows):
        rows = shelf.columns.rows_of_hashes(source.columns.key[other.rows])
        here = rows != NO_ROW
        scores[rows[here]] += other.scores[here] / other.scores.max()
    rows = np.flatnonzero(scores)
    return _Found(rows, scores[rows], own.wanted)


def _led(found: _Found, shelf: Shelf, leads: Sequence[str]) -> _Found:
    """Return what was `found` with the pages `leads` (their keys) above all others."""
    rows = shelf.columns.rows_of_keys(leads)
    rows = rows[rows != NO_ROW]
    if not len(rows):
        return found
    scores = np.zeros(len(shelf.columns), np.float32)
    scores[found.rows] = found.scores
    scores[rows] = LED * (found.scores.max() if len(found.rows) else 1.0)
    rows = np.flatnonzero(scores)
    return _Found(rows, scores[rows], found.wanted)


def _with_tools(found: _Found, shelf: Shelf) -> _Found:
    """Return what was `found`, with the calculators that go with the best pages: who asks what is due wants to work it out."""
    if not len(found.rows):
        return found
    scores = np.zeros(len(shelf.columns), np.float32)
    scores[found.rows] = found.scores
    for place in np.argsort(-found.scores, kind="stable")[:LEADING].tolist():
        rows = shelf.columns.rows_of_keys(shelf.document(int(found.rows[place])).tools)
        rows = rows[rows != NO_ROW]
        scores[rows] = np.maximum(scores[rows], found.scores[place] * TOOLS)
    rows = np.flatnonzero(scores)
    return _Found(rows, scores[rows], found.wanted)


def _found(text: str, question: Question, source: Shelf, reader: Shelf) -> _Found:
    """Return what `question` finds in the reader's shelf; `source` is the shelf of the language in which `text` is written."""
    if source is reader:
        return _best(reader, question, reader.columns.live)
    own = _best(reader, _translated(text, question.meanings, reader), reader.columns.live)
    return _fused(own, reader, _best(source, question, source.columns.live), source)


def _is_weak(text: str, question: Question, source: Shelf, abroad: Sequence[Part]) -> bool:
    """Tell whether neither a page of `source` nor one that was found `abroad` holds enough of what was typed."""
    asked = {source.language.slug: (question, source)}
    for shelf in (part.shelf for part in abroad if len(part.ranked.rows)):
        if shelf.language.slug not in asked:
            asked[shelf.language.slug] = (ask(text, _index(shelf)), shelf)
    return all(is_faint(each.reading, _index(at), at.engine, at.columns.live) for each, at in asked.values())


class Searcher:
    """Searches the shelves of one build; `shelf_of` opens one, or returns None where it cannot be used."""

    def __init__(
        self, shelf_of: Callable[[Language], Shelf | None], known: Callable[[Language], Container[str]] | None = None
    ) -> None:
        """Search what `shelf_of` opens; `known` are the words of a language that nobody is told to have mistyped."""
        self._shelf_of = shelf_of
        self._known = known or (lambda _: ())
        self._foreign: dict[tuple[str, str], NDArray[np.bool_]] = {}

    def _shelves(self) -> dict[str, Shelf]:
        return {each.slug: shelf for each in LANGUAGES if (shelf := self._shelf_of(each))}

    def _only_there(self, reader: Shelf, other: Shelf) -> NDArray[np.bool_]:
        """Return the rows of `other` that the reader's language does not have."""
        key = (reader.identity, other.identity)
        if key not in self._foreign:
            here = reader.columns.rows_of_hashes(other.columns.key)
            self._foreign[key] = other.columns.live & (here == NO_ROW)
        return self._foreign[key]

    def _abroad(
        self, asked: Asked, question: Question, spoken: Language, shelves: Mapping[str, Shelf], reader: Shelf
    ) -> Iterator[Part]:
        """Yield the pages that answer and exist only in other languages: first in the one that stands in for the reader's."""
        order = sorted(shelves, key=lambda slug: (slug != reader.language.fallback, slug != LANGUAGES[0].slug))
        seen = np.zeros(0, np.uint64)
        for slug in order:
            shelf = shelves[slug]
            if shelf is reader or not (within := self._only_there(reader, shelf)).any():
                continue
            other = (
                ask(asked.text, _index(shelf))
                if shelf.language is spoken
                else _translated(asked.text, question.meanings, shelf)
            )
            best = _best(shelf, other, within)
            places = ranked(best.rows, best.scores, shelf.columns, asked.now, _naming(asked.text, shelf))
            keys = shelf.columns.key[places.rows]
            is_new = ~np.isin(keys, seen)
            seen = np.concatenate([seen, keys[is_new]])
            yield Part(shelf, best.wanted, places.of(is_new))

    def _understood(
        self, text: str, language: Language, shelves: Mapping[str, Shelf], reader: Shelf
    ) -> tuple[Question, Shelf, Language]:
        """Return what `text` asks, the shelf of the language in which it is written (else the reader's), and that language."""
        spoken = recognise(text, language, {slug: shelf.vocabulary for slug, shelf in shelves.items()})
        source = shelves.get(spoken.slug, reader)
        elsewhere = (shelf.vocabulary.counts for shelf in shelves.values() if shelf is not source)
        return ask(text, _index(source, (self._known(source.language), *elsewhere))), source, spoken

    def search(
        self,
        asked: Asked,
        language: Language,
        districts: Mapping[str, str],
        leads: Sequence[str] = (),
        *,
        is_known: bool = False,
    ) -> Results | None:
        """Return what `asked` finds for a reader of `language`; None where the index of that language cannot be used.

        The pages whose keys are `leads` come first. What `is_known` to have an answer is never weak.
        """
        shelves = self._shelves()
        reader = shelves.get(language.slug)
        if reader is None:
            return None
        asked = facets.heeded(asked, districts)
        question, source, spoken = self._understood(asked.text, language, shelves, reader)
        found = _led(_with_tools(_found(asked.text, question, source, reader), reader), reader, leads)
        places = ranked(found.rows, found.scores, reader.columns, asked.now, _naming(asked.text, reader))
        here = Part(reader, found.wanted, places)
        abroad = list(self._abroad(asked, question, spoken, shelves, reader))
        # What is over comes last among pages of other languages, whichever it is in.
        foreign = sorted((place for part in abroad for place in part.places(asked)), key=attrgetter("is_sunk"))
        pages, counted = here.places(asked) + foreign, [part.rows for part in (here, *abroad)]
        is_weak = bool(pages) and not (leads or is_known) and _is_weak(asked.text, question, source, abroad)
        pages = pages[: FEW if is_weak else None]
        page = min(max(1, asked.page), max(1, math.ceil(len(pages) / asked.size)))
        shown = pages[(page - 1) * asked.size : page * asked.size]
        return Results(
            len(pages),
            tuple(hit(place, language) for place in shown),
            () if is_weak else facets.count(counted, asked, language, districts),
            question.corrected,
            nearest(asked.text, language) if is_weak or not pages else (),
            spoken.slug,
            page=page,
            is_weak=is_weak,
        )
