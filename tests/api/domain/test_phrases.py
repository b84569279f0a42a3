"""The phrase book: every sentence in every language, every value written in the reader's way, every part labelled."""

import re
import tomllib

import pytest

from api.domain.phrase_book import GIVEN, GROUPS, PHRASES
from api.domain.phrases import SLOTS, Part, outline, render, sentence, slots
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import catalogue
from tests.support import ROOT

VALUES = {
    "date": "2026-12-01",
    "moment": "2026-12-01T14:30",
    "place": "高雄市前鎮區鎮中路6號",
    "phone": "07-812-4613",
    "amount": 60000,
    "days": 30,
    "authority": "police",
    "unit": "migrants",
}


def _filled(key: str) -> Part:
    return {"label": "phrase", "key": key, "values": {name: VALUES[name] for name in slots(PHRASES[key].text)}}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_every_sentence_prints_in_every_language(language: Language) -> None:
    """All 63 sentences print in all five languages with every value filled in, and no gap, sign or placeholder is left."""
    assert len(PHRASES) >= 45
    for key in PHRASES:
        told = render([_filled(key)], language)[0]
        assert not re.search(r"%\(|%s|None|…", told.text), f"{key}: {told.text}"
        assert told.language is language
        for name in slots(PHRASES[key].text):
            if name in {"place", "phone"}:
                assert str(VALUES[name]) in told.text, key


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_sentences_are_written_out_in_each_language(language: Language) -> None:
    """No sentence of the book is the same in two languages: none was left in English or in Chinese."""
    told = {key: catalogue(language).ugettext(phrase.text) for key, phrase in PHRASES.items()}
    for other in LANGUAGES:
        if other is not language:
            same = [key for key, text in told.items() if text == catalogue(other).ugettext(PHRASES[key].text)]
            assert same == []


def test_every_group_has_sentences_and_every_sentence_a_group() -> None:
    """The eleven groups of the book are those of its sentences, and every slot has a question."""
    assert {phrase.group for phrase in PHRASES.values()} == set(GROUPS)
    assert {name for phrase in PHRASES.values() for name in slots(phrase.text)} <= SLOTS.keys()


def test_short_numbers_are_those_of_the_figures() -> None:
    """110, 113 and 1955 in the book are the figures of content/figures: one of them changes, and this fails."""
    figures = tomllib.loads((ROOT / "content" / "figures" / "phones.toml").read_text(encoding="utf-8"))
    numbers = {name: figures[f"tel-{figure}"]["value"] for name, figure in (("police", "police"), ("hotline", "1955"))}
    assert {name: GIVEN[name] for name in numbers} == numbers
    assert GIVEN["protection"] == figures["tel-protection"]["value"]


def test_days_and_money_are_written_in_the_calendar_of_the_reader() -> None:
    """1 December 2026 is 民國115年 for a Chinese reader and พ.ศ. 2569 for a Thai one; NT$60,000 has the reader's separator."""
    by_slug = {language.slug: language for language in LANGUAGES}
    told = {slug: sentence("come", VALUES, language) for slug, language in by_slug.items()}
    assert "民國115年12月1日" in told["zh-hant"]
    assert "พ.ศ. 2569" in told["th"]
    assert "14.30" in told["id"]
    assert "14:30" in told["vi"]
    fines = {slug: sentence("fined", VALUES, language) for slug, language in by_slug.items()}
    assert "60.000" in fines["id"]
    assert "60,000" in fines["en"]


def test_each_part_says_who_worded_it() -> None:
    """A phrase, an officer's words and a machine's each have a label; a machine's words never come without the original."""
    english, vietnamese = LANGUAGES[-1], LANGUAGES[1]
    parts: list[Part] = [
        _filled("read"),
        {"label": "human", "lang": vietnamese.slug, "text": "Chào bạn"},
        {"label": "machine", "lang": vietnamese.slug, "text": "Xin", "original": "請", "original_lang": SOURCE.slug},
        {"label": "human", "lang": "", "text": "old words"},
    ]
    phrase, human, machine, old = render(parts, english)
    assert phrase.said == "A ready-made sentence, translated beforehand"
    assert human.said == "Written by an officer in Vietnamese"
    assert human.language is vietnamese
    assert machine.said == "Translated by a machine: may be wrong"
    assert (machine.original, machine.original_language) == ("請", SOURCE)
    assert (old.said, old.language) == ("Written by an officer", None)


def test_an_outline_shows_where_something_is_filled_in() -> None:
    """Whoever chooses a sentence sees a gap for each of its slots and the short numbers as they are."""
    english = LANGUAGES[-1]
    assert outline("come", english) == "Please come on …. The place: …"
    assert "1955" in outline("hotline", english)
