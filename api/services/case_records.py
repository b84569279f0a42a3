"""A case as both processes know it: what is kept of it in the open, and its history out of both databases."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from api.domain.cases import Detail, Event, Standing, Step, ordered, standing
from api.domain.chasing import Chase
from api.domain.deadlines import Clock, clock, with_chases
from api.domain.intake import unit_of
from api.store import case_chases, case_steps
from api.store import cases as store
from api.store.types import Engine, RowMapping

LOOKS = frozenset({"opened", "name-asked", "name-granted", "name-refused", "name-opened"})
"""Steps after which what another officer is writing still fits."""


def detail_of(row: RowMapping) -> Detail:
    """Return the codes of a step as they were kept."""
    kept: dict[str, Any] = json.loads(row["detail"]) if row["detail"] else {}
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Detail(reason=row["reason"], **told)


def written_detail(detail: Detail) -> str:
    """Return the codes of a step as they are kept, without the reason, which has a column of its own."""
    told = {name: value for name, value in asdict(detail).items() if value and name != "reason"}
    return json.dumps(told) if told else ""


def step_of(letter: RowMapping) -> Step:
    """Return what the complainant did with `letter`: one without words says only how they can be reached."""
    step: Step = letter["step"]
    return step if letter["has_words"] else "contact"


def history_of(letters: Sequence[RowMapping], steps: Sequence[RowMapping]) -> tuple[Event, ...]:
    """Return the history of a case from its `letters`, in order, and from what officers did."""
    written = [Event(step_of(row), number, at=row["at"]) for number, row in enumerate(letters, start=1)]
    done = [Event(row["step"], row["letters"], row["officer"], row["at"], detail_of(row)) for row in steps]
    return (*written, *done)


@dataclass(frozen=True)
class Record:
    """One case without its words; `row` is what was kept when it was filed."""

    row: RowMapping
    history: tuple[Event, ...]
    last_act: int = 0
    chases: tuple[Chase, ...] = ()

    @property
    def reference(self) -> str:
        """Return what names the case to both sides."""
        return str(self.row["reference"])

    @property
    def lang(self) -> str:
        """Return the slug of the language in which it was filed."""
        return str(self.row["lang"])

    @property
    def filed_on(self) -> dt.date:
        """Return the day on which it was filed."""
        filed: dt.datetime = self.row["lodged_at"]
        return filed.date()

    @property
    def officer(self) -> str:
        """Return which officer did the last thing beyond looking; empty if none did."""
        acts = (event.officer for event in reversed(ordered(self.history)) if event.officer and event.step not in LOOKS)
        return next(acts, "")

    @cached_property
    def standing(self) -> Standing:
        """Return where it stands."""
        return standing(self.history, unit_of(self.row["kind"], self.row["door"]))

    @property
    def version(self) -> str:
        """Return what changes with each letter and each act, so that of two officers the second one looks again."""
        return f"{self.standing.letters}.{self.last_act}"

    def clock(self, holidays: Collection[dt.date], today: dt.date) -> Clock:
        """Return its clock on `today`."""
        is_tip = self.row["door"] == "tip"
        due_on = self.row["due_on"]
        found = clock(self.history, self.filed_on, due_on, holidays, today, is_tip=is_tip)
        return with_chases(found, self.chases)


def record(
    row: RowMapping, letters: Sequence[RowMapping], steps: Sequence[RowMapping], chases: Sequence[Chase] = ()
) -> Record:
    """Return the case of `row` with its history; what only its clock asks for are the `chases`."""
    acts = [step["id"] for step in steps if step["step"] not in LOOKS]
    return Record(row, history_of(letters, steps), max(acts, default=0), tuple(chases))


def all_records(service: Engine, desk: Engine) -> list[Record]:
    """Return all cases, the one that is due first in front."""
    # The desk first: a step never precedes the letters that its officer had seen.
    with desk.begin() as connection:
        done, chases = case_steps.all_steps(connection), case_chases.every(connection)
    with service.begin() as connection:
        rows, written = store.everything(connection), store.all_letters(connection)
    letters: dict[int, list[RowMapping]] = defaultdict(list)
    steps: dict[str, list[RowMapping]] = defaultdict(list)
    for letter in written:
        letters[letter["case_id"]].append(letter)
    for step in done:
        steps[step["reference"]].append(step)
    return [record(row, letters[row["id"]], steps[row["reference"]], chases.get(row["reference"], ())) for row in rows]
