"""The queries about letters: which are due, and what came of each."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, cast, get_args

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from api.store.desk_schema import class_messages, sent

DUE, SENT, FAILED, DROPPED, OPENED, KEPT = range(6)
"""Of `done`: still to be sent; sent; given up; not sent, because it is true no more or nobody can be reached; and, of a
message to a class, taken apart into a letter for each person; laid into a folder, for somebody to send by hand."""
UNSURE = "unsure"
CALL, HAND = "call", "hand"
"""Ways of news about a case that an officer goes: a call, or a message that nothing here can send."""
Source = Literal["outbox", "message", "notice", "chase", "taken"]
"""Of a notice of the lists; of a message to a class; of a step in a case; of a late answer in a case; and, for the steps of
cases, up to which one they have been taken in."""
LISTS: tuple[Source, ...] = ("outbox", "message")
CASES: tuple[Source, ...] = ("notice", "chase")


class Sending(NamedTuple):
    """Where one letter stands: due at `at` or finished then, after how many tries.

    `channel` is the one it went by; while it is due, `UNSURE` says that it may have arrived already.
    """

    letter: str
    at: str
    channel: str
    tries: int
    done: int


class ClassMessage(NamedTuple):
    """What the desk wrote to everybody in a class."""

    id: int
    at: str
    offer: str
    words: str


def letter_id(source: Source, number: int, entry: int = 0) -> str:
    """Return the name of a letter, the same for ever: it is what a mail server knows a second copy by."""
    return f"{source}-{number:09d}" + (f"-{entry:09d}" if entry else "")


def number_of(letter: str) -> tuple[Source, int, int]:
    """Return what `letter_id` was made of."""
    source, number, entry = (*letter.split("-"), "0")[:3]
    return cast("Source", source if source in get_args(Source) else "outbox"), int(number), int(entry)


def _of(*sources: str) -> ColumnElement[bool]:
    return or_(*((sent.c.letter > f"{source}-") & (sent.c.letter < f"{source}.") for source in sources))


def last_taken(connection: Connection, source: Source) -> int:
    """Return the number of the newest row of `source` that has been taken in."""
    found = connection.execute(select(func.max(sent.c.letter)).where(_of(source))).scalar()
    return number_of(found)[1] if found else 0


def take_in(connection: Connection, letters: Iterable[str], at: str, done: int = DUE) -> None:
    """Keep that `letters` are to be sent from `at` on; known ones stay as they are."""
    rows = [{"letter": letter, "at": at, "channel": "", "tries": 0, "done": done} for letter in letters]
    if rows:
        connection.execute(insert(sent).prefix_with("OR IGNORE"), rows)


def take_in_newer(connection: Connection, letter: str, at: str) -> None:
    """Keep that `letter` is to be sent about its case, instead of those that still wait there; a known one changes nothing."""
    case = f"-{number_of(letter)[1]:09d}"
    if connection.execute(select(sent.c.letter).where(sent.c.letter == letter)).first():
        return
    waiting = _of(*(source + case for source in CASES)) & (sent.c.done == DUE)
    connection.execute(update(sent).where(waiting).values(done=DROPPED, at=at))
    take_in(connection, [letter], at)


def look_again(connection: Connection, at: str, case: int | None = None) -> None:
    """Let what waits to be told about `case`, or about any, be due at `at`: a rule has changed, or the clock."""
    each = CASES if case is None else [f"{source}-{case:09d}" for source in CASES]
    connection.execute(update(sent).where(_of(*each), sent.c.done == DUE).values(at=at))


def waiting(connection: Connection) -> list[Sending]:
    """Return what waits for an officer to tell it: by a call, or by hand."""
    query = select(*(sent.c[name] for name in Sending._fields)).where(_of(*CASES), sent.c.done == DUE)
    return [
        Sending(*row)
        for row in connection.execute(query.where(sent.c.channel.in_((CALL, HAND))).order_by(sent.c.letter))
    ]


def due(connection: Connection, now: str, most: int, sources: Iterable[Source] = LISTS) -> list[Sending]:
    """Return the letters of `sources` that are due at `now`, the longest due in front."""
    query = select(*(sent.c[name] for name in Sending._fields)).where(
        _of(*sources), sent.c.done == DUE, sent.c.at <= now
    )
    return [Sending(*row) for row in connection.execute(query.order_by(sent.c.at, sent.c.letter).limit(most))]


def note(connection: Connection, row: Sending) -> None:
    """Keep where a letter stands now."""
    connection.execute(update(sent).where(sent.c.letter == row.letter).values(**row._asdict()))


def counts(connection: Connection) -> dict[int, int]:
    """Return how many letters there are of each `done`."""
    return {row[0]: row[1] for row in connection.execute(select(sent.c.done, func.count()).group_by(sent.c.done))}


def messages_after(connection: Connection, number: int) -> list[ClassMessage]:
    """Return the messages of the desk after the one numbered `number`, in order."""
    columns = [class_messages.c[name] for name in ClassMessage._fields]
    rows = connection.execute(select(*columns).where(class_messages.c.id > number).order_by(class_messages.c.id))
    return [ClassMessage(*row) for row in rows]


def message(connection: Connection, number: int) -> ClassMessage | None:
    """Return the message numbered `number`."""
    columns = [class_messages.c[name] for name in ClassMessage._fields]
    row = connection.execute(select(*columns).where(class_messages.c.id == number)).first()
    return ClassMessage(*row) if row else None
