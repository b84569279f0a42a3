"""Titles alone: what is over says so and sinks, what was chosen narrows, and the words that people say are understood."""

from dataclasses import replace

import pytest

from api.search import fallback
from api.search.documents import Asked, Document, Results
from i18n.languages import BY_SLUG
from tests.little_site import LITTLE, names, page

NOW = "2026-11-21T10:00"
PAST, COMING = ({"starts_on": day, "over_on": day, "days": ((day, day),)} for day in ("2026-11-05", "2026-12-05"))
FAIRS = [
    page("en", "fairs/old", "Job fair in Gushan", "Job fair", **PAST),
    page("en", "fairs/new", "Job fair in Zuoying", "Come", district="zuoying", **COMING),
    page("en", "guides/fair", "What to bring to a job fair", "Papers"),
]


def _find(slug: str, text: str, documents: list[Document] | None = None, **more: str) -> Results:
    asked = Asked(text, now=NOW, **more)  # type: ignore[arg-type]
    return fallback.search(documents or LITTLE[slug], asked, BY_SLUG[slug], {"zuoying": "Zuoying"})


def test_what_is_over_says_so_and_stands_below_what_comes() -> None:
    """Of two fairs the one that is over has its mark and comes last of the two; each tells its day; asked by its title it leads."""
    found = _find("en", "job fair", FAIRS)
    assert found.is_partial
    events = [(hit.starts_on, hit.is_over) for hit in found.hits if hit.kind == "fair"]
    assert events == [("2026-12-05", False), ("2026-11-05", True)]
    assert names(_find("en", "job fair in Gushan", FAIRS))[0] == "old"


def test_what_was_chosen_narrows_and_each_count_holds() -> None:
    """Kind, span and district leave what they say; a guide is on in no span; every choice leaves as many as it counts."""
    assert names(_find("en", "fair", FAIRS, kind="guide")) == ["fair"]
    assert names(_find("en", "fair", FAIRS, when="later")) == ["new"]
    assert names(_find("en", "fair", FAIRS, kind="guide", when="later")) == []
    assert names(_find("en", "fair", FAIRS, district="zuoying")) == ["new"]
    choices = [(facet.name, each) for facet in _find("en", "fair", FAIRS).facets for each in facet.choices]
    assert len(choices) > 4
    for name, each in choices:
        assert _find("en", "fair", FAIRS, **{name: each.value}).total == each.count, (name, each.value)


@pytest.mark.parametrize(
    ("slug", "typed", "name"),
    [
        ("zh-hant", "外勞", "moving"),
        ("id", "kabur", "absence"),
        ("th", "โอที", "overtime"),
        ("vi", "bỏ trốn", "absence"),
    ],
)
def test_old_and_everyday_words_are_understood(slug: str, typed: str, name: str) -> None:
    """Four words that stand in no title find the pages that say it otherwise."""
    assert name in names(_find(slug, typed))


def test_what_was_said_counts_more_than_what_it_means() -> None:
    """Of two pages the one with the very word stands above the one with the word of today."""
    pages = [page("zh-hant", "guides/b", "移工的宿舍"), page("zh-hant", "guides/a", "外勞的宿舍")]
    assert names(_find("zh-hant", "外勞", pages))[:1] == ["a"]


def test_titles_of_the_release_before_are_searched() -> None:
    """Without days of meetings a dated page is on from its first day to its last."""
    older = [replace(each, days=None) for each in FAIRS]
    assert names(_find("en", "fair", older, when="later")) == ["new"]
