"""Which searches without a result are counted, when their words are kept, and what of them is published."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from api.domain.suppression import SMALLEST

MOST_LETTERS = 40
MOST_WORDS = 6
LEAST_LETTERS = 2
MOST_DIGITS = 2
"""Three digits may be a number of a house, a card or a telephone; 三 counts as one, too."""
LEAST_TIMES = 3
"""Asked so often, on more than one day, words are no longer one person's: until then nobody can read them."""
AN_HOUR = 3
"""How often the same words count in an hour: one person's patience is no demand."""
KEPT = dt.timedelta(days=180)
BANDS = (SMALLEST, 10, 20, 50, 100)

_LINK = re.compile(r"://|www\.|\w\.[a-z]{2}")


@dataclass(frozen=True)
class Missed:
    """How often the same words found nothing, and from when to when; `words` are empty until they are kept."""

    count: int
    first_on: dt.date
    last_on: dt.date
    words: str = ""
    kept_on: dt.date | None = None


def countable(text: str) -> str:
    """Return `text` folded, so that the same question is the same text; nothing if it might lead to somebody."""
    if len(text) > 4 * MOST_LETTERS:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # What cannot be seen (signs of direction, joiners, broken halves of a letter) makes no other question.
    seen = "".join(letter for letter in folded if letter.isspace() or unicodedata.category(letter)[0] != "C")
    words = seen.split()
    plain = " ".join(words)
    letters = sum(unicodedata.category(letter)[0] == "L" for letter in plain)
    digits = sum(letter.isnumeric() for letter in plain)
    is_short = len(words) <= MOST_WORDS and len(plain) <= MOST_LETTERS
    is_told = letters >= LEAST_LETTERS and digits <= MOST_DIGITS and "@" not in plain and not _LINK.search(plain)
    return plain if is_short and is_told else ""


def once_more(before: Missed | None, words: str, today: dt.date) -> Missed:
    """Return what is known once `words` found nothing again; they are kept if they have come often enough."""
    if before is None:
        return Missed(1, today, today)
    after = replace(before, count=before.count + 1, last_on=max(before.last_on, today))
    if after.words or after.count < LEAST_TIMES or after.first_on == after.last_on:
        return after
    return replace(after, words=words, kept_on=after.last_on)


def is_published(missed: Missed, *, is_approved: bool) -> bool:
    """Return whether anybody may read the words: asked five times, and a member of staff said yes to them."""
    return is_approved and bool(missed.words) and missed.count >= SMALLEST


def band(count: int) -> str:
    """Return about how often: "5-9", "10-19", … "100+"; nothing below five."""
    if count >= BANDS[-1]:
        return f"{BANDS[-1]}+"
    return next((f"{least}-{above - 1}" for least, above in pairwise(BANDS) if least <= count < above), "")
