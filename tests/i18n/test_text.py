"""Terms: what counts as the same word when people search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.glossary import glossary
from i18n.languages import LANGUAGES, SOURCE, Language, by_slug
from i18n.text import Signal, analyse
from i18n.text.thai import WORDS


def _language(slug: str) -> Language:
    language = by_slug(slug)
    assert language
    return language


def _found(text: str, slug: str, signal: Signal = "main") -> set[str]:
    return {term.text for term in analyse(text, _language(slug)) if term.signal == signal}


def test_vietnamese_is_found_without_its_marks() -> None:
    """A phone without a Vietnamese keyboard types "tien tang ca" and finds "tiền tăng ca"; đ counts as d."""
    assert _found("tien tang ca", "vi") == _found("Tiền tăng ca", "vi") == {"tien", "tang", "ca"}
    assert _found("dong", "vi") == _found("đồng", "vi")


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
@pytest.mark.parametrize(("slug", "text"), [("en", "over|time pay"), ("vi", "tă|ng ca"), ("zh-hant", "加|班|費")])
def test_what_cannot_be_seen_cuts_no_word(unseen: str, slug: str, text: str) -> None:
    """The same terms with any of six invisible signs in a word; each place still covers what is written there."""
    language, plain, hidden = _language(slug), text.replace("|", ""), text.replace("|", unseen)
    terms = analyse(hidden, language)
    assert [(term.text, term.signal) for term in terms] == [
        (term.text, term.signal) for term in analyse(plain, language)
    ]
    for term, same in zip(terms, analyse(plain, language), strict=True):
        assert hidden[term.start : term.end].replace(unseen, "") == plain[same.start : same.end]


def test_a_space_without_width_divides_thai() -> None:
    """Between Thai letters it is where its writer ends a word: ตา|กลม is not ตาก|ลม."""
    assert {"ตา", "กลม"} <= _found("ตา\u200bกลม", "th")


def test_vietnamese_marks_and_neighbours_are_rewarded() -> None:
    """Whoever types the marks gets the marked form as a bonus; two syllables beside each other count as a pair."""
    assert _found("Tăng ca", "vi", "exact") == {"tăng", "ca"}
    assert _found("tăng ca đêm", "vi", "pair") == {"tang ca", "ca dem"}


def test_decomposed_vietnamese_is_the_same_as_composed() -> None:
    """Some keyboards send letters and marks apart: the terms are the same, marked forms included."""
    apart = unicodedata.normalize("NFD", "Tiền tăng ca ở Đài Loan")
    for signal in ("main", "exact", "pair"):
        assert _found(apart, "vi", signal) == _found("Tiền tăng ca ở Đài Loan", "vi", signal)


def test_simplified_and_compatibility_characters_are_the_same_as_traditional() -> None:
    """劳动 and the compatibility ideograph U+F92F of old documents both mean 勞動."""
    for signal in ("main", "letter", "word"):
        assert (
            _found("劳动", "zh-hant", signal)
            == _found("勞動", "zh-hant", signal)
            == _found("\uf92f動", "zh-hant", signal)
        )


def test_chinese_has_three_signals() -> None:
    """最低工資 gives three pairs of characters, four characters, and one word: the glossary knows it."""
    assert _found("最低工資", "zh-hant") == {"最低", "低工", "工资"}
    assert _found("最低工資", "zh-hant", "letter") == {"最", "低", "工", "资"}
    assert _found("最低工資", "zh-hant", "word") == {"最低工资"}


def test_a_single_character_finds_itself() -> None:
    """A query of one character has no pair, and is not empty."""
    assert _found("薪", "zh-hant") == {"薪"}


def test_every_chinese_term_of_the_glossary_is_one_word() -> None:
    """The dictionary does not cut our own terms of two to six characters: at most 1 in 20 is cut otherwise."""
    terms = {form for term in glossary() for form in term.forms[SOURCE.slug] if 2 <= len(form) <= 6}
    plain = {form for form in terms if all("\u4e00" <= letter <= "\u9fff" for letter in form)}
    cut = {form for form in plain if len(_found(form, "zh-hant", "word")) != 1}
    assert len(plain) > 200
    assert len(cut) <= len(plain) / 20, sorted(cut)


def test_thai_needs_no_spaces() -> None:
    """ค่าล่วงเวลา inside a sentence without spaces is cut out as one word, and เกาสง (Kaohsiung) as well."""
    sentence = "นายจ้างต้องจ่ายค่าล่วงเวลาให้คุณที่เกาสง"
    assert {"นายจ้าง", "ค่าล่วงเวลา", "เกาสง"} <= _found(sentence, "th")


def test_thai_runs_forgive_a_tone_mark() -> None:
    """ลวงเวลา, typed without its tone mark, shares its runs of four letters with ล่วงเวลา."""
    assert _found("ลวงเวลา", "th", "gram") == _found("ล่วงเวลา", "th", "gram")


def test_thai_is_composed_as_dictionaries_write_it() -> None:
    """NIKHAHIT and SARA AA typed apart are SARA AM, and two SARA E are SARA AE: both are usual slips."""
    assert _found("ทํางาน", "th") == _found("ทำงาน", "th")
    assert _found("เเรงงาน", "th") == _found("แรงงาน", "th")


def test_the_thai_list_holds_each_word_once() -> None:
    """The list is sorted, without doubles, composed and without spaces, so that a change to it can be read."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert not [line for line in lines if " " in line or line != unicodedata.normalize("NFC", line) or not line]


def test_indonesian_and_english_meet_in_their_stems() -> None:
    """A reader who types upahnya finds upah; one who types complaints finds complaint."""
    assert _found("upahnya", "id") == _found("upah", "id")
    assert _found("complaints", "en") == _found("Complaint", "en")
    assert _found("complaints", "en", "exact") == {"complaints"}


@pytest.mark.parametrize(
    ("slug", "typed", "meant"),
    [
        ("id", "gk blh", "tidak boleh"),
        ("id", "Bs krja", "bisa kerja"),
        ("vi", "ko dc", "không được"),
        ("vi", "đc j", "được gì"),
    ],
)
def test_little_words_may_be_shortened_as_on_phones(slug: str, typed: str, meant: str) -> None:
    """Two words, shortened and written out, find the same; what was typed stays the written form."""
    assert _found(typed, slug) == _found(meant, slug)
    assert _found(typed, slug, "exact") != _found(meant, slug, "exact")


def test_full_width_letters_are_letters() -> None:
    """ＡＲＣ, as Chinese keyboards type it, is arc."""
    assert _found("ＡＲＣ", "zh-hant") == {"arc"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
@given(text=st.text(alphabet=st.sampled_from('aAđẫ ̣́ำเแกข่้0 工資働。-"*~()🙂\u200bﾊ'), max_size=60))
def test_every_term_stands_where_it_says(language: Language, text: str) -> None:
    """Whatever is typed: places lie inside the text, in order, and no term is empty."""
    for term in analyse(text, language):
        assert 0 <= term.start < term.end <= len(text)
        assert term.text.strip()


def test_a_place_points_at_its_own_letters() -> None:
    """A highlight marks the letters of the term, in a text of two scripts as well."""
    text = "Lương tối thiểu là 29.500 (最低工資)"
    marked = {text[term.start : term.end] for term in analyse(text, _language("vi")) if term.signal == "main"}
    assert {"Lương", "最低", "29"} <= marked


@pytest.mark.parametrize(
    ("slug", "written", "plain"),
    [
        ("zh-hant", "勞⼯保險", "勞工保險"),
        ("zh-hant", "⾦⾨⼈⼝", "金門人口"),
        ("zh-hant", "移⺠署 ⻑照", "移民署 長照"),
        ("zh-hant", "\uf92f動", "勞動"),
        ("en", "ＰＡＹ　ｓｌｉｐ", "PAY slip"),
        ("en", "ﬁnal oﬃce", "final office"),
        ("th", "น\u0e4d\u0e49\u0e32หนัก", "น้ำหนัก"),
        ("th", "ท\u0e4d\u0e32งาน", "ทำงาน"),
        ("th", "เเรงงาน", "แรงงาน"),
        ("vi", unicodedata.normalize("NFD", "người lao động"), "người lao động"),
        ("id", "ｇａｊｉ", "gaji"),
        ("en", "ｶﾞ pay", "ガ pay"),
    ],
)
def test_compatibility_forms_are_folded_before_anything_is_cut(slug: str, written: str, plain: str) -> None:
    """Radicals of PDF files, full and half width, ligatures, marks set apart: the same terms, each at its place in what was written."""
    language = _language(slug)
    terms, same = analyse(written, language), analyse(plain, language)
    assert [(term.text, term.signal) for term in terms] == [(term.text, term.signal) for term in same]
    for term, other in zip(terms, same, strict=True):
        covered = {each.text for each in analyse(written[term.start : term.end], language)}
        if term.signal not in {"gram", "pair"} and written[term.start : term.end].isascii() is plain.isascii():
            assert covered & {other.text}
        assert 0 <= term.start < term.end <= len(written)


def test_a_term_behind_a_folded_letter_stands_where_it_was_written() -> None:
    """Two letters that become one, and one that becomes two, move nothing that stands behind them."""
    for slug, before, word in (
        ("th", "น\u0e4d\u0e32 ", "แรงงาน"),
        ("en", "oﬃce ", "wage"),
        ("zh-hant", "⼯… ", "保險"),
    ):
        text = before + word
        assert any(text[term.start : term.end] == word for term in analyse(text, _language(slug)))
