"""In which order a member goes through the queue: what cannot wait, then the languages that they read, then the others."""

from collections.abc import Mapping
from typing import Literal

from i18n.messages import mark

Pile = Literal["first", "own", "others", "over"]
PILES: Mapping[Pile, str] = {
    "first": mark("First, in whatever language"),
    "own": mark("In the languages that you read"),
    "others": mark("In other languages"),
    "over": mark("Closed cases"),
}
"""The piles of the queue with their headings, from top to bottom."""


def pile_of(*, is_over: bool, is_overdue: bool, is_unread: bool, reads: bool) -> Pile:
    """Return where a case lies for a member: `is_unread` if nobody in its unit reads its language and it is with them for that.

    A deadline never hides behind a language: what is overdue or contested comes first, whoever reads it.
    """
    if is_over:
        return "over"
    if is_overdue or is_unread:
        return "first"
    return "own" if reads else "others"
