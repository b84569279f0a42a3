"""The glossary: one approved rendering of each labour term in every language."""

import csv
import unicodedata

from i18n.glossary import FILE, glossary, terms_in
from i18n.languages import BY_SLUG, LANGUAGES, SOURCE


def test_every_term_has_a_rendering_in_every_registered_language() -> None:
    """All 218 terms have an approved form in all five languages, and the header has two columns a language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header[:3] == ["number", "category", "status"]
    assert set(header[3:]) == {name for slug in BY_SLUG for name in (slug, f"{slug}-variants")}
    terms = glossary()
    assert [term.number for term in terms] == list(range(1, 219))
    missing = [(term.number, language.slug) for term in terms for language in LANGUAGES if not term.approved(language)]
    assert missing == []


def test_terms_are_written_in_one_form_of_unicode() -> None:
    """Every form is in NFC without white space at its ends, and no approved Chinese term stands twice."""
    forms = [form for term in glossary() for each in term.forms.values() for form in each]
    assert [form for form in forms if form != unicodedata.normalize("NFC", form).strip()] == []
    approved = [term.approved(SOURCE) for term in glossary()]
    assert len(approved) == len(set(approved))


def test_statuses_are_three() -> None:
    """A rendering is official, our own, or mixed: nothing else is said of it."""
    assert {term.status for term in glossary()} == {"official", "own", "mixed"}


def test_a_text_is_told_its_terms_once_and_the_longest_wins() -> None:
    """Occupational accident insurance is one term of the sentence, not also accident and insurance; the rendering is ours."""
    vietnamese = LANGUAGES[1]
    told = dict(terms_in("移工也有職業災害保險。", vietnamese))
    assert told["職業災害保險"] == "bảo hiểm tai nạn lao động"
    assert "職業災害" not in told
    assert "移工" in told
    assert terms_in("今天天氣很好。", vietnamese) == []
