"""How often our own site answers our own questions in the first five results, asked through the whole search."""

import statistics
import time
from collections import defaultdict
from pathlib import Path

from api.search.documents import Asked
from api.services.published import Published
from i18n.languages import LANGUAGES, Language
from tests.questions import NOW, off_topic, page, questions, recall

TOP = 5


def found(published: Published, text: str, language: Language, size: int = TOP) -> list[str]:
    """Return the first pages that `text` finds, without language and paragraph."""
    return [page(hit) for hit in published.current().search(Asked(text, now=NOW, size=size), language).hits]


def _weak(published: Published, texts: list[str], language: Language) -> str:
    """Return how many of `texts` are told that no page of ours fits."""
    asked = (published.current().search(Asked(text, now=NOW), language) for text in texts)
    return f"{sum(found.is_weak or not found.total for found in asked)} of {len(texts)}"


def own_site(output: Path) -> int:
    """Print recall and success in the first five, by language, part and type, and how many are told that none fits; return 0."""
    published = Published(output)
    for language in LANGUAGES:
        recalls: defaultdict[str, list[float]] = defaultdict(list)
        firsts: defaultdict[str, list[bool]] = defaultdict(list)
        times = []
        for own in questions(language):
            began = time.perf_counter()
            pages = found(published, own.text, language)
            times.append(1000 * (time.perf_counter() - began))
            for group in (own.part, f"{own.part} {own.type}"):
                recalls[group].append(recall(pages, own.relevant))
                firsts[group].append(bool(set(own.relevant) & set(pages)))
        times.sort()
        print(f"== {language.tag}: p50 {times[len(times) // 2]:.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms")
        for group in sorted(recalls):
            print(
                f"{group:18} n {len(recalls[group]):3}  recall@5 {statistics.mean(recalls[group]):.3f}  "
                f"any right page in the first five {statistics.mean(firsts[group]):.3f}"
            )
        own, off = [each.text for each in questions(language)], [each.text for each in off_topic(language)]
        print(f"told that no page fits: {_weak(published, own, language)} of these,", end=" ")
        print(f"{_weak(published, off, language)} that are none of our business")
    return 0
