"""Which terms a run of Chinese characters holds: pairs and single characters, and the words of a dictionary."""

import itertools

import rjieba

from i18n.glossary import glossary
from i18n.languages import SOURCE
from i18n.text.fold import simplified
from i18n.text.once import once
from i18n.text.terms import Term, pairs

_OFTEN = 5_000
"""How often the dictionary is told that our own terms occur: more than any reading that would cut them."""


def folded(run: str) -> list[str]:
    """Return the characters of `run` in their simplified form, one for one."""
    return [simplified(letter) for letter in run]


@once
def _learn() -> None:
    """Add the terms of the glossary to the dictionary, once: there is one a process, a second one would cost 34 MB."""
    for term in glossary():
        for form in term.forms.get(SOURCE.slug, ()):
            rjieba.add_word("".join(folded(form)), _OFTEN, None)


def _words(letters: list[str], offset: int) -> list[Term]:
    _learn()
    found, place = [], 0
    # Without guesses at unknown words: they depend on what stands around, and a query has nothing around it.
    for word in rjieba.cut("".join(letters), False):
        found.append(Term(word, offset + place, offset + place + len(word), "word"))
        place += len(word)
    return found


def cut(run: str, offset: int) -> list[Term]:
    """Return the terms of `run`, which begins at `offset`; a single character alone finds itself."""
    letters = folded(run)
    terms = [Term(letter, offset + place, offset + place + 1, "letter") for place, letter in enumerate(letters)]
    if len(letters) == 1:
        return [*terms, Term(letters[0], offset, offset + 1)]
    terms.extend(
        Term(left + right, offset + place, offset + place + 2)
        for place, (left, right) in enumerate(itertools.pairwise(letters))
    )
    if all(len(letter) == 1 for letter in letters):
        words = _words(letters, offset)
        terms.extend(word for word in words if len(word.text) > 1)
        terms.extend(pairs(words))
    return terms
