"""Where somebody is who files a complaint: the door, the kind, the page, and everything written so far.

All of it travels in the form itself: nothing is kept here before it is filed, and nothing on the phone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from werkzeug.datastructures import MultiDict

from api.domain.intake import DOORS, KINDS, DoorName
from api.forms.base import FieldError, FieldView, nested, validate, views
from api.forms.filing import Filing, filing, filing_fields, kind_form, steps
from api.web.context import ways
from i18n.languages import Language
from i18n.messages import Message

CONTROLS = ("at", "to", "press", "whole", "file", "receipt", "reference")
"""Fields that steer and are no answers."""
KIND, FILES, CHECK = "kind", "files", "check"


def flat(form: MultiDict[str, str]) -> dict[str, str]:
    """Return the fields of a form; what was ticked several times stands together, parted by spaces."""
    return {name: " ".join(form.getlist(name)) for name in form}


@dataclass(frozen=True)
class Journey:
    """One request of the journey. `at` is the page that was filled in, `values` is everything written so far."""

    door: DoorName
    kind: str
    at: str
    values: Mapping[str, str]

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Return the names of the pages, in order; before the kind is known, the first alone."""
        first = () if self.door == "mediation" else (KIND,)
        return (*first, *(step.name for step in steps(self.door, self.kind)), FILES, CHECK) if self.kind else first

    @property
    def is_whole(self) -> bool:
        """Return whether the person has been at the end and only changes a page."""
        return bool(self.values.get("whole"))

    @property
    def tickets(self) -> tuple[str, ...]:
        """Return the tickets of the files that were handed in."""
        return tuple(self.values.get("files", "").split())

    def moved(self, by: int) -> "Journey":
        """Return the journey some pages on, or back."""
        index = self.pages.index(self.at) + by
        return replace(self, at=self.pages[min(max(index, 0), len(self.pages) - 1)])

    def to(self, page: str) -> "Journey":
        """Return the journey at `page`, or where it is if there is no such page."""
        return replace(self, at=page) if page in self.pages else self

    def with_files(self, tickets: Sequence[str]) -> "Journey":
        """Return the journey with other files."""
        return replace(self, values={**self.values, "files": " ".join(tickets)})

    def title(self) -> str:
        """Return the marked title of the page."""
        if self.at == KIND:
            return DOORS[self.door]
        return next((step.title for step in steps(self.door, self.kind) if step.name == self.at), DOORS[self.door])

    def asked(self, language: Language, errors: list[FieldError] | None = None) -> list[FieldView]:
        """Return the fields of this page."""
        if self.at == KIND:
            return views(kind_form(self.door), language, self.values, errors)
        every = filing_fields(self.door, self.kind, language, self.values, errors, ways())
        return [view for view in every if view.name.startswith(f"answers.{self.at}.")]

    def carried(self, language: Language) -> dict[str, str]:
        """Return what was written on the other pages, to be sent along unseen."""
        here = {view.name for view in self.asked(language)} if self.at not in {FILES, CHECK} else set()
        return {
            name: value for name, value in self.values.items() if name not in here and name not in CONTROLS and value
        }

    def faults(self) -> list[FieldError]:
        """Return what is wrong on this page."""
        if self.at == KIND:
            found = validate(kind_form(self.door), dict(self.values))
        elif self.at in {FILES, CHECK}:
            return []
        else:
            found = self.filled()
        wrong = found if isinstance(found, list) else []
        return [each for each in wrong if self.at == KIND or each.field.startswith(f"answers.{self.at}")]

    def filled(self) -> Filing | list[FieldError]:
        """Return the whole complaint, or what is wrong with it."""
        body = nested({name: value for name, value in self.values.items() if name not in CONTROLS})
        body |= {"kind": self.kind, "files": self.tickets}
        return validate(filing(self.door, self.kind), body, ways=ways())

    def first_wrong(self, errors: list[FieldError]) -> "Journey":
        """Return the journey at the first page on which something is wrong."""
        names = [each.field.split(".")[1] for each in errors if each.field.startswith("answers.")]
        if not names and any(each.field == FILES for each in errors):
            return self.to(FILES)
        return self.to(next((page for page in self.pages if page in names), CHECK))


def read(form: MultiDict[str, str]) -> Journey | None:
    """Return where the person is who sent `form`; None if it names no door of ours."""
    values = flat(form)
    if pressed := form.getlist("to"):
        # A page of waiting carries the button that was pressed before it; the last one is of this page.
        values["to"] = pressed[-1]
    door = values.get("door", "")
    if door not in DOORS:
        return None
    named = cast("DoorName", door)
    kind = "dispute" if named == "mediation" else values.get("kind", "")
    known = kind if kind in KINDS and named in KINDS[kind].doors else ""
    journey = Journey(named, known, "", values)
    at = values.get("at", "")
    return replace(journey, at=at if at in journey.pages else journey.pages[0])


def said(errors: list[FieldError]) -> Message | None:
    """Return the first thing that is wrong with no field of a page, if there is any."""
    return next((each.message for each in errors if not each.field.startswith("answers.")), None)
