"""The questions of each kind: all may be left open and say so, and none lacks the answer that many would give."""

from api.domain.intake import OTHER
from api.forms.filing_parts import interpreters
from api.forms.kind_questions import QUESTIONS
from i18n.languages import LANGUAGES, by_slug


def test_every_question_says_that_it_may_be_left_open() -> None:
    """Each label of the extra questions ends with "(optional)", as all others do that nobody must answer."""
    labels = [ask.label for asked in QUESTIONS.values() for ask in asked.values()]
    assert len(labels) > 10
    assert [label for label in labels if not label.endswith(" (optional)")] == []


def test_other_work_is_not_another_matter() -> None:
    """Other work is not called what the category "something else" is; a passport may lie with somebody else."""
    migrant = QUESTIONS["migrant"]
    assert migrant["job"].choices["other"] == "Other work" != OTHER["other"]
    assert migrant["passport"].choices["other"] == "Somebody else"


def test_another_language_can_be_interpreted() -> None:
    """Beside the five languages and none at all there is another one, at the end."""
    english = by_slug("en")
    assert english
    found = interpreters(english)
    assert list(found) == ["none", *(each.slug for each in LANGUAGES), "other"]
    assert found["other"] == "Another language"
