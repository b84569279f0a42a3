"""The registry of languages and the negotiation over it."""

import pytest

from i18n.languages import LANGUAGES, SOURCE, by_slug
from i18n.negotiate import match, negotiate


def test_the_five_languages_of_the_service_stand_in_the_registry() -> None:
    """There are five languages, Chinese first and authoritative, each with an address of its own."""
    assert [language.tag for language in LANGUAGES] == ["zh-Hant", "vi", "id", "th", "en"]
    assert SOURCE.tag == "zh-Hant"
    assert len({language.slug for language in LANGUAGES}) == 5


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("zh-TW", "zh-hant"), ("in", "id"), ("vi-VN", "vi"), ("en-US", "en"), ("th_TH", "th"), ("zh-Hans-CN", "zh-hant")],
)
def test_the_names_that_browsers_send_are_understood(asked: str, answered: str) -> None:
    """Browsers send zh-TW and old phones send "in" for Indonesian; both reach the right language."""
    assert match(asked) == by_slug(answered)


def test_the_first_language_we_speak_wins_and_chinese_is_the_last_resort() -> None:
    """A French reader who also reads Thai gets Thai; one who reads French alone gets Chinese."""
    assert negotiate(["fr", "th", "en"]).tag == "th"
    assert negotiate(["fr"]) is SOURCE
    assert match("fr") is None
