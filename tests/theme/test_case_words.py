"""Where a case stands, in sentences that stand together as each language writes them."""

import datetime as dt

from api.domain.closing import REASONS
from api.domain.deadlines import Clock
from i18n.languages import SOURCE, by_slug
from theme.case_words import sent, stage, state

HOURS = [dt.datetime(2026, 11, 21, 10)]  # noqa: DTZ001 - the bureau's own time


def test_the_reason_of_a_closing_is_a_sentence() -> None:
    """In English "Closed. Settled: both sides agreed." has two full stops; an open case has no reason."""
    english = by_slug("en")
    assert english
    assert state("closed", "settled", english) == "Closed. Settled: both sides agreed."
    assert state("received", "", english) == "Received. Nobody has opened it yet."


def test_chinese_sentences_stand_without_a_space() -> None:
    """No reason of a closing, nor where the clock stands, nor what was sent has a space behind 。 in Chinese."""
    clock = Clock("first-reply", (), 60, None, is_late=False, is_first_reply_late=False, waits_for="complainant")
    said = [state("closed", reason, SOURCE) for reason in REASONS]
    said += [stage(clock, SOURCE, is_withdrawn=False), sent(HOURS, 2, SOURCE)]
    assert all("。" in each for each in said)
    assert [each for each in said if "。 " in each] == []
