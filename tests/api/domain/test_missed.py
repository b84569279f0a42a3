"""Which words are counted, kept and published: never those of one person."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.missed import Missed, band, countable, is_published, once_more

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Uang   LEMBUR ", "uang lembur"),
        ("ＯＴ 加班", "ot 加班"),
        ("โอที", "โอที"),
        ("bỏ trốn", "bỏ trốn"),
        ("加\u200b班\u202e費", "加班費"),
        ("一例一休", "一例一休"),
        ("one two three four five six", "one two three four five six"),
    ],
)
def test_the_same_question_is_the_same_text(text: str, folded: str) -> None:
    """Width, case, blanks and what cannot be seen make no difference; marks stay, for translators read them."""
    assert countable(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "班", "a1", "!?", "\u0e49\u0e49", "A123456789", "1 2 3 go", "１２３號", "๑๒๓ บ้าน", "零九一二",
        "lin@example.org", "lin＠example", "https://x", "www.x", "line.me", "one two three four five six seven", "很" * 41,
        "x" * 10_000, "\ud800a",
    ],
)  # fmt: skip
def test_what_may_lead_to_somebody_is_never_counted(text: str) -> None:
    """Three digits in any script, an address, a link, seven words, 41 letters, a single letter: nothing of it is counted."""
    assert countable(text) == ""


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Whatever is typed, what is counted can be written down and is the same when it is struck."""
    folded = countable(text)
    assert folded.encode().decode() == folded
    assert countable(folded) == folded


def _asked(days: list[int]) -> Missed:
    found: Missed | None = None
    for day in days:
        found = once_more(found, "lembur", DAY + dt.timedelta(days=day))
    assert found
    return found


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0], ""),
        ([0, 1], ""),
        ([0] * 50, ""),
        ([0, 0, 1], "lembur"),
        ([0, 1, 1], "lembur"),
        ([0, 1, 0], "lembur"),
    ],
)
def test_words_are_kept_from_the_third_time_and_the_second_day(days: list[int], words: str) -> None:
    """Fifty times on one day, or twice on two days: a count alone. Three times on two days: the words."""
    assert _asked(days).words == words


def test_published_is_what_came_five_times_and_the_staff_said_yes_to() -> None:
    """A hundred times without a yes, or four times with one: for the staff alone; five times with a yes: for anybody."""
    four, five = _asked([0, 0, 1, 1]), _asked([0, 0, 1, 1, 1])
    assert not is_published(_asked([0, *[1] * 99]), is_approved=False)
    assert not is_published(four, is_approved=True)
    assert is_published(five, is_approved=True)
    assert not is_published(_asked([0] * 9), is_approved=True)


def test_counts_are_told_in_bands() -> None:
    """Each count from five on has one band, and below five there is none."""
    told = [band(count) for count in (0, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 12_345)]
    assert told == ["", "", "5-9", "5-9", "10-19", "10-19", "20-49", "20-49", "50-99", "50-99", "100+", "100+"]
