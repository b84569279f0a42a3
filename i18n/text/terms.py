"""What a term is: the unit by which a text is found."""

import itertools
from typing import Literal, NamedTuple

Signal = Literal["main", "pair", "exact", "letter", "word", "gram"]
"""What a term is a sign of.

main finds; pair rewards neighbours, exact the written form, letter single Chinese characters, word Chinese words of a
dictionary, gram runs of four Thai letters.
"""


class Term(NamedTuple):
    """One term: its folded text, where it stands (start and end in the text), and what it is a sign of."""

    text: str
    start: int
    end: int
    signal: Signal = "main"

    @property
    def key(self) -> str:
        """Return the term as an index holds it: the first letter of its signal, then its text."""
        return f"{self.signal[0]}:{self.text}"


def pairs(words: list[Term], signal: Signal = "pair") -> list[Term]:
    """Return each two neighbours of `words` as one term."""
    return [
        Term(f"{left.text} {right.text}", left.start, right.end, signal) for left, right in itertools.pairwise(words)
    ]
