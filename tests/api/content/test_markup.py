"""How a block prints: figures, links, and nobody else's markup."""

import datetime as dt

import pytest

from api.content.library import Library, read
from api.content.markup import Printer, tel
from api.content.sections import print_entry
from i18n.languages import SOURCE, by_slug
from tests.support import ROOT


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real content."""
    return read(ROOT / "content")


def _printer(library: Library, slug: str) -> Printer:
    language = by_slug(slug)
    assert language is not None
    return Printer(library, language, dt.date(2026, 11, 21))


def test_a_figure_prints_with_its_unit_and_joins_chinese(library: Library) -> None:
    """60 days are 60天內 in Chinese, without a space before 內, and "60 days" in English, never broken at a line end."""
    assert (
        _printer(library, "zh-hant").html("在 {complaint-reply-within} 內回覆")
        == '<p>在 <span class="n">60天</span>內回覆</p>'
    )
    assert (
        _printer(library, "en").html("within {complaint-reply-within}")
        == '<p>within <span class="n">60 days</span></p>'
    )


def test_a_phone_number_calls_and_a_link_stays_in_the_language(library: Library) -> None:
    """1955 is dialled as it is, a city number with the country code; our own links keep the reader's language."""
    printer = _printer(library, "vi")
    assert printer.html("{tel-1955}") == '<p><a class="tel" href="tel:1955">1955</a></p>'
    assert tel("07-812-4613") == "tel:+88678124613"
    assert 'href="/vi/guides/passport/"' in printer.html("[hộ chiếu](guides/passport)")


def test_markup_in_a_text_is_printed_as_it_was_typed(library: Library) -> None:
    """HTML, images and entities in a words file never become elements."""
    html = _printer(library, "en").html('<b onclick="x">a</b> ![x](y) &lt;i&gt; **strong**')
    assert "<b" not in html
    assert "<img" not in html
    assert "<strong>strong</strong>" in html


def test_an_unconfirmed_figure_says_so(library: Library) -> None:
    """A figure of certainty C is printed with the words that nobody has confirmed it."""
    assert "(not confirmed)" in _printer(library, "en").html("{wage-claim-limit}")
    assert "（尚未確認）" in _printer(library, "zh-hant").html("{wage-claim-limit}")


def test_articles_are_cited_as_lawyers_write(library: Library) -> None:
    """Article 38-1 is 第38條之1 in Chinese; a paragraph stands behind it in Chinese and before it in Vietnamese."""
    assert _printer(library, "zh-hant").figure_text("art-complaint-reply") == "勞動基準法第74條第4項"
    assert _printer(library, "vi").figure_text("art-complaint-reply") == "khoản 4 Điều 74 Luật Tiêu chuẩn Lao động"
    assert "之" in _printer(library, "zh-hant").figure_text("art-compensatory-leave")


def test_a_page_is_aged_from_the_day_after_twelve_months(library: Library) -> None:
    """What was last read on 11 October 2024 is not old on 11 October 2025, and is on the day after."""
    entry = library.entries["guides/passport"]
    for day, is_aged in ((dt.date(2025, 10, 11), False), (dt.date(2025, 10, 12), True)):
        printed = print_entry(entry, library, SOURCE, day)
        assert printed.confirmed == dt.date(2024, 10, 11)
        assert printed.is_aged is is_aged
