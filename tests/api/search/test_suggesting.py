"""Suggestions: what is offered for the beginning of a word, and in which order."""

import pytest

from api.search.suggesting import MOST, MOST_INTENTS, Suggestion, Suggestions, folded
from i18n.languages import BY_SLUG
from i18n.synonyms import groups

TITLES = {
    "zh-hant": ("加班費怎麼算、怎麼要", "誰可以保管我的護照", "工時與加班費"),
    "vi": ("Tiền tăng ca tính thế nào", "Ai được giữ hộ chiếu của tôi", "Đời sống ở Cao Hùng"),
    "id": ("Uang lembur: cara menghitung", "Siapa yang boleh menyimpan paspor saya", "Gaji dan upah minimum"),
    "th": ("ใครเก็บหนังสือเดินทางของฉันได้", "ชั่วโมงทำงานและค่าล่วงเวลา"),
    "en": ("Who may keep my passport", "Working hours and overtime pay", "Café day: pay in coffee"),
}
INTENTS = {"en": [["overtime", "overtime rate"], ["over stayed"], ["overseas"], ["overworked"]]}
HOSTILE = (
    *(
        "",
        " ",
        "a" * 10_000,
        "กา" * 5_000,
        "\x00\x1b[0m",
        "\u0301\u0301",
        "\u0e48",
        'AND OR * ~ " ( ) [ ]',
        "../../etc/passwd",
    ),
    *("^(a+)+$", "\ud800", "👩‍👩‍👧", "加" * 300, "a b " * 500, "\u202e\u200b", "%s %(x)s {0}", "ﷺ" * 50),
)


def _made(slug: str) -> Suggestions:
    titles = ((title, f"/{slug}/{number}/") for number, title in enumerate(TITLES[slug]))
    return Suggestions(BY_SLUG[slug], titles, groups(BY_SLUG[slug]), INTENTS.get(slug, ()))


def _texts(slug: str, typed: str) -> list[str]:
    return [row.text for row in _made(slug).of(typed)]


@pytest.mark.parametrize(
    ("slug", "typed", "title"),
    [
        ("vi", "tang ca", 0),
        ("vi", "TĂNG", 0),
        ("vi", "ho chieu", 1),
        ("vi", "doi song", 2),
        ("id", "paspor", 1),
        ("id", "UPAH", 2),
        ("en", "ｐａｓｓｐｏｒｔ", 0),
        ("en", "cafe", 2),
        ("zh-hant", "護照", 1),
        ("zh-hant", "护照", 1),
        ("zh-hant", "加班费", 0),
        ("zh-hant", "加", 2),
        ("th", "เดินทาง", 0),
        ("th", "ล่วง", 1),
    ],
)
def test_the_beginning_of_any_word_finds_a_title(slug: str, typed: str, title: int) -> None:
    """Without marks, in capitals, full-width or Simplified, and inside what Thai and Chinese do not divide."""
    assert Suggestion(TITLES[slug][title], f"/{slug}/{title}/") in _made(slug).of(typed)


@pytest.mark.parametrize(
    ("slug", "old", "approved"),
    [
        ("zh-hant", "外勞", "移工"),
        ("id", "kabur", "mangkir 3 hari berturut-turut dan hilang kontak"),
        ("vi", "bo tron", "vắng mặt liên tục ba ngày và mất liên lạc"),
        ("th", "โอที", "ค่าล่วงเวลา"),
    ],
)
def test_an_old_word_suggests_the_approved_term(slug: str, old: str, approved: str) -> None:
    """What people say leads to a search for what our pages say."""
    row = next(row for row in _made(slug).of(old) if row.text == approved)
    assert row.url.startswith(f"/{slug}/search?q=")
    assert " " not in row.url


@pytest.mark.parametrize("typed", ["pasport", "passprot", "passportt", "pessport"])
def test_one_wrong_letter_of_five_or_more_is_forgiven(typed: str) -> None:
    """One missing, two swapped, one too many, another one: the passport page is suggested; four letters must be right."""
    assert TITLES["en"][0] in _texts("en", typed)
    assert TITLES["en"][0] not in _texts("en", "pesp")


def test_a_near_word_is_offered_only_where_no_word_is_right() -> None:
    """The words for passport find passports, and nothing that is merely spelled like them."""
    titles = (("hộ chiếu", "/1/"), ("hộ chiến", "/2/"))
    language = BY_SLUG["vi"]
    assert [row.url for row in Suggestions(language, titles, ()).of("hộ chiếu")] == ["/1/"]
    assert [row.url for row in Suggestions(language, titles[1:], ()).of("hộ chiếu")] == ["/2/"]


def test_the_last_word_of_a_long_title_is_found() -> None:
    """Zuoying, behind 60 letters of a title, finds it; nearly typed it does as well."""
    title = "Large Sunday recruitment day of sixty employers and their partners in Zuoying"
    made = Suggestions(BY_SLUG["en"], [(title, "/1/")], ())
    for typed in ("zuoying", "zuo", "zuoyng", "sunday zuoying"):
        assert [row.text for row in made.of(typed)] == [title]


def test_what_is_over_today_comes_after_what_fits_alike() -> None:
    """Two fairs of 5 and 9 December: on the 5th in their order, on the 6th the first of them last, whenever it was prepared."""
    titles, ends = [("Fair one", "/1/"), ("Fair two", "/2/")], {"/1/": "2026-12-05", "/2/": "2026-12-09"}
    made = Suggestions(BY_SLUG["en"], titles, (), ends=ends)
    for today, first in (("2026-12-05", "/1/"), ("2026-12-06", "/2/"), ("2026-12-10", "/1/"), ("", "/1/")):
        assert made.of("fair", today=today)[0].url == first


def test_words_in_another_order_are_found() -> None:
    """Typing "pay over" finds "Working hours and overtime pay"; a word that is nowhere finds nothing."""
    assert _texts("en", "pay over") == [TITLES["en"][1], "overtime pay"]
    assert _texts("en", "pay qqqq") == []


def test_intents_come_first_then_what_begins_so_then_what_holds_it() -> None:
    """At most 3 phrases of intents, one each; the title that begins so stands before those that hold it; 8 in all, none twice."""
    titles = [
        ("Pay for overtime", "/1/"),
        ("Overtime pay", "/2/"),
        *((f"Overtime {each}", "/3/") for each in range(20)),
    ]
    rows = Suggestions(BY_SLUG["en"], titles, groups(BY_SLUG["en"]), INTENTS["en"]).of("over")
    assert [row.text for row in rows[:4]] == ["overtime", "over stayed", "overseas", "Overtime pay"]
    assert len(rows) == len({folded(row.text) for row in rows}) == MOST
    assert len(Suggestions(BY_SLUG["en"], (), (), INTENTS["en"]).of("over")) == MOST_INTENTS
    held = Suggestions(BY_SLUG["en"], titles[:2], ()).of("pay")
    assert [row.url for row in held] == ["/1/", "/2/"]


@pytest.mark.parametrize("slug", sorted(TITLES))
def test_nothing_that_can_be_typed_breaks_it(slug: str) -> None:
    """17 strange texts, 10,000 letters and lone marks among them: at most 8 suggestions each."""
    made = _made(slug)
    for typed in HOSTILE:
        assert len(made.of(typed)) <= MOST
