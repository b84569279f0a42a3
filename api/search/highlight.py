"""Which sentence of a page answers a query, with its words marked."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from i18n.languages import Language
from i18n.text import Term, analyse

LONGEST = 180
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?]|\.(?=\s|$)|\n|$)")


def _wanted(terms: Sequence[Term]) -> set[str]:
    """Return the texts to mark: single characters only where the query has nothing longer."""
    texts = {term.text for term in terms if term.signal == "main"}
    longer = {text for text in texts if len(text) > 1}
    return longer or texts


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    marked, place = Markup(""), 0
    for start, end in _merged(spans):
        marked += escape(text[place:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        place = end
    return marked + escape(text[place:])


def summarise(text: str, query: Sequence[Term], language: Language, fallback: str) -> Markup:
    """Return the sentence of `text` that holds most of the `query`, its words marked; `fallback` if none holds any."""
    wanted = _wanted(query)
    best: tuple[int, int, str, list[tuple[int, int]]] | None = None
    for order, found in enumerate(_SENTENCE.finditer(text)):
        sentence = found[0].strip()
        hits = [term for term in analyse(sentence, language) if term.signal == "main" and term.text in wanted]
        score = len({term.text for term in hits})
        if score and (best is None or score > best[0]):
            best = (score, -order, sentence, [(term.start, term.end) for term in hits])
    if best is None:
        return _marked(fallback, [])
    _, _, sentence, spans = best
    if len(sentence) > LONGEST:
        start = max(0, min(spans)[0] - LONGEST // 3)
        start = sentence.rfind(" ", 0, start) + 1 if " " in sentence[:start] else start
        sentence = sentence[start : start + LONGEST]
        spans = [(left - start, right - start) for left, right in spans if left >= start and right <= start + LONGEST]
        return Markup("…" if start else "") + _marked(sentence, spans) + Markup("…")
    return _marked(sentence, spans)


def noted(note: str, summary: Markup) -> Markup:
    """Return `summary` with the `note` before it, if there is one."""
    return Markup("{} · {}").format(note, summary) if note else summary
