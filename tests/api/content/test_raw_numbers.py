"""Numbers that should be figures are found in every script and spelling, and ordinary prose passes."""

import tomllib

import pytest

from api.content.library import read
from api.content.raw_numbers import raw_numbers
from i18n.languages import LANGUAGES, Language
from tests.support import ROOT

DATA = tomllib.loads((ROOT / "tests" / "i18n" / "raw_numbers.toml").read_text(encoding="utf-8"))
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)


@by_language
def test_every_planted_number_is_found(language: Language) -> None:
    """Of about 30 amounts, dates, phone and article numbers in a language, in digits, letters and words, none is missed."""
    planted = DATA["planted"][language.slug]
    assert len(planted) >= 30
    assert [text for text in planted if not any(raw_numbers(text, language))] == []


@by_language
def test_number_words_of_ordinary_prose_pass(language: Language) -> None:
    """Words such as "one of them", "two copies", 一起 and một mình state no figure: of 15 or more sentences none is told."""
    prose = DATA["prose"][language.slug]
    assert len(prose) >= 15
    assert {text: found for text in prose if (found := list(raw_numbers(text, language)))} == {}


@by_language
def test_what_is_published_has_no_number_of_its_own(language: Language) -> None:
    """In all entries together no raw number stands: the linter raises no false alarm on real texts."""
    library = read(ROOT / "content")
    blocks = [block for entry in library.entries.values() for block in entry.document(language).all_blocks()]
    assert len(blocks) > 500
    assert [(block.text, found) for block in blocks if (found := list(raw_numbers(block.text, language)))] == []


def test_a_figure_s_name_and_the_steps_of_a_list_are_no_numbers() -> None:
    """A name in braces may hold digits, and a numbered list its numbers."""
    for language in LANGUAGES:
        assert list(raw_numbers("1. {tel-1955}\n2. {art-84-1}", language)) == []
