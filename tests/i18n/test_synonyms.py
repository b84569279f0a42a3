"""Words that stand for the same."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import BY_SLUG, LANGUAGES, SOURCE, Language
from i18n.synonyms import LONGEST, groups, meanings, phrase, spans


@pytest.mark.parametrize(
    ("slug", "ours", "said"),
    [
        ("zh-hant", "移工", "外勞"),
        ("id", "mangkir 3 hari berturut-turut dan hilang kontak", "kabur"),
        ("th", "ตั้งครรภ์", "ท้อง"),
    ],
)
def test_a_group_begins_with_the_word_of_our_pages(slug: str, ours: str, said: str) -> None:
    """Glossary and everyday words in one list, each word of ours once in front, none empty."""
    found = groups(BY_SLUG[slug])
    assert any(group[0] == ours and said in group[1:] for group in found)
    assert len({group[0] for group in found}) == len(found)
    assert all(all(group) for group in found)


@pytest.mark.parametrize(
    ("slug", "said", "meant"),
    [
        ("zh-hant", "外勞", "移工"),
        ("zh-hant", "外劳", "移工"),
        ("vi", "bỏ trốn", "vắng mặt liên tục ba ngày và mất liên lạc"),
        ("vi", "bo tron", "vắng mặt liên tục ba ngày và mất liên lạc"),
        ("id", "KABUR", "mangkir 3 hari berturut-turut dan hilang kontak"),
        ("th", "โอที", "ค่าล่วงเวลา"),
        ("en", "ＯＴ", "overtime pay"),
        ("id", "bunting", "hamil"),
    ],
)
def test_a_word_that_people_say_means_the_word_of_our_pages(slug: str, said: str, meant: str) -> None:
    """Old and everyday words, without marks, in capitals, Simplified or full-width."""
    language = BY_SLUG[slug]
    assert meant in meanings(language)[phrase(said, language)].same


def test_a_term_of_the_glossary_has_its_approved_words_in_the_four_other_languages() -> None:
    """護照 and what people call it lead to paspor and three more; the approved word is no synonym of itself."""
    found = meanings(SOURCE)[phrase("護照", SOURCE)]
    assert dict(found.others) == {"vi": "hộ chiếu", "id": "paspor", "th": "หนังสือเดินทาง", "en": "passport"}
    assert found.same == ()
    vietnamese = BY_SLUG["vi"]
    assert dict(meanings(vietnamese)[phrase("pasport", vietnamese)].others)["id"] == "paspor"


@pytest.mark.parametrize(
    ("slug", "said", "meant"),
    [
        ("zh-hant", "殘廢給付", "失能給付"),
        ("zh-hant", "殘障", "身心障礙者"),
        ("en", "funeral leave", "bereavement leave"),
    ],
)
def test_a_note_in_the_glossary_need_not_be_typed(slug: str, said: str, meant: str) -> None:
    """The glossary has "(舊)殘廢給付" and "funeral leave (law text)": nobody types the note."""
    language = BY_SLUG[slug]
    assert meant in meanings(language)[phrase(said, language)].same


def test_a_helper_is_no_help() -> None:
    """Indonesian pembantu (a helper) means domestic work; bantu (help), its stem, means nothing else."""
    indonesian = BY_SLUG["id"]
    assert [span.meaning.same for span in spans(["pembantu"], indonesian)] == [("penata laksana rumah tangga",)]
    assert spans(["bantu"], indonesian) == []
    assert phrase("pembantu", indonesian) == ("pembantu",)


def test_the_longest_phrase_is_meant_and_none_overlaps() -> None:
    """Of "withholding of passport" in nine words the three are one phrase; "passport" in it is not told again."""
    english = BY_SLUG["en"]
    terms = list(phrase("my boss is withholding of passport since two months", english))
    found = [(span.first, span.end) for span in spans(terms, english)]
    assert (3, 6) in found
    assert (5, 6) not in found
    assert all(left[1] <= right[0] for left, right in pairwise(found))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_every_phrase_is_short_and_means_something(language: Language) -> None:
    """Hundreds of phrases a language: 1 to 8 terms each, found again in the middle of a text, with a meaning here or elsewhere."""
    known = meanings(language)
    assert len(known) > 300
    for key, meaning in known.items():
        assert 1 <= len(key) <= LONGEST
        assert meaning.same or meaning.others
        assert any(span.first == 1 and span.end > len(key) for span in spans(["?", *key, "?"], language))


@given(st.lists(st.sampled_from(("lembur", "uang", "hilang", "kontak", "gaji", "x", "")), max_size=12))
def test_spans_stand_in_order_inside_the_terms(terms: list[str]) -> None:
    """Whatever up to 12 terms are: spans lie inside them, in order, none empty."""
    found = [(0, 0), *((span.first, span.end) for span in spans(terms, BY_SLUG["id"])), (len(terms), len(terms))]
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert all(first < end for first, end in found[1:-1])
