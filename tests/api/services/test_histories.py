"""Ten thousand random histories: after each step the real lists are those of a small reference, and no promise is broken."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import nacl.public
import nacl.signing
import pytest
from sqlalchemy import Connection

from api.domain import seats as rule
from api.domain.offers import Offer
from api.services import checking, enrolling, ordering, timing
from api.services.pressing import Press, admit
from api.services.resources import Resources
from api.services.seating import Hand
from api.services.secrets import keyed
from api.store import draws
from api.store.desk_orders import Order
from api.store.engine import open_reader, open_writer
from api.store.enrolments import NewEntry
from api.store.migrate import migrate
from api.store.writer import Writer
from tests.api.services.reference import Reference, Unit
from tests.support import NOW, Clock, announce, make_meetings, make_offer

SIGNING = nacl.signing.SigningKey(b"s" * 32)
HISTORIES, CHUNKS, LONGEST, MOSTLY = 10_000, 8, 16, 0.8
PERSONS = ("Anh", "Budi", "Chai", "Dewi")
GROUP = "new-immigrant"
PLACES = "SELECT entry, offer, person, state, pool, hold_until, rank FROM places ORDER BY id"
Step = tuple[Any, ...]
T = TypeVar("T")


class _Direct(Writer):
    """Writes without a thread, inside the transaction of one history."""

    def __init__(self, connection: Connection) -> None:
        self._only = connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` returns."""
        return work(self._only)


def _offers(draw: random.Random) -> dict[str, Offer]:
    """Return "a" and "b" at one time, "c" with a kept seat, at the time of "b" or not; or a draw of two beside "a"."""
    until = NOW + dt.timedelta(hours=draw.choice((3, 10)))
    first = make_offer("a", draw.choice((1, 2)), meetings=make_meetings(3, 9), closes_in=30)
    if draw.random() < 0.25:
        facts: dict[str, Any] = {
            "allocation": "draw", "round": "r", "drawn_on": NOW.date(), "wishes": 2, "pairs": True, "closes_in": 6,
            "quotas": {GROUP: 1}, "quotas_until": NOW + dt.timedelta(hours=6), "meetings": make_meetings(4, 9),
        }  # fmt: skip
        return announce(first, make_offer("d", draw.choice((1, 2)), **facts), make_offer("e", 2, **facts))
    return announce(
        first,
        make_offer("b", draw.choice((1, 2)), meetings=make_meetings(3, 10), closes_in=30),
        make_offer(
            "c",
            2,
            quotas={GROUP: 1},
            quotas_until=until,
            meetings=make_meetings(3, draw.choice((11, 15))),
            closes_in=30,
        ),
    )


def _press(draw: random.Random, offers: dict[str, Offer]) -> Step:
    first = draw.choice(sorted(offers))
    others = [name for name in offers if name != first and offers[name].round == offers[first].round != ""]
    wishes = (first, *draw.sample(others, draw.randint(0, len(others))))
    persons = tuple(draw.sample(PERSONS, 2 if offers[first].pairs and draw.random() < 0.4 else 1))
    return ("press", persons, draw.choice(("", GROUP)), wishes)


def _step(draw: random.Random, offers: dict[str, Offer]) -> Step:
    """Return one thing that happens; numbers of entries are taken modulo those that there are."""
    name, number = draw.choice(sorted(offers)), draw.randrange(24)
    return draw.choices(
        (
            _press(draw, offers),
            ("batch", *(_press(draw, offers) for _ in range(3))),
            ("again", number),
            ("cancel", number),
            ("confirm", number),
            ("time", draw.choice((1, 5, 20))),
            ("late", draw.choice((1, 5, 24))),
            ("offer", "capacity", name, str(draw.randint(0, 3))),
            ("offer", draw.choice(("open", "close", "as-announced", "not-held")), name, ""),
            ("entry", draw.choice(("seat", "remove", "to-front", "to-end", "back")), number),
            ("announce", name, draw.randint(1, 3)),
        ),
        (30, 6, 4, 20, 12, 6, 4, 4, 2, 14, 3),
    )[0]


def _history(seed: int) -> tuple[dict[str, Offer], list[Step]]:
    """Return history `seed`: a crowd first, in a draw until its seats are drawn; then anything."""
    draw = random.Random(seed)
    offers = _offers(draw)
    crowd = [_press(draw, offers) for _ in range(draw.randint(0, 8))]
    drawn: list[Step] = [("time", 6), ("time", 5), ("numbers",)] if "d" in offers and draw.random() < MOSTLY else []
    return offers, crowd + drawn + [_step(draw, offers) for _ in range(draw.randint(3, LONGEST))]


class _Play:
    """One history on the real lists and on the reference."""

    def __init__(self, connection: Connection, key: nacl.public.PublicKey, offers: dict[str, Offer]) -> None:
        self.connection, self.offers, self.clock = connection, offers, Clock(NOW)
        reader = open_reader(Path("never-read"))
        self.resources = Resources(_Direct(connection), reader, reader, b"pepper", key, key, SIGNING, self.clock)
        self.reference = Reference(offers, NOW)
        self.pressed: list[Step] = []
        self.orders, self.late = 0, False
        if "d" in offers:
            self._tick()

    def step(self, step: Step) -> None:
        """Let `step` happen on both, and compare."""
        kind, *rest = step
        real, expected = getattr(self, f"_{kind}")(*rest)
        assert real == expected, f"{step}: {real}, and not {expected}"
        self._compare()
        found = checking.broken(self.connection, self.offers, self.clock())
        # Seats that were kept become everyone's at the next tick, or when somebody presses.
        assert [sentence for sentence in found if not (self.late and "a seat is free" in sentence)] == []

    def _compare(self) -> None:
        real = [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in self._rows()]
        units = sorted(self.reference.units, key=lambda unit: (unit.entry, unit.wish))
        assert real == [
            (unit.entry, unit.offer, person, unit.state, unit.pool, unit.hold.isoformat() if unit.hold else None)
            for unit in units
            for person in unit.persons
        ]
        waiting = sorted((row[1], row[6], row[0]) for row in self._rows() if row[3] == "waiting")
        queues = [
            (offer, unit.entry) for offer in sorted(self.reference.queues) for unit in self.reference.queues[offer]
        ]
        assert list(dict.fromkeys((offer, entry) for offer, _, entry in waiting)) == queues

    def _rows(self) -> Any:
        return self.connection.connection.driver_connection.execute(PLACES).fetchall()  # type: ignore[union-attr]

    def _made(self, key: str, persons: tuple[str, ...], group: str, wishes: tuple[str, ...]) -> Press:
        code = f"code of {key}"
        name = f"name {key}"
        new = NewEntry(keyed(b"pepper", "code", code), key, f"{persons} {group} {wishes}", name, "vi", b"sealed")
        return Press(new, self.offers, tuple(self.offers[wish] for wish in wishes), persons, group, code, self.clock)

    def _batch(self, *presses: Step) -> tuple[list[str], list[str]]:
        keyed_presses = [(str(len(self.pressed) + number), *press[1:]) for number, press in enumerate(presses)]
        self.pressed += keyed_presses
        self.reference.promote(*sorted({press[3][0] for press in keyed_presses}))
        real = admit(self.connection, [self._made(*press) for press in keyed_presses])
        return [type(each).__name__ for each in real], [self.reference.press(*press) for press in keyed_presses]

    def _press(self, *press: Any) -> tuple[list[str], list[str]]:
        return self._batch(("press", *press))

    def _again(self, number: int) -> tuple[object, object]:
        if not self.pressed:
            return 0, 0
        press = self.pressed[number % len(self.pressed)]
        self.reference.promote(press[3][0])
        real = admit(self.connection, [self._made(*press)] * 2)
        return [type(each).__name__ for each in real], [self.reference.press(*press) for _ in range(2)]

    def _by_code(self, number: int, use: Callable[..., object], expected: Callable[[int], str]) -> tuple[str, str]:
        entries = list(self.reference.presses.items())
        if not entries:
            return "", ""
        key, entry = entries[number % len(entries)]
        return type(use(self.resources, self.offers, f"code of {key}")).__name__, expected(entry)

    def _cancel(self, number: int) -> tuple[str, str]:
        return self._by_code(number, enrolling.cancel, self.reference.cancel)

    def _confirm(self, number: int) -> tuple[str, str]:
        return self._by_code(number, enrolling.confirm, self.reference.confirm)

    def _tick(self) -> None:
        timing.due(self.connection, self.offers, self.clock())
        self.late = False

    def _time(self, hours: int) -> tuple[None, None]:
        self.clock.move(hours=hours)
        self._tick()
        self.reference.pass_time(hours)
        return None, None

    def _late(self, hours: int) -> tuple[None, None]:
        """Time passes, and nothing looks what is due."""
        self.clock.move(hours=hours)
        self.reference.now, self.late = self.clock(), True
        return None, None

    def _ordered(self, action: str, offer: str, entry: int | None, value: str, officer: str = "lin") -> str:
        self.orders += 1
        order = Order(self.orders, NOW.isoformat(), officer, action, offer, entry, value, "clerical-error", "", None)
        ordering._carry_out(self.connection, self.resources, self.offers, order)
        query = f'SELECT outcome FROM carried_out WHERE "order" = {self.orders}'  # noqa: S608 - a number of our own
        return str(self.connection.exec_driver_sql(query).scalar())

    def _offer(self, action: str, offer: str, value: str) -> tuple[str, str]:
        known = draws.of_round(self.connection, "r")
        self.reference.stage = known.stage if known else ""
        return self._ordered(action, offer, None, value), self.reference.set_offer(action, offer, value)

    def _entry(self, action: str, number: int) -> tuple[str, str]:
        # By hand only where no draw decides; and nobody is moved in a class that has begun.
        units: list[Unit] = [unit for unit in self.reference.units if not self.offers[unit.offer].round]
        if not units:
            return "", ""
        if action in {"to-front", "to-end"}:
            units = [unit for unit in units if unit.state == "waiting"] or units
        unit = units[number % len(units)]
        return self._ordered(action, unit.offer, unit.entry, ""), self.reference.move(action, unit)

    def _announce(self, name: str, capacity: int) -> tuple[None, None]:
        self.offers[name] = replace(self.offers[name], capacity=capacity)
        enrolling.settle(self.resources, self.offers)
        self.reference.promote(*sorted(self.offers))
        return None, None

    def _numbers(self) -> tuple[None, None]:
        known = draws.of_round(self.connection, "r")
        if known and known.stage == "closed" and self.clock() >= dt.datetime.fromisoformat(known.document["public_at"]):
            for officer in ("lin", "wu"):
                self._ordered("numbers", "r", None, "5 11 17 25 38", officer)
            done = draws.of_round(self.connection, "r")
            assert done
            names = {entry: f"name {key}" for key, entry in self.reference.presses.items()}
            self.reference.drawn(done.document, names)
        return None, None


@contextmanager
def _undone(connection: Connection) -> Iterator[Connection]:
    connection.exec_driver_sql("SAVEPOINT history")
    yield connection
    connection.exec_driver_sql("ROLLBACK TO history")
    connection.exec_driver_sql("RELEASE history")


def _failure(connection: Connection, key: nacl.public.PublicKey, offers: dict[str, Offer], steps: list[Step]) -> str:
    """Return what goes wrong in the history of `steps`, or nothing."""
    with _undone(connection):
        try:
            play = _Play(connection, key, dict(offers))
            for step in steps:
                play.step(step)
        except Exception as error:  # noqa: BLE001 - whatever it is, the history is told
            return f"{type(error).__name__}: {error}"
    return ""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Return a transaction on a real database; every history is undone, so that the next one finds it empty."""
    path = tmp_path_factory.mktemp("histories") / "service.db"
    migrate(path, "service")
    engine = open_writer(path)
    with engine.connect() as opened:
        opened.exec_driver_sql("PRAGMA user_version")
        yield opened
        opened.rollback()
    engine.dispose()


KEY = nacl.public.PrivateKey.generate().public_key


def _told(connection: Connection, seed: int) -> str:
    """Return what goes wrong in history `seed`, with the fewest of its steps that still go wrong; nothing if nothing does."""
    offers, steps = _history(seed)
    if not _failure(connection, KEY, offers, steps):
        return ""
    for number in reversed(range(len(steps))):
        if _failure(connection, KEY, offers, fewer := steps[:number] + steps[number + 1 :]):
            steps = fewer
    lines = [
        f"history {seed}: {_failure(connection, KEY, offers, steps)}",
        *map(str, offers.values()),
        *map(str, steps),
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_history_breaks_a_promise(connection: Connection, chunk: int) -> None:
    """1,250 histories of up to 27 steps in each of 8 chunks: the lists are those of the reference after each step."""
    seeds = range(chunk * HISTORIES // CHUNKS, (chunk + 1) * HISTORIES // CHUNKS)
    assert len(seeds) * CHUNKS == HISTORIES
    played = 0
    for seed in seeds:
        assert _told(connection, seed) == ""
        played += 1
    assert played == len(seeds)


promoted = rule.promoted
FAULTS = [
    (rule, "promoted", lambda free, waiting: promoted(free, waiting[::-1]), "in the wrong order"),
    (Hand, "_passed_over", lambda *_: [], "whoever was passed over is forgotten"),
    (rule, "is_busy", lambda *_: False, "two seats at one time"),
]


@pytest.mark.parametrize(("place", "name", "fault"), [row[:3] for row in FAULTS], ids=[row[3] for row in FAULTS])
def test_a_planted_fault_is_found(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, fault: object
) -> None:
    """With a fault in the real rules, one of the first 1,250 histories goes wrong: the comparison can fail."""
    monkeypatch.setattr(place, name, fault)
    assert any(_failure(connection, KEY, *_history(seed)) for seed in range(HISTORIES // CHUNKS))


def test_whoever_arrives_stands_behind_those_moved_to_the_end(connection: Connection) -> None:
    """Two wait and are moved to the end three times in turn; the next to arrive stands behind both."""
    offers = announce(make_offer("a", 1))
    steps: list[Step] = [("press", (name,), "", ("a",)) for name in PERSONS[:3]]
    steps += [("entry", "to-end", number) for number in (0, 1, 0)]
    assert _failure(connection, KEY, offers, [*steps, ("press", (PERSONS[3],), "", ("a",))]) == ""
