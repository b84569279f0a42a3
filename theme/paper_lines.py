"""The lines of a paper about a complaint: each question and coded answer in two languages, free words as they were written."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from api.domain.intake import DoorName
from api.forms.base import FieldView
from api.forms.filing import filing_fields
from i18n import formats
from i18n.languages import SOURCE
from i18n.messages import mark
from theme.bilingual import Both, Tongues, same
from theme.mediation_form import CHOICES

Answers = Mapping[str, Mapping[str, Any]]
"""What was answered, part by part, as it is sealed."""
SEALED, OPEN = mark("In a sealed envelope"), mark("(left open)")
Sort = Literal["told", "ticked", "words", "digits", "by-hand"]


class Row(NamedTuple):
    """One line. What was chosen stands in `told`; all there was to choose in `ticks`; what was written freely in `words`."""

    label: Both
    sort: Sort
    told: Both = Both("", "")
    words: str = ""
    ticks: tuple[tuple[bool, Both], ...] = ()


class _Asked(NamedTuple):
    """One question as it is asked in each of the two languages."""

    source: FieldView
    own: FieldView


class Lines:
    """The lines of one complaint, by the name of the question: "story.what"."""

    def __init__(self, door: DoorName, kind: str, answers: Answers, tongues: Tongues) -> None:
        self._answers, self._tongues = answers, tongues
        asked = (filing_fields(door, kind, each) for each in (SOURCE, tongues.own))
        self._asked = {
            first.name.removeprefix("answers."): _Asked(first, second) for first, second in zip(*asked, strict=True)
        }

    def names(self, part: str) -> Iterator[str]:
        """Yield the questions of `part`, in order."""
        return (name for name in self._asked if name.startswith(f"{part}."))

    def _label(self, name: str, text: str = "") -> Both:
        asked = self._asked[name]
        return self._tongues.says(text) if text else same(asked.source.label, asked.own.label)

    def _choices(self, name: str) -> list[tuple[str, Both]]:
        if name in CHOICES:
            return [(key, self._tongues.says(text)) for key, text in CHOICES[name].items()]
        pairs = zip(self._asked[name].source.choices, self._asked[name].own.choices, strict=True)
        return [(key, same(first, second)) for (key, first), (_, second) in pairs]

    def _answer(self, name: str) -> Any:
        part, _, field = name.partition(".")
        return self._answers.get(part, {}).get(field)

    def ticked(self, name: str, text: str = "") -> Row:
        """Return the line of a question with all its answers, the chosen one ticked."""
        answer = self._answer(name)
        return Row(
            self._label(name, text), "ticked", ticks=tuple((key == answer, each) for key, each in self._choices(name))
        )

    def sealed(self, name: str) -> Row:
        """Return the line of a question whose answer lies in an envelope that stays closed."""
        return Row(self._label(name), "told", self._tongues.says(SEALED))

    def told(self, name: str, text: str = "") -> Row:
        """Return the line of a question under its own words, or under the marked `text`."""
        label, answer = self._label(name, text), self._answer(name)
        if answer is None or answer == "":
            return Row(label, "told", self._tongues.says(OPEN))
        if isinstance(answer, int):
            return Row(label, "told", self._tongues.by(lambda each: formats.money(answer, each)))
        keys = str(answer).replace(",", " ").split()
        if chosen := [each for key, each in self._choices(name) if key in keys]:
            return Row(label, "told", self._tongues.listed(chosen))
        # Digits are the same in every language.
        has_letters = any(letter.isalpha() for letter in str(answer))
        return Row(label, "words" if has_letters else "digits", words=str(answer))
