"""Vietnamese typed for an input method that was not there."""

import pytest

from i18n.text.telex import untyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddooir", "doi"),
        ("luwowng", "luong"),
        ("quaays", "quay"),
        ("chieeus", "chieu"),
        ("taawng", "tang"),
        ("hooj", "ho"),
        ("nghir", "nghi"),
        ("tieefn", "tien"),
        ("dduwowcj", "duoc"),
    ],
)
def test_letters_that_stand_for_marks_are_taken_away(typed: str, meant: str) -> None:
    """Doubled vowels and d, w, and one of s f r x j, behind the vowel or at the end."""
    assert untyped(typed) == meant


@pytest.mark.parametrize("word", ["tang", "ca", "luong", "", "b", "sang", "ra"])
def test_a_syllable_without_such_letters_stays(word: str) -> None:
    """What was typed without marks is as it was; an s or r in front belongs to the syllable."""
    assert untyped(word) == word


def test_only_one_tone_is_taken_away() -> None:
    """A syllable has one tone: the second such letter stays, so that no word is worn down."""
    assert untyped("casss") == "cass"
