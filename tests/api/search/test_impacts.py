"""What a term is worth on a page: steps of BM25F, the same wherever they are added up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.documents import Document
from api.search.engine import LEVELS, Postings
from api.search.impacts import FIELDS, SAMPLE, averages, count, rarity, sample, steps
from i18n.languages import BY_SLUG, LANGUAGES, Language
from tests.little_site import LITTLE, page, postings

ENGLISH = BY_SLUG["en"]
_FILL = "Rooms are let to people who work here and register beforehand at our counter"
_EMPTY = Document("/en/guides/x/", "guide", _FILL, _FILL, (_FILL,), (("", _FILL),), (_FILL,), (_FILL,))


def _with(part: str) -> Document:
    """Return a document of which only `part` has the word passport; all have the same words otherwise."""
    text = f"{_FILL} passport"
    if part == "body":
        return replace(_EMPTY, paragraphs=(("", text),))
    value = text if part in {"title", "summary"} else (text,)
    return replace(_EMPTY, **{part: value})  # type: ignore[arg-type]


def _steps(document: Document) -> Postings:
    return steps(count(document, ENGLISH), {"main": 90.0, "exact": 90.0, "pair": 84.0})


@pytest.mark.parametrize("slug", sorted(LITTLE))
def test_every_step_is_one_of_fifteen(slug: str) -> None:
    """Eight pages a language: each term of each signal has a step from 1 to 15, and a page has dozens of them."""
    for row in postings(slug, LITTLE[slug]):
        assert len(row) > 10
        assert set(row.values()) <= set(range(1, LEVELS + 1))


def test_a_term_is_worth_what_its_place_says() -> None:
    """The same word, once, in texts of the same length: title over summary, over phrases, over headings, tags, body (or the same step)."""
    found = {part: _steps(_with(part))["m:passport"] for part in FIELDS}
    assert found["title"] > found["summary"] >= found["asked"] >= found["headings"] == found["tags"] == found["body"]


def test_more_of_a_term_is_worth_more_and_never_twice_as_much() -> None:
    """Said once, twice, eight times, fifty times: the step rises and stays within 15; the second time brings less than the first."""
    found = [
        _steps(page("en", "guides/x", "Word", " ".join(["passport"] * times + ["room"] * (60 - times))))["m:passport"]
        for times in (1, 2, 8, 50)
    ]
    assert found == sorted(set(found))
    assert found[-1] <= LEVELS
    assert found[1] - found[0] < found[0]


def test_a_word_in_a_long_page_is_worth_less() -> None:
    """The same word among 20 and among 2,000 others: length is taken into account."""
    short, long = (page("en", "guides/x", "Title", "passport " + "room " * others) for others in (20, 2000))
    assert _steps(short)["m:passport"] > _steps(long)["m:passport"]


def test_each_signal_is_measured_by_its_own_length() -> None:
    """A page of usual length in all signals has the same step for a word and its written form."""
    document = page("en", "guides/x", "Passport", "room")
    counted = count(document, ENGLISH)
    found = steps(counted, {signal: float(length) for signal, length in counted.lengths.items()})
    assert found["m:passport"] == found["e:passport"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_the_same_pages_give_the_same_steps(language: Language) -> None:
    """Counted twice, terms and averages are equal, in the same order: an index can be compared byte by byte."""
    first, second = (postings(language.slug, LITTLE[language.slug]) for _ in range(2))
    assert [list(row.items()) for row in first] == [list(row.items()) for row in second]


def test_averages_are_taken_from_an_even_sample() -> None:
    """Of 900 pages, of which those in the last third are long, the average lies between: at most 300 are counted, from all parts."""
    pages = [page("en", f"guides/{row}", "Title", "room " * (40 if row >= 600 else 10)) for row in range(3 * SAMPLE)]
    short, long = (count(pages[row], ENGLISH).lengths["main"] for row in (0, -1))
    taken = sample(pages, ENGLISH)
    assert len(taken) == SAMPLE
    assert averages(taken.values())["main"] == pytest.approx((2 * short + long) / 3)


def test_a_page_without_words_has_no_terms() -> None:
    """An empty page, and a shelf of nothing else: no term, no average, no error."""
    empty = Document("/en/guides/x/", "guide", "", "")
    assert averages([count(empty, ENGLISH)]) == {}
    assert steps(count(empty, ENGLISH), {}) == {}


@given(st.integers(1, 5000), st.data())
def test_the_rarer_a_term_the_more_it_tells(rows: int, more: st.DataObject) -> None:
    """In any number of documents: always more than nothing, and less for each further document that holds it."""
    frequency = more.draw(st.integers(0, rows - 1))
    assert rarity(frequency, rows) > rarity(frequency + 1, rows) > 0
