"""Which whole sentences of a page answer a question, with its words marked, and where on the page they stand."""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from markupsafe import Markup, escape

from api.search.documents import Document
from i18n.languages import Language
from i18n.text import analyse
from i18n.text.fold import simplified

LONGEST = 220
"""Letters of a summary: a sentence that is longer is cut at a clause."""
SHORT = 90
"""A sentence below so many letters is followed by its neighbour."""
LOOKED_AT = 4
"""Paragraphs that are analysed: those that plainly hold most of the words."""
_FINDS = {"main", "word", "exact"}
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?]+[」』”’\")）]*|(?<!\bNo)\.[”’\")]*(?=\s|$)|\n|$)")
_CLAUSE = re.compile(r"[，、；：,;:]\s*|\s+")
_THAI = re.compile("[\u0e01-\u0e4e]")
_SINGLE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


class _Found(NamedTuple):
    """One place where a wanted term stands."""

    start: int
    end: int
    term: str


class _Part(NamedTuple):
    """One sentence of a text: from where to where, and the terms that it holds."""

    start: int
    end: int
    terms: frozenset[str]


def _worth_marking(wanted: Collection[str]) -> frozenset[str]:
    """Return the terms to look for: single Chinese characters only where there is nothing longer."""
    longer = frozenset(term for term in wanted if len(term) > 1 or not _SINGLE.match(term))
    return longer or frozenset(wanted)


def _found(text: str, wanted: frozenset[str], language: Language) -> list[_Found]:
    return [
        _Found(term.start, term.end, term.text)
        for term in analyse(text, language)
        if term.signal in _FINDS and term.text in wanted
    ]


def _folded(text: str) -> str:
    """Return `text` as terms are folded: for a look at many paragraphs, so without a memory of each."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFD", "".join(map(simplified, text)).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _core(term: str) -> str:
    """Return what a form of `term` most likely holds as letters: a stem may differ from it at the edges (studi, study)."""
    if _SINGLE.search(term) or _THAI.search(term):
        return term
    return term[1:-1] if len(term) > 5 else term[:-1] if len(term) > 3 else term


def _likely(document: Document, wanted: frozenset[str]) -> list[tuple[str, str]]:
    """Return the few paragraphs which plainly hold most of `wanted`, in the order of the page."""
    cores = {_core(term) for term in wanted}
    scored = []
    for place, (anchor, text) in enumerate(document.paragraphs):
        folded = _folded(text)
        if count := sum(core in folded for core in cores):
            scored.append((-count, place, anchor, text))
    return [(anchor, text) for _, _, anchor, text in sorted(sorted(scored)[:LOOKED_AT], key=lambda row: row[1])]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand; Thai has no sentence marks, there its spaces part them."""
    pattern = re.compile(r"\S+\s*") if _THAI.search(text) else _SENTENCE
    return [(each.start(), each.end()) for each in pattern.finditer(text) if each[0].strip()]


def _parts(text: str, found: list[_Found]) -> list[_Part]:
    return [
        _Part(start, end, frozenset(each.term for each in found if start <= each.start < end))
        for start, end in _pieces(text)
    ]


def _chosen(parts: list[_Part], most: int) -> tuple[int, int]:
    """Return from where to where the best sentence stands, with neighbours that bring more words, or fill up a short one."""
    best = max(range(len(parts)), key=lambda place: (len(parts[place].terms), -place))
    first = last = best
    terms = set(parts[best].terms)
    while True:
        size = parts[last].end - parts[first].start
        after = parts[last + 1] if last + 1 < len(parts) else None
        before = parts[first - 1] if first else None
        if after and parts[last + 1].end - parts[first].start <= most and (after.terms - terms or size < SHORT):
            last += 1
            terms |= after.terms
        elif before and parts[last].end - before.start <= most and before.terms - terms:
            first -= 1
            terms |= before.terms
        else:
            return parts[first].start, parts[last].end


def _between_letters(text: str, place: int) -> int:
    """Return `place`, moved on until it stands between two letters: no mark loses its base, no Thai vowel its consonant."""
    while 0 < place < len(text) and (
        unicodedata.category(text[place])[0] == "M" or text[place] in "\u0e30\u0e32\u0e33\u200d" or text[place - 1] in "เแโใไ\u200d"
    ):
        place += 1
    return place


def _cut(text: str, start: int, end: int, found: list[_Found]) -> tuple[int, int]:
    """Return the part of a sentence that is too long which begins at the clause of its first wanted word, at most LONGEST letters."""
    inside = [each for each in found if start <= each.start < end]
    focus = min((each.start for each in inside), default=start)
    clauses = [start, *(each.end() for each in _CLAUSE.finditer(text, start, end))]
    first = start
    if focus - start > LONGEST // 2:
        near = [place for place in clauses if focus - LONGEST // 3 <= place <= focus]
        first = near[0] if near else _between_letters(text, focus - LONGEST // 4)
    if end - first <= LONGEST:
        return first, end
    ends = [place for place in clauses if first + LONGEST // 2 <= place <= first + LONGEST]
    return first, ends[-1] if ends else _between_letters(text, first + LONGEST)


def _marked(text: str, start: int, end: int, found: list[_Found]) -> Markup:
    """Return `text` from `start` to `end` with what was found marked; places that touch or overlap are one."""
    marked, place, until = Markup(""), start, start
    opened = False
    for each in sorted(found):
        left, right = max(each.start, start), min(_between_letters(text, each.end), end)
        if right <= left:
            continue
        if opened and left <= until:
            until = max(until, right)
            continue
        if opened:
            marked += Markup("<mark>{}</mark>").format(text[place:until])
            place = until
        marked += escape(text[place:left])
        place, until, opened = left, right, True
    if opened:
        marked += Markup("<mark>{}</mark>").format(text[place:until])
        place = until
    return marked + escape(text[place:end])


def _summary(text: str, found: list[_Found]) -> Markup:
    """Return one or two whole sentences of `text`; of a sentence that is too long whole clauses, with an ellipsis."""
    parts = _parts(text, found)
    if not parts:
        return Markup("")
    start, end = _chosen(parts, LONGEST)
    first, last = (start, end) if end - start <= LONGEST else _cut(text, start, end, found)
    shown = text[first:last]
    trimmed = last - (len(shown) - len(shown.rstrip("，、；：,;: \n\t" if last < end else None)))
    body = _marked(text, first + len(shown) - len(shown.lstrip()), trimmed, found)
    return Markup("{}{}{}").format("…" if first > start else "", body, "…" if last < end else "")


def summarise(document: Document, wanted: Collection[str], language: Language) -> tuple[Markup, str]:
    """Return what `document` says to the `wanted` terms, and the anchor of the paragraph that says it.

    The anchor is empty, and the summary of the page is shown, where title and summary hold as many of the terms as any paragraph.
    """
    terms = _worth_marking(wanted)
    at_top = {each.term for each in _found(f"{document.title}\n{document.summary}", terms, language)}
    best: tuple[int, str, str, list[_Found]] | None = None
    for anchor, text in _likely(document, terms):
        found = _found(text, terms, language)
        held = len({each.term for each in found})
        if held > len(at_top) and (best is None or held > best[0]):
            best = (held, anchor, text, found)
    if best is None:
        return _summary(document.summary, _found(document.summary, terms, language)), ""
    _, anchor, text, found = best
    return _summary(text, found), anchor


def noted(note: str, summary: Markup) -> Markup:
    """Return `summary` with the `note` before it, if there is one."""
    return Markup("{} · {}").format(note, summary) if note else summary
