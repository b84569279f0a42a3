"""Which term of ours somebody meant by Chinese characters of which one is wrong: 加斑費 for 加班費."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from api.search.meant import CORRECTED, Index, Slot
from i18n.glossary import glossary
from i18n.languages import SOURCE
from i18n.text import Term
from i18n.text.han import folded

SHORTEST, LONGEST = 3, 7
"""Characters of a term that is known again with one of them wrong: of two, one says too little."""
_ANY = "?"


def _gaps(letters: str) -> Iterator[str]:
    """Yield `letters` with each of them left open in turn."""
    yield from (letters[:place] + _ANY + letters[place + 1 :] for place in range(len(letters)))


@cache
def _terms() -> Mapping[str, str]:
    """Return the terms of the glossary by their characters with one left open; what two terms share tells of neither."""
    found: dict[str, str] = {}
    for form in (form for term in glossary() for form in term.forms.get(SOURCE.slug, ())):
        letters = "".join(folded(form))
        if SHORTEST <= len(letters) <= LONGEST and all(letter >= "\u3400" for letter in letters):
            for gap in _gaps(letters):
                found[gap] = form if found.get(gap, form) == form else ""
    return found


def _meant(pieces: Sequence[Term], index: Index) -> tuple[str, bool]:
    """Return the term that `pieces` (pairs of characters, one after the other) may be a slip of, and whether that is nearly sure."""
    letters = pieces[0].text + "".join(piece.text[-1] for piece in pieces[1:])
    for place, gap in enumerate(_gaps(letters)):
        wrong = pieces[max(0, place - 1) : place + 1]
        if (form := _terms().get(gap)) and not any(index.frequency(piece.key) for piece in wrong):
            return form, len(wrong) > 1
    return "", False


def mistaken(pieces: Sequence[Term], index: Index) -> Iterator[tuple[Slot, bool]]:
    """Yield each stretch of `pieces` (finding terms of a question, in order) that is a term but for one character no page has there.

    With it goes whether people may be told: only where the characters on both sides say so.
    """
    first = 0
    while first < len(pieces):
        for size in range(LONGEST - 1, SHORTEST - 2, -1):
            window = pieces[first : first + size]
            if len(window) < size or any(left.start + 1 != right.start for left, right in pairwise(window)):
                continue
            form, is_sure = _meant(window, index) if all(len(piece.text) == 2 for piece in window) else ("", False)
            if form:
                term = Term(form, window[0].start, window[-1].end)
                yield Slot(term, ((form, 1.0), (form, CORRECTED)), is_corrected=True), is_sure
                first += size - 1
                break
        first += 1
