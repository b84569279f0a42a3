"""What of the library is searched: each entry in the languages that it has, with days, hours, tags and anchors of its page."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from api.content.library import Library, read
from api.search.corpus import documents
from api.search.documents import Document
from i18n.languages import BY_SLUG, LANGUAGES, SOURCE, Language
from tests.support import NOW, ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real content."""
    return read(ROOT / "content")


@cache
def _content() -> Library:
    return read(ROOT / "content")


@cache
def _documents(language: Language) -> Mapping[str, Document]:
    """Return the documents of the real content on the day of the tests, by key."""
    return {each.key: each for each in documents(_content(), language, NOW.date())}


def _english(key: str) -> Document:
    return _documents(BY_SLUG["en"])[key]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.slug)
def test_every_anchor_stands_on_the_built_page(site: Path, language: Language) -> None:
    """Of some 1,800 paragraphs in each language, all but the questions of calculators have an anchor, and each page carries it."""
    checked = 0
    for document in _documents(language).values():
        anchors = {anchor for anchor, _ in document.paragraphs}
        if document.kind == "calculator":
            assert anchors == {""}
            continue
        page = (site / document.url.strip("/") / "index.html").read_text(encoding="utf-8")
        assert anchors <= set(re.findall(r'\bid="?([\w-]+)', page)), document.url
        checked += len(anchors)
    assert checked > 1_000


def test_an_entry_is_searched_only_in_the_languages_that_it_has(library: Library) -> None:
    """Without a Vietnamese file it is no Vietnamese document, though its page shows other words; in Chinese it stays one."""
    key = "guides/passport"
    entry = library.entries[key]
    words = {slug: words for slug, words in entry.words.items() if slug != "vi"}
    lacking = replace(library, entries={key: replace(entry, words=words)})
    for language in LANGUAGES:
        found = {each.key for each in documents(lacking, language, NOW.date())}
        assert (f"{key}/" in found) is (language.slug != "vi"), language.slug


def test_a_page_with_title_and_summary_alone_says_in_which_language_its_words_are(library: Library) -> None:
    """A Vietnamese file without a block is found by its title and labelled as Chinese; with one block, and in Chinese, it is not."""
    key = "guides/passport"
    entry = library.entries[key]
    words = entry.words["vi"]
    first = next(name for name, blocks in words.sections.items() if blocks)
    bodies = {"none": {}, "one": {first: words.sections[first][:1]}}
    found = {}
    for name, sections in bodies.items():
        changed = replace(entry, words={**entry.words, "vi": replace(words, sections=sections)})
        lacking = replace(library, entries={key: changed})
        found[name] = [
            next(each.only_in for each in documents(lacking, language, NOW.date()) if each.key == f"{key}/")
            for language in (BY_SLUG["vi"], SOURCE)
        ]
    assert found == {"none": [SOURCE.tag, ""], "one": ["", ""]}


def test_sub_headings_of_the_words_are_headings_and_those_of_sections_are_not() -> None:
    """A guide's own "Seeing a doctor" is a heading; "The answer", which stands over every guide, is not searched."""
    document = _english("guides/accident-benefits/")
    assert "Seeing a doctor" in document.headings
    assert "The answer" not in document.headings
    assert not [text for _, text in document.paragraphs if text in document.headings or text.startswith("#")]


def test_a_block_without_a_translation_is_not_searched_as_if_it_had_one(library: Library) -> None:
    """A Vietnamese file with its last section empty has that many paragraphs less, none of them the Chinese."""
    key = "guides/passport"
    entry = library.entries[key]
    words = entry.words["vi"]
    last = list(words.sections)[-1]
    cut = replace(words, sections={**words.sections, last: ()})
    lacking = replace(library, entries={key: replace(entry, words={**entry.words, "vi": cut})})
    vietnamese = BY_SLUG["vi"]
    [found] = [each for each in documents(lacking, vietnamese, NOW.date()) if each.kind == "guide"]
    whole = _documents(vietnamese)[found.key]
    assert len(found.paragraphs) == len(whole.paragraphs) - len(words.sections[last])
    assert set(found.paragraphs) < set(whole.paragraphs)


def test_tags_name_work_subjects_and_places_in_the_language_of_the_document() -> None:
    """A vacancy has its occupation, sector, firm and district; a class its family and place; a guide its situation."""
    packer = _english("vacancies/autumn-packer/").tags
    assert {"Packer", "Manufacturing", "Indonesian", "Daliao (大寮區)"} <= set(packer)
    assert {"Everyday crafts", "Training and Employment Centre"} <= set(_english("courses/barista-basics/").tags)
    assert "I was hurt at work" in _english("guides/accident-benefits/").tags
    chinese = _documents(SOURCE)["vacancies/autumn-packer/"].tags
    assert {"包裝作業員", "樣本好味食品"} <= set(chinese)
    assert "Sample Good Taste Foods" in packer
    assert "Sample Good Taste Foods" not in chinese


def test_the_address_and_the_languages_of_a_place_are_tags() -> None:
    """The bureau is found by its street in Chinese and Latin letters, and by the languages that somebody confirmed."""
    tags = set(_english("places/labor-bureau/").tags)
    assert {"高雄市前鎮區鎮中路6號", "No. 6, Zhenzhong Rd., Qianzhen Dist., Kaohsiung City 806"} <= tags
    assert (
        "No. 6, Zhenzhong Rd., Qianzhen Dist., Kaohsiung City 806"
        not in _documents(SOURCE)["places/labor-bureau/"].tags
    )


def test_district_and_days_are_those_of_the_facts() -> None:
    """A class has the district of its place, its first and its last day; a guide has none of them, and a day of reading."""
    course = _english("courses/barista-basics/")
    assert (course.district, course.starts_on, course.over_on) == ("niaosong", "2026-10-15", "2026-12-17")
    guide = _english("guides/accident-benefits/")
    assert (guide.district, guide.starts_on, guide.over_on) == ("", "", "")
    assert guide.read_on == "2024-10-11"
    assert _english("places/museum-of-labor/").read_on <= "2026-02-26"


def test_the_hours_of_a_place_are_told_for_fourteen_days_without_days_of_rest(library: Library) -> None:
    """The museum is open from Tuesday to Saturday, 9:00 to 17:00: on ten of 14 days; nine, if one of them is a day of rest."""
    museum = "places/museum-of-labor/"
    spans = _english(museum).hour_spans
    assert spans[0] == ("2026-11-21T09:00", "2026-11-21T17:00")
    assert len(spans) == 10
    assert "2026-11-22" not in {first[:10] for first, _ in spans}
    resting = replace(library, holidays=library.holidays | {dt.date(2026, 11, 25)})
    [found] = [each for each in documents(resting, BY_SLUG["en"], NOW.date()) if each.key == museum]
    assert {first for first, _ in spans} - {first for first, _ in found.hour_spans} == {"2026-11-25T09:00"}


def test_a_show_is_open_when_its_museum_is_and_only_while_it_is_on() -> None:
    """Of four shows, the permanent ones have the museum's hours; one that ended in 2023 and one without confirmed days have none."""
    hours = {key: each.hour_spans for key, each in _documents(BY_SLUG["en"]).items() if each.kind == "exhibition"}
    museum = _english("places/museum-of-labor/").hour_spans
    assert hours["exhibitions/ship-story/"] == museum
    assert hours["exhibitions/jalan-jalan/"] == hours["exhibitions/frameless-craftspeople/"] == ()


def test_windows_of_enrolment_are_spans_and_past_ones_are_gone() -> None:
    """A class of term 2027-1 is open from 1 December 9:00 to 23 December 17:00; windows that ended before today are not kept."""
    assert _english("courses/air-conditioner-and-fan-care/").enrol_spans == (("2026-12-01T09:00", "2026-12-23T17:00"),)
    ended = [
        span
        for each in _documents(SOURCE).values()
        for span in (*each.enrol_spans, *each.hour_spans)
        if span[1] < "2026-11-21"
    ]
    assert not ended


def test_a_session_that_is_called_off_is_not_open_for_enrolment(library: Library) -> None:
    """With its first session of 12 December called off, a briefing has three windows instead of four."""
    key = "activities/briefing-families-with-a-carer"
    entry = library.entries[key]
    facts = entry.facts.model_copy(update={"cancelled": (dt.date(2026, 12, 12),)})
    changed = replace(library, entries={key: replace(entry, facts=facts)})
    found = next(iter(documents(changed, SOURCE, NOW.date())))
    assert found.enrol_spans == _documents(SOURCE)[f"{key}/"].enrol_spans[1:]
    assert len(found.enrol_spans) == 3


def test_a_class_tells_the_days_on_which_it_meets() -> None:
    """On Monday 23 November four classes of the term run and one of them meets; a show is one run, a guide is on no day."""
    monday = "2026-11-23"
    classes = [each for each in _documents(BY_SLUG["en"]).values() if each.kind == "course"]
    running = [each for each in classes if each.starts_on <= monday <= each.over_on]
    assert (len(running), sum((monday, monday) in (each.days or ()) for each in running)) == (4, 1)
    assert all(
        each.days == ((each.starts_on, each.over_on),)
        for each in _documents(BY_SLUG["en"]).values()
        if each.kind == "vacancy"
    )
    assert _english("guides/passport/").days == ()


def test_where_anybody_can_come_the_hours_themselves_are_open() -> None:
    """The bus is open while it stands at its stop, a fair on its day; a vacancy is never "open"."""
    found = _documents(SOURCE).values()
    assert _english("bus/hunei-evening-market/").hour_spans == (("2026-11-27T16:30", "2026-11-27T18:30"),)
    assert [each for each in found if each.kind == "fair" and each.hour_spans]
    assert not [
        each for each in found if each.kind in {"vacancy", "guide", "page"} and (each.hour_spans or each.enrol_spans)
    ]


def test_a_calculator_is_a_document_with_what_it_asks() -> None:
    """Eleven calculators or more are found in every language under the address of their page."""
    for language in LANGUAGES:
        found = [each for each in _documents(language).values() if each.kind == "calculator"]
        assert len(found) >= 11
        assert all(each.url.startswith(f"/{language.slug}/calculators/") and each.paragraphs for each in found)
