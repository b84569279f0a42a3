"""Our own site, searched with either engine: the same pages in the same order."""

import json
import statistics
from collections.abc import Mapping
from pathlib import Path

from api.search import shelf, sources
from api.search.documents import Asked
from api.search.making import WHOOSH, format_of
from api.search.reader import Shelf, open_shelf
from api.search.searcher import Searcher
from i18n.languages import LANGUAGES, Language
from tests.questions import NOW, page, questions, recall

TEN = 10


def _pages(searcher: Searcher, text: str, language: Language) -> list[str]:
    results = searcher.search(Asked(text, now=NOW, size=TEN), language, {})
    assert results
    return [hit.url for hit in results.hits]


def _searcher(shelves: Mapping[str, Shelf]) -> Searcher:
    return Searcher(lambda language: shelves[language.slug])


def test_both_engines_give_the_same_first_ten_for_every_question_to_our_site(output: Path, tmp_path: Path) -> None:
    """All questions of bench/queries, 140 in each of five languages: the first ten pages are the same with Whoosh and tantivy."""
    build, whoosh, tantivy = (output / "current").resolve(), format_of(WHOOSH), format_of("tantivy")
    digests = json.loads((build / "build.json").read_text(encoding="utf-8"))["sources"]
    built, other = {}, {}
    for language in LANGUAGES:
        place = tmp_path / language.slug
        shelf.write(place, sources.read_documents(build, language, digests), language, tantivy)
        built[language.slug] = open_shelf(sources.place(build, language), language, whoosh)
        other[language.slug] = open_shelf(place, language, tantivy)
    asked = [(own.text, language) for language in LANGUAGES for own in questions(language)]
    first, second = ([_pages(_searcher(shelves), *each) for each in asked] for shelves in (built, other))
    assert len(asked) >= 60 * len(LANGUAGES)
    assert sum(map(len, first)) > 3 * len(asked)
    assert [each for each, one, two in zip(asked, first, second, strict=True) if one != two] == []


def test_most_of_what_answers_a_question_is_among_the_first_five(output: Path) -> None:
    """In each language, of the pages that answer 200 questions of tired people at least 95 in 100 are in the first five results."""
    build, engine = (output / "current").resolve(), format_of(WHOOSH)
    searcher = _searcher({each.slug: open_shelf(sources.place(build, each), each, engine) for each in LANGUAGES})
    shares = {}
    for language in LANGUAGES:
        recalls = []
        for own in questions(language):
            results = searcher.search(Asked(own.text, now=NOW, size=5), language, {})
            assert results
            recalls.append(recall([page(hit) for hit in results.hits], own.relevant))
        shares[language.slug] = statistics.mean(recalls)
    assert min(shares.values()) >= 0.95, shares
