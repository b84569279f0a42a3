"""Which whole sentences of a page answer a question, and where on the page they stand."""

import re
from bisect import bisect_left
from collections.abc import Collection
from typing import NamedTuple

from markupsafe import Markup

from api.search.documents import Document
from api.search.marking import Place, between_letters, marked, marker, worth
from i18n.languages import Language
from i18n.text.scripts import THAI

LONGEST = 220
"""Letters of a summary: a sentence that is longer is cut at a clause."""
SHORT = 90
"""A sentence below so many letters is followed by its neighbour."""
ENOUGH = 2
"""How much more than title and summary a paragraph must say of a question to be shown instead: more than a little word."""
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?]+[」』”’\")）]*|(?<!\bNo)\.[”’\")]*(?=\s|$)|\n|$)")
_THAI_CLAUSE = re.compile(r"\S+\s*")
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[，、；：]|[,;:]\s+")
_WORD = re.compile(r"\s+")
_THAI = re.compile(f"[{THAI}]")
_OPENS = (":", "：")
"""How a paragraph ends that says nothing without the list after it."""
_DANGLING = "，、；：,;: "


class _Part(NamedTuple):
    """One sentence of a text: from where to where, and the terms that it holds."""

    start: int
    end: int
    terms: frozenset[str]


def _parts(text: str, places: list[Place]) -> list[_Part]:
    """Return the sentences of `text`, each with what of the `places` (in order) it holds.

    Thai has no sentence marks: there a line is one, or its clauses where it is too long.
    """
    pattern = _SENTENCE
    if _THAI.search(text):
        pattern = _THAI_CLAUSE if max(map(len, text.split("\n"))) > LONGEST else _LINE
    spans = [(each.start(), each.end()) for each in pattern.finditer(text) if each[0].strip()]
    starts = [place.start for place in places]
    held = (places[bisect_left(starts, start) : bisect_left(starts, end)] for start, end in spans)
    return [
        _Part(start, end, frozenset(place.term for place in each))
        for (start, end), each in zip(spans, held, strict=True)
    ]


def _joins(left: _Part, right: _Part, text: str) -> bool:
    """Return whether two neighbours stand in one line: rows of a list are no sentences that follow each other."""
    return "\n" not in text[left.start : right.start].rstrip(" ") and right.end - left.start <= LONGEST


def _chosen(parts: list[_Part], text: str) -> tuple[int, int]:
    """Return from where to where the best sentence stands, with neighbours that bring more words, or that fill up a short one."""
    best = max(range(len(parts)), key=lambda place: (worth(parts[place].terms), -place))
    chosen = parts[best]
    first = last = best
    while True:
        before = parts[first - 1] if first else None
        after = parts[last + 1] if last + 1 < len(parts) else None
        is_short = chosen.end - chosen.start < SHORT
        if after and (is_short or after.terms - chosen.terms) and _joins(chosen, after, text):
            last += 1
            chosen = _Part(chosen.start, after.end, chosen.terms | after.terms)
        elif before and before.terms - chosen.terms and _joins(before, chosen, text):
            first -= 1
            chosen = _Part(before.start, chosen.end, chosen.terms | before.terms)
        else:
            return chosen.start, chosen.end


def _breaks(text: str, least: int, most: int) -> list[int]:
    """Return where `text` can be divided between `least` and `most`: after clauses, else after words, else after a letter."""
    for pattern in (_CLAUSE, _WORD):
        if found := [each.end() for each in pattern.finditer(text, least, most)]:
            return found
    return [between_letters(text, most)]


def _cut(text: str, start: int, end: int, places: list[Place]) -> tuple[int, int]:
    """Return what is shown of a sentence that is too long: whole clauses around its first wanted word, at most LONGEST letters."""
    focus = min((place.start for place in places if start <= place.start < end), default=start)
    first = start
    if focus - start > LONGEST // 2:
        first = _breaks(text, max(start, focus - LONGEST // 2), focus)[0]
    if end - first <= LONGEST:
        return first, end
    return first, _breaks(text, first + LONGEST // 2, first + LONGEST)[-1]


def _summary(text: str, places: list[Place]) -> Markup:
    """Return one or two whole sentences of `text`; of a sentence that is too long whole clauses, with an ellipsis."""
    if not (parts := _parts(text, places)):
        return Markup("")
    start, end = _chosen(parts, text)
    first, last = (start, end) if end - start <= LONGEST else _cut(text, start, end, places)
    shown = text[first:last].rstrip()
    if last < end:
        shown = shown.rstrip(_DANGLING)
    begins = first + len(shown) - len(shown.lstrip())
    html = marked(text, begins, first + len(shown), places)
    return Markup("{}{}{}").format("…" if first > start else "", html, "…" if last < end else "")


def summarise(document: Document, wanted: Collection[str], language: Language) -> tuple[Markup, str]:
    """Return what `document` says to the `wanted` terms, marked, and the anchor of the paragraph that says it.

    The title is read with it, whatever is shown: a paragraph is chosen for what it adds. Where none adds more than the summary
    of the page, that is shown, and there is no anchor.
    """
    looks = marker(wanted, language)
    title = {place.term for place in looks.places(document.title)}
    places = looks.places(document.summary)
    best, shown = worth(title | {place.term for place in places}) + ENOUGH, (document.summary, places, "")
    for anchor, text in document.paragraphs:
        places = looks.places(text)
        said = worth(title | {place.term for place in places}) if places else 0
        if said - (ENOUGH if text.endswith(_OPENS) else 0) > best:
            best, shown = said, (text, places, anchor)
    text, places, anchor = shown
    return _summary(text, places), anchor


def noted(note: str, summary: Markup) -> Markup:
    """Return `summary` with the `note` before it, if there is one."""
    return Markup("{} · {}").format(note, summary) if note else summary
