"""What is marked is what the index would find, though no text is cut into terms whole."""

import pytest

from api.search.marking import Place, marker
from i18n.languages import LANGUAGES, Language
from i18n.text import analyse
from tests.questions import questions

SPACED = [each for each in LANGUAGES if each.analysis not in {"han", "thai"}]
THAI = next(each for each in LANGUAGES if each.analysis == "thai")
SIGNS = "({0}), {0}/{1}; «{1}» {0}.{1}\n{1}\u2009{0}\t-{0}-"
"""Words between signs and spaces of all kinds, so that what is separated by spaces is no word yet."""


def _texts(language: Language) -> list[str]:
    """Return the questions of `language`, ten to a text, and pairs of them between signs."""
    asked = [each.text for each in questions(language)]
    texts = [" ".join(asked[first : first + 10]) for first in range(0, len(asked), 10)]
    return [*texts, *(SIGNS.format(*asked[first : first + 2]) for first in range(0, 40, 2))]


@pytest.mark.parametrize("language", SPACED)
def test_words_are_marked_as_they_are_indexed(language: Language) -> None:
    """Every term of a word that the analyser finds in 30 texts is found at the same place, and nothing else is."""
    for text in _texts(language):
        terms = [each for each in analyse(text, language) if each.signal in {"main", "exact"}]
        wanted = {each.text for each in terms[::3]}
        found = {place for place in marker(wanted, language).places(text) if place.term in wanted}
        assert found == {Place(each.start, each.end, each.text) for each in terms if each.text in wanted}


@pytest.mark.parametrize("language", [THAI])
def test_short_thai_words_are_marked_where_the_dictionary_cuts_them_out(language: Language) -> None:
    """Thai words of two to four letters are found where the analyser of the index finds them, in 30 texts."""
    for text in (*_texts(language), "\ufb01 ค่า\u200bแรง น\u0e4dา งา\u00adน"):
        terms = [each for each in analyse(text, language) if each.signal == "main" and 1 < len(each.text) < 5]
        wanted = {each.text for each in terms if each.text in text}
        places = set(marker(wanted, language).places(text))
        assert places == {Place(each.start, each.end, each.text) for each in terms if each.text in wanted}


def test_what_was_looked_at_for_one_question_is_not_taken_for_another() -> None:
    """Two questions in a row mark their own words in the same text: 1 and 1."""
    language = SPACED[-1]
    first, second = (marker({word}, language).places("wage permit") for word in ("wage", "permit"))
    assert [place.term for place in first] == ["wage"]
    assert [place.term for place in second] == ["permit"]
