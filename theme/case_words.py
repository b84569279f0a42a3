"""A case in the words of the complainant: its clock, day by day, and how it stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from api.domain.cases import STATE_WORDS
from api.domain.closing import REASONS
from api.domain.deadlines import MILESTONES, Clock, Milestone
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

LATE = mark("Late by %(days)s. Call us: the bureau must answer.")
LEFT = mark("%(days)s left")
_DONE = mark("Done on %(date)s.")
_PASSED = mark("This day has passed without it.")
_OVER = mark("Not needed any more.")
_IF_NEEDED = mark("Only if there is no answer by then.")
_YOURS = mark("The bureau waits for your answer. The clock goes on meanwhile.")
STOPPED = mark("The clock has stopped.")
_NOT_SHOWN = mark("Your words are not shown here: the phone may not be yours alone.")
_LATE_ONLY = frozenset({"chase-one", "chase-two", "committee"})


class Day(NamedTuple):
    """One day of the clock: what happens, when, how it stands, and whether the case is there now."""

    words: str
    on: str
    note: str
    is_now: bool


def _note(each: Milestone, clock: Clock, language: Language) -> str:
    if each.key == "received":
        return ""
    if each.done_on:
        return translate(_DONE, language, date=formats.date(each.done_on, language))
    if each.is_reached:
        return translate(_PASSED, language)
    if clock.ended_on:
        return translate(_OVER, language)
    return translate(_IF_NEEDED, language) if each.key in _LATE_ONLY else ""


def days(clock: Clock, language: Language, *, is_withdrawn: bool) -> list[Day]:
    """Return the days of `clock` in order; the one on which the case is now is marked. A withdrawal is no answer."""
    return [
        Day(
            translate(MILESTONES[each.key], language),
            formats.date(each.on, language),
            _note(replace(each, done_on=None) if is_withdrawn and each.key == "due" else each, clock, language),
            # A stage that is due to be told has not been reached by anybody yet.
            each.key == clock.stage and (each.key not in _LATE_ONLY or each.done_on is not None),
        )
        for each in clock.milestones
    ]


def left(clock: Clock, language: Language) -> str:
    """Return how many days are left, or by how many the answer is late; nothing once it is there."""
    if clock.ended_on:
        return ""
    span = formats.unit(abs(clock.days_left), "days", language)
    return translate(LATE if clock.is_late else LEFT, language, days=span)


def stage(clock: Clock, language: Language, *, is_withdrawn: bool) -> str:
    """Return where the clock stands, and who waits for whom, as sentences."""
    if is_withdrawn:
        return translate(STOPPED, language)
    words = (clock.words, *((_YOURS,) if clock.waits_for == "complainant" else ()))
    return formats.sentences((translate(each, language) for each in words), language)


def state(name: str, closed_reason: str, language: Language) -> str:
    """Return the state of a case in words, and why it was closed."""
    words = translate(STATE_WORDS[name], language)  # type: ignore[index]
    if closed_reason not in REASONS:
        return words
    reason = translate(mark("%(reason)s."), language, reason=translate(REASONS[closed_reason].text, language))
    return formats.sentences((words, reason), language)


def sent(hours: Sequence[dt.datetime], files: int, language: Language) -> str:
    """Return how often the complainant wrote and when last, and how many files came along: never the words themselves."""
    letters = translate(
        mark("Letters: %(letters)s, the last one on %(moment)s. Files: %(files)s."),
        language,
        letters=formats.number(len(hours), language),
        moment=formats.moment(hours[-1], language),
        files=formats.number(files, language),
    )
    return formats.sentences((letters, translate(_NOT_SHOWN, language)), language)
