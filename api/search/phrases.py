"""When a short question is one of the phrases that we know: the phrase itself, one letter beside it, or little more than it."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from api.content.intents import ALONE, MARKED, UNSAID, pieces
from i18n.text.scripts import HAN, THAI

FURTHER = 18
"""How much a question may hold beside the phrase: letters, a Chinese one counting as three."""
FURTHER_WORDS = 2
"""Further words that a phrase bears, however long they are."""
TOLERANT = 6
"""Letters from which on one wrong letter in a phrase is forgiven."""
_HAN, UNSPACED = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}{THAI}]")


class Phrase(NamedTuple):
    """One phrase, folded: its pieces, how much it is, and whether it counts only where nothing else is asked."""

    pieces: tuple[str, ...]
    text: str
    size: int
    is_alone: bool
    name: str


def _size(text: str) -> int:
    """Return how much `text` is: its letters, a Chinese one counting as three."""
    return len(text) + 2 * len(_HAN.findall(text))


def longest(phrase: Phrase) -> int:
    """Return by what phrases are sorted so that the longest comes first."""
    return -phrase.size


def is_alone(phrase: str) -> bool:
    """Return whether `phrase`, as it is declared, counts only where nothing else is asked."""
    return phrase.lstrip(UNSAID).startswith(ALONE)


def phrases_of(words: Mapping[str, tuple[str, ...]]) -> Iterator[Phrase]:
    """Yield the phrases of `words`, which are by the name of their intent, but for those that need their marks."""
    for name, phrases in words.items():
        for phrase in (each for each in phrases if MARKED not in each):
            found = pieces(phrase)
            text = "".join(found)
            yield Phrase(found, text, _size(text), is_alone(phrase), name)


def holds(asked: tuple[str, ...], text: str, phrase: Phrase) -> bool:
    """Return whether the question holds the whole phrase and little more."""
    # Most phrases end here, at little cost: there are more than a thousand.
    if phrase.is_alone or (phrase.text not in text and phrase.pieces[0] not in asked):
        return False
    if UNSPACED.search(phrase.text):
        return phrase.text in text and _size(text) - phrase.size <= FURTHER
    if not set(phrase.pieces) <= set(asked):
        return False
    return len(asked) - len(phrase.pieces) <= FURTHER_WORDS or _size(text) - phrase.size <= FURTHER


def nearly(text: str, phrase: Phrase) -> bool:
    """Return whether `text` is `phrase` with one letter wrong, missing, too many, or two in the wrong order."""
    if len(phrase.text) < TOLERANT or abs(len(phrase.text) - len(text)) > 1 or phrase.text.isdigit():
        return False
    return OSA.distance(text, phrase.text, score_cutoff=1) <= 1
