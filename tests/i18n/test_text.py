"""Terms: what counts as the same word when people search."""

from i18n.languages import by_slug
from i18n.text import analyse


def _main(text: str, slug: str) -> set[str]:
    language = by_slug(slug)
    assert language
    return {term.text for term in analyse(text, language) if term.signal == "main"}


def test_vietnamese_is_found_without_its_marks() -> None:
    """A phone without a Vietnamese keyboard types "tien tang ca" and finds "tiền tăng ca"; đ counts as d."""
    assert _main("tien tang ca", "vi") == _main("Tiền tăng ca", "vi")
    assert _main("dong", "vi") == _main("đồng", "vi")


def test_simplified_and_compatibility_characters_are_the_same_as_traditional() -> None:
    """劳动 and the compatibility ideograph U+F92F of old documents both mean 勞動."""
    assert _main("劳动", "zh-hant") == _main("勞動", "zh-hant") == _main("\uf92f動", "zh-hant")


def test_thai_needs_no_spaces() -> None:
    """A word inside a Thai sentence without spaces is found by its own runs of letters."""
    assert _main("ล่วงเวลา", "th") <= _main("นายจ้างต้องจ่ายค่าล่วงเวลาให้คุณ", "th")


def test_indonesian_and_english_meet_in_their_stems() -> None:
    """A reader who types upahnya finds upah; one who types complaints finds complaint."""
    assert _main("upahnya", "id") == _main("upah", "id")
    assert _main("complaints", "en") == _main("Complaint", "en")


def test_every_term_stands_where_it_says() -> None:
    """A term's place points at its own letters, so that a highlight marks the right ones."""
    text = "Lương tối thiểu là 29.500 (最低工資)"
    language = by_slug("vi")
    assert language
    marked = {text[term.start : term.end] for term in analyse(text, language) if term.signal == "main"}
    assert {"Lương", "最低", "29"} <= marked
