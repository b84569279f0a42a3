"""In which language a question is written: recognised, never demanded."""

import pytest

from api.search.recognising import recognise
from api.search.vocabulary import Vocabulary
from i18n.languages import BY_SLUG
from tests.little_site import LITTLE, index

WORDS = {slug: index(slug, pages).vocabulary for slug, pages in LITTLE.items()}


def _recognised(text: str, reader: str, words: dict[str, Vocabulary] = WORDS) -> str:
    return recognise(text, BY_SLUG[reader], words).slug


@pytest.mark.parametrize("reader", sorted(LITTLE))
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("誰可以保管護照", "zh-hant"),
        ("护照", "zh-hant"),
        ("tiền tăng ca tính thế nào", "vi"),
        ("tien tang ca tinh the nao", "vi"),
        ("cara menghitung uang lembur", "id"),
        ("ค่าล่วงเวลาคิดอย่างไร", "th"),
        ("bereavement leave when somebody dies", "en"),
        ("加班費 OT", "zh-hant"),
        ("นายจ้าง ARC", "th"),
    ],
)
def test_what_is_plainly_one_language_is_that_for_every_reader(reader: str, text: str, slug: str) -> None:
    """Nine texts, whoever reads: script first, then the words of pages, with or without marks."""
    assert _recognised(text, reader) == slug


@pytest.mark.parametrize("text", ["", "?!", "12345", "🙂", "qqqq zzzz", "\u0301", "مرحبا", "\ud800"])
@pytest.mark.parametrize("reader", sorted(LITTLE))
def test_what_no_language_knows_is_the_readers_own(reader: str, text: str) -> None:
    """Nothing, signs, digits, words of nobody and other scripts: the reader's language is meant."""
    assert _recognised(text, reader) == reader


@pytest.mark.parametrize("reader", ["vi", "id", "en"])
def test_a_tie_is_the_readers_own(reader: str) -> None:
    """Passport is on English pages and said in Vietnamese and Indonesian: each of the three means their own."""
    assert _recognised("passport", reader) == reader


def test_a_little_better_is_not_enough() -> None:
    """One word of five that only another language knows changes nothing; three of five do."""
    words = {slug: Vocabulary({word: {word: 1} for word in text.split()}) for slug, text in (
        ("id", "kuku kaka koko"), ("en", "fifi fafa fofo kuku kaka koko"), ("vi", "soso sasa"))}  # fmt: skip
    assert _recognised("kuku kaka koko soso sasa", "id", words) == "id"
    assert _recognised("kuku kaka koko fifi", "id", words) == "en"
    assert _recognised("kuku kaka koko koko kaka fifi", "id", words) == "id"


def test_a_phrase_that_people_say_is_known_as_a_whole() -> None:
    """Bo tron is on no page, and Vietnamese by what people say for losing contact."""
    assert _recognised("bo tron", "en") == "vi"


def test_one_wrong_letter_does_not_hide_a_language() -> None:
    """Bereavemnt leeve is English with two slips for a reader of Indonesian."""
    assert _recognised("bereavemnt leave", "id") == "en"


def test_one_foreign_character_in_a_latin_text_says_nothing() -> None:
    """One Chinese character beside a long English question leaves it English, unless the reader reads Chinese."""
    assert _recognised("bereavement leave form 表", "en") == "en"
    assert _recognised("bereavement leave form 表", "zh-hant") == "zh-hant"


def test_a_language_without_a_shelf_is_not_recognised_by_its_words() -> None:
    """With the Indonesian shelf gone an Indonesian question is the reader's own, and no error; with all gone too."""
    assert _recognised("cara menghitung uang lembur", "en", {"en": WORDS["en"]}) == "en"
    assert _recognised("cara menghitung uang lembur", "id", {}) == "id"
