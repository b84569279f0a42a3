"""Summaries: whole sentences, words marked and all else escaped, in five scripts; and the paragraph that answers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from api.search.documents import Document
from api.search.highlight import LONGEST, noted, summarise
from api.search.marking import is_between
from i18n.languages import BY_SLUG, LANGUAGES, Language
from i18n.text import analyse

EN, VI, TH, ID, ZH = (BY_SLUG[slug] for slug in ("en", "vi", "th", "id", "zh-hant"))


def _wanted(text: str, language: Language) -> set[str]:
    return {term.text for term in analyse(text, language) if term.signal in {"main", "exact", "word"}}


def _page(*paragraphs: str, title: str = "A page", summary: str = "What stands on it.") -> Document:
    return Document(
        "/en/guides/a/", "guide", title, summary, paragraphs=tuple((f"p{n}", t) for n, t in enumerate(paragraphs))
    )


def _plain(html: Markup) -> str:
    return Markup(html.replace("<mark>", "").replace("</mark>", "")).unescape()


@pytest.mark.parametrize(
    ("language", "asked", "paragraph", "shown"),
    [
        (EN, "passports", "Your papers are yours. Nobody may keep your passport.", "Nobody may keep your <mark>passport</mark>."),
        (ID, "denda", "Ini milik Anda. Majikan bisa didenda.", "Majikan bisa <mark>didenda</mark>."),
        (VI, "ho chieu", "Của bạn. Chủ giữ hộ chiếu là sai.", "Chủ giữ <mark>hộ chiếu</mark> là sai."),
        (ZH, "护照", "這是您的。護照由您自己保管。", "<mark>護照</mark>由您自己保管。"),
        (TH, "วันหยุด", "ดูว่าทำงานในวันหยุดพักผ่อน ได้เงินเท่าไร", "ดูว่าทำงานใน<mark>วันหยุด</mark>พักผ่อน ได้เงินเท่าไร"),
    ],
)  # fmt: skip
def test_the_sentence_that_holds_the_words_is_shown_with_them_marked(
    language: Language, asked: str, paragraph: str, shown: str
) -> None:
    """Stems, missing marks, Simplified input and words without spaces are marked in the sentence that holds them."""
    summary, anchor = summarise(_page("Nothing here.", paragraph), _wanted(asked, language), language)
    assert shown in summary
    assert anchor == "p1"


def test_the_title_is_read_with_every_paragraph() -> None:
    """A paragraph is shown for what it adds: of "passport fine", the paragraph about fines, on the page about passports."""
    page = _page(
        "Keep it yourself.",
        "The fine is high. It is paid once.",
        title="Who may keep my passport",
        summary="Your passport is yours.",
    )
    summary, anchor = summarise(page, _wanted("passport fine", EN), EN)
    assert anchor == "p1"
    assert summary.startswith("The <mark>fine</mark> is high.")
    assert summarise(page, _wanted("passport", EN), EN) == ("Your <mark>passport</mark> is yours.", "")
    assert summarise(page, _wanted("volcano", EN), EN) == ("Your passport is yours.", "")


def test_rows_of_a_list_are_not_run_together() -> None:
    """A row of a list is shown by itself, a short sentence with the next one of its line."""
    page = _page(
        "First year: much\nSecond year: less",
        "Call us. It is free. It is quick, and you need not say who you are or where you work.",
    )
    assert summarise(page, _wanted("second", EN), EN)[0] == "<mark>Second</mark> year: less"
    assert summarise(page, _wanted("call", EN), EN)[0].startswith("<mark>Call</mark> us. It is free. It is quick")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.slug)
def test_a_long_sentence_is_cut_at_a_clause(language: Language) -> None:
    """A sentence of a thousand letters is shown around its first wanted word, at a clause or word, with an ellipsis on each side."""
    word = {ZH: "護照", TH: "หนังสือเดินทาง"}.get(language, "passport")
    filler = {ZH: "這是很長的一段話，", TH: "เรื่องนี้ยาวมาก "}.get(language, "this is a long clause, ")
    text = filler * 40 + word + {ZH: "，", TH: " "}.get(language, ", ") + filler * 40
    summary, _ = summarise(_page(text), _wanted(word, language), language)
    assert f"<mark>{word}</mark>" in summary
    assert len(_plain(summary)) <= LONGEST + 2
    assert _plain(summary).startswith("…") or language is TH
    shown = _plain(summary).strip("…").strip()
    place = text.index(shown)
    assert not (text[place - 1 : place + 1].isalnum() and language not in (ZH, TH)), "a word was cut"
    assert all(is_between(text, each) for each in (place, place + len(shown)))


THAI = "กขคงเแโใไะาำิีึืุู่้๊๋์ั็ "


@given(st.text(alphabet=THAI + "加班費护照，。 abcắđ\u0301<>&\"'\n", max_size=600), st.sampled_from(LANGUAGES))
def test_nothing_but_mark_is_markup_and_no_letter_loses_its_marks(text: str, language: Language) -> None:
    """Whatever stands on a page: only <mark> is markup, what is shown stands there word for word, and no mark is cut off its base."""
    wanted = {term.text for term in analyse(text, language)[::3]} | {"abc", "加班", "护照", "กข"}
    summary, _ = summarise(_page(text, title="", summary=""), wanted, language)
    assert not re.search(r"[<>\"']", summary.replace("<mark>", "").replace("</mark>", ""))
    shown = _plain(summary)
    assert shown.strip("…") in text
    place = text.index(shown.strip("…"))
    for piece in re.split("</?mark>", summary.strip("…"))[:-1]:
        place += len(Markup(piece).unescape())
        assert is_between(text, place), (summary, place)


def test_a_note_stands_before_the_summary() -> None:
    """A word like "sample" is said first, escaped; without a note nothing is."""
    assert noted("A <sample>", Markup("<mark>x</mark>")) == "A &lt;sample&gt; · <mark>x</mark>"
    assert noted("", Markup("x")) == "x"
