"""What comes back from a spreadsheet, line by line against the list: who was there, or how the selection ended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from api.domain.orders import ACTIONS
from api.services.desk_tables import Columns, Line, Table, plain
from api.services.rosters import Person, RosterRow
from i18n.languages import DESK
from i18n.messages import Message, mark, translate

PSEUDONYM, PRESENT, RESULT = "pseudonym", "present", "result"
HEADINGS: Mapping[str, str] = {
    PSEUDONYM: mark("Pseudonym"),
    PRESENT: mark("Present"),
    RESULT: mark("Result"),
    "name": mark("Name"),
    "state": mark("State"),
}
YES, NO = mark("yes"), mark("no")
RESULTS = ("invite", "admit", "reserve", "decline")

UNKNOWN = mark("“%(value)s” is not on the list of this class.")
TWICE = mark("“%(value)s” stands there twice.")
NOT_YES_NO = mark("Write yes or no, not “%(value)s”.")
NOT_RESULT = mark("Write invite, admit, reserve or decline, not “%(value)s”.")
NOT_POSSIBLE = mark("“%(value)s” is not possible for somebody in this state.")

T = TypeVar("T")


def _words(texts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return by which words, in the languages of the desk, each answer is known."""
    return {
        plain(word): key
        for key, marked in texts.items()
        for text in marked
        for word in (key, text, *(translate(text, language) for language in DESK))
    }


def headings() -> dict[str, str]:
    """Return by which headings, in the languages of the desk, each column is known."""
    return _words({key: [text] for key, text in HEADINGS.items()})


ATTENDANCE = Columns((PSEUDONYM, PRESENT), ("name", "state"))
SELECTION = Columns((PSEUDONYM, RESULT), ("name", "state"))


def for_desk(columns: Columns) -> Columns:
    """Return `columns` with their headings in the languages of the desk."""
    return replace(columns, headings=headings())


def _checked(
    table: Table, known: Mapping[str, T], value: str, read: Callable[[str, T], Any | Message]
) -> tuple[Table, list[tuple[T, Any]]]:
    """Return `table` with what is wrong in each line, and what each right line says of whom."""
    lines, found, seen = [], [], set[str]()
    for line in table.lines:
        wrong = list(line.wrong)
        key = plain(line.cells.get(PSEUDONYM, "")).upper()
        if not wrong:
            if key not in known:
                wrong.append(Message(UNKNOWN, {"value": line.cells[PSEUDONYM][:40]}))
            elif key in seen:
                wrong.append(Message(TWICE, {"value": key}))
            else:
                said = read(line.cells[value], known[key])
                wrong += [said] if isinstance(said, Message) else []
                found.append((known[key], said))
            seen.add(key)
        lines.append(Line(line.number, line.cells, tuple(wrong)))
    return replace(table, lines=tuple(lines)), found


def attendance(table: Table, people: Sequence[Person]) -> tuple[Table, dict[int, bool]]:
    """Return `table` checked, and who was there by place."""
    answers = _words({"1": (YES,), "0": (NO,)}) | {plain(YES): "1", plain(NO): "0"}

    def read(value: str, person: Person) -> bool | Message:
        del person
        answer = answers.get(plain(value))
        return Message(NOT_YES_NO, {"value": value[:40]}) if answer is None else answer == "1"

    checked, found = _checked(table, {person.key: person for person in people}, PRESENT, read)
    return checked, {person.place: was for person, was in found}


def selection(table: Table, rows: Sequence[RosterRow]) -> tuple[Table, dict[int, str]]:
    """Return `table` checked, and how the selection ended by entry."""
    answers = _words({name: (ACTIONS[name].text,) for name in RESULTS})

    def read(value: str, row: RosterRow) -> str | Message:
        action = answers.get(plain(value))
        if action is None:
            return Message(NOT_RESULT, {"value": value[:40]})
        if row.state not in ACTIONS[action].of:
            return Message(NOT_POSSIBLE, {"value": value[:40]})
        return action

    checked, found = _checked(table, {row.pseudonym: row for row in rows}, RESULT, read)
    return checked, {row.entry: action for row, action in found}
