"""The checker of the lists: silent on healthy ones, and every kind of planted damage is told."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from api.__main__ import main
from api.domain.offers import Offer
from api.services import drawing, enrolling, ordering, timing
from api.services.checking import Told, broken, chain, unkept
from api.services.enrolling import Enrolled
from api.services.resources import DeskResources, Resources
from tests.api.services.test_enrolling import _enrol
from tests.api.services.test_ordering import _order
from tests.support import NOW, Clock, announce, make_meetings, make_offer, publish

TABLES = ("entries", "places", "seats", "audit", "outbox")
STATE = "UPDATE places SET state = '{}' WHERE entry = {} AND offer = '{}'"
AGAIN = "INSERT INTO entries SELECT 99, {}, {}, body, 'XXXX-XXXX', lang, arrived_at, sealed FROM entries WHERE id = 1"
PERSON = "(SELECT min(person) FROM places WHERE entry = {})"
STANDS = "UPDATE places SET {} WHERE {}"
OTHER = "UPDATE audit SET pseudonym = (SELECT pseudonym FROM entries WHERE id = 11) WHERE action = 'offered'"
DAMAGE = {
    "UPDATE seats SET capacity = 1 WHERE offer = 'a-class'": "a-class: oversold, 2 in 1 seats",
    "UPDATE seats SET taken = 1 WHERE offer = 'a-class'": "the counts say 1 seated and 2 waiting, the list 2 and 2",
    "UPDATE seats SET waiting = 7 WHERE offer = 'a-class'": "the counts say 2 seated and 7 waiting, the list 2 and 2",
    "UPDATE places SET person = (SELECT person FROM places WHERE id = 3) WHERE id = 4": "one person twice in a-class",
    "UPDATE places SET person = (SELECT person FROM places WHERE id = 1) WHERE entry = 5": "has two seats at one time, in a-class and late",
    "UPDATE seats SET capacity = 3 WHERE offer = 'a-class'": "a-class: a seat is free and entry 3 waits",
    "UPDATE places SET rank = 1 WHERE id = 4": "entry 4: waits in a-class before somebody who came earlier",
    "UPDATE places SET pool = 'new-immigrant' WHERE entry = 7": "entry 7: has a seat kept for 'new-immigrant' in kept",
    STANDS.format("pool = 'new-immigrant', groups = pool", "entry IN (7, 8)"): "2 seats out of pool 'new-immigrant', which has 1",
    "UPDATE places SET pool = '' WHERE entry = 1": "entry 1: confirmed in a-class, out of pool ''",
    STATE.format("cancelled", 2, "a-class"): "entry 2: cancelled in a-class, but the audit says confirmed",
    AGAIN.format("code_hash", "press || 1"): "one code made 2 entries",
    AGAIN.format("code_hash || 1", "press"): "one press made 2 entries",
    "DELETE FROM places WHERE entry = 1": "entry 1: has no place anywhere",
    "DELETE FROM entries WHERE id = 1": "entry 1: has a place, but was never pressed",
    "DELETE FROM outbox WHERE entry = 4": "entry 4: nobody was told",
    "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)": "not in the audit",
    "UPDATE audit SET pseudonym = 'AAAA-AAAA' WHERE id = 2": "audit row 2: does not follow from the one before it",
    "DELETE FROM audit WHERE id = 3": "audit row 4: does not follow from the one before it",
    "UPDATE places SET hold_until = NULL WHERE state = 'offered'": "entry 10: offered in swapped, hold until None",
    "UPDATE places SET hold_until = '2026-11-22T10:00:00' WHERE id = 1": "entry 1: confirmed in a-class, hold until 2026",
    STANDS.format("state = 'cancelled'", f"entry = 12 AND wish = 0 AND person = {PERSON.format(12)}"): "the pair is split in first",
    "DELETE FROM places WHERE id = (SELECT max(id) FROM places WHERE entry = 12)": "entry 12: a pair in one wish and alone in another",
    "UPDATE places SET state = 'confirmed' WHERE entry = 13": "entry 13: seats in both first and second, for which it wished",
    STANDS.format(f"person = {PERSON.format(13)}", "entry = 14"): "one person twice in the draw a-round",
    OTHER: "entry 11 was seated in swapped before entry 10",
}  # fmt: skip


@pytest.fixture
def offers() -> dict[str, Offer]:
    """Return two classes at one time, one with a kept seat, one whose seat changes hands, and a draw of two."""
    drawn: dict[str, Any] = {
        "allocation": "draw",
        "round": "a-round",
        "drawn_on": NOW.date() + dt.timedelta(days=2),
        "wishes": 2,
        "pairs": True,
    }
    return announce(
        make_offer("a-class", 2, meetings=make_meetings(3, 9)),
        make_offer("late", 2, meetings=make_meetings(3, 10)),
        make_offer("kept", 3, quotas={"new-immigrant": 1}),
        make_offer("swapped", 1),
        make_offer("first", 2, **drawn),
        make_offer("second", 2, **drawn),
    )


def _live(resources: Resources, offers: dict[str, Offer]) -> list[Enrolled]:
    """Let 14 entries be made, one seat be given back, and the list of the draw stay open."""
    held = [_enrol(resources, f"A{number}", offers, course="a-class") for number in range(4)]
    held += [_enrol(resources, f"L{number}", offers, course="late") for number in range(2)]
    held += [_enrol(resources, f"K{number}", offers, course="kept") for number in range(2)]
    held += [_enrol(resources, f"S{number}", offers, course="swapped") for number in range(3)]
    enrolling.cancel(resources, offers, held[8].code or "")
    more: dict[str, Any] = {"course": "first", "wishes": {"second": "second"}}
    held.append(_enrol(resources, "P", offers, partner={"name": "Q"}, **more))
    return [*held, *(_enrol(resources, f"D{number}", offers, **more) for number in range(2))]


def _copy(resources: Resources, folder: Path) -> Engine:
    """Return a copy of the database without any of the constraints that would refuse the damage."""
    engine = create_engine(f"sqlite:///{folder / 'copy.db'}", poolclass=NullPool)
    with engine.begin() as copy:
        copy.exec_driver_sql(f"ATTACH '{resources.reader.url.database}' AS healthy")
        for table in TABLES:
            copy.exec_driver_sql(f"CREATE TABLE {table} AS SELECT * FROM healthy.{table}")  # noqa: S608 - names of our own
    return engine


def test_healthy_lists_break_no_promise(resources: Resources, offers: dict[str, Offer], tmp_path: Path) -> None:
    """14 entries in 6 offers, a seat that changed hands, and a pair: nothing is told, on the lists or on their copy.

    Of the copy, which was made without triggers, it is told that nothing guards its audit.
    """
    _live(resources, offers)
    unguarded = ["audit: audit_no_update is missing", "audit: audit_no_delete is missing"]
    for engine, told in ((resources.reader, []), (_copy(resources, tmp_path), unguarded)):
        with engine.begin() as connection:
            assert broken(connection, offers, NOW) == []
            assert chain(connection) == told


@pytest.mark.parametrize(("damage", "told"), DAMAGE.items(), ids=list(DAMAGE.values()))
def test_planted_damage_is_told(
    resources: Resources, offers: dict[str, Offer], tmp_path: Path, damage: str, told: str
) -> None:
    """Each of 26 kinds of damage, planted by SQL into a copy without constraints, is told in its sentence."""
    _live(resources, offers)
    with _copy(resources, tmp_path).begin() as connection:
        assert connection.exec_driver_sql(damage).rowcount > 0
        found = broken(connection, offers, NOW)
    assert any(told in sentence for sentence in found), found


def _told(press: str, held: Enrolled, **change: Any) -> Told:
    return Told(
        press,
        change.get("code", held.code or ""),
        held.best.offer,
        change.get("state", held.best.state),
        held.best.place,
    )


def test_what_was_acknowledged_is_kept(resources: Resources, offers: dict[str, Offer]) -> None:
    """The lists keep every answer; an unknown code, another state, a second code for a press and overtaking are told."""
    first, _, third, fourth = _live(resources, offers)[:4]
    with resources.reader.begin() as connection:
        said = [_told("1", first), _told("3", third), _told("4", fourth)]
        assert unkept(connection, resources.pepper, said) == []
        wrong = [
            (_told("1", first, code="1" * 16), "press 1: an acknowledged confirmed place in a-class is missing"),
            (_told("1", first, state="waiting"), "entry 1: acknowledged as waiting in a-class, but confirmed"),
            (_told("1", third), "press 1: two codes for one press"),
            (
                Told("4", fourth.code or "", "a-class", "waiting", 1),
                "entry 4: told number 1 in a-class, but overtaken since",
            ),
        ]
        for answer, sentence in wrong:
            assert sentence in unkept(connection, resources.pepper, [*said, answer])


def test_moves_by_the_desk_and_time_break_no_promise(
    stores: tuple[Resources, DeskResources], offers: dict[str, Offer], clock: Clock
) -> None:
    """Somebody is moved to the end and somebody is given a seat by hand, a hold lapses: all of it is in order."""
    service, _ = stores
    _live(service, offers)
    assert _order(stores, offers, "to-end", entry=3, reason="asked-by-person") == "done"
    assert _order(stores, offers, "remove", entry=1, reason="absent") == "done"
    clock.move(hours=25)
    timing.tick(service, offers)
    assert ordering.carry_out(service, offers) == 0
    with service.reader.begin() as connection:
        assert broken(connection, offers, clock()) == []


def _verify(capsys: pytest.CaptureFixture[str], *subject: str) -> tuple[int, str]:
    return main(["verify", *subject]), capsys.readouterr().out


def test_anybody_can_verify_from_the_command_line(
    stores: tuple[Resources, DeskResources],
    offers: dict[str, Offer],
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`harbour verify` says OK and ends with 0 for lists, audit and draw, and says what is broken and ends with 1."""
    monkeypatch.setenv("HARBOUR_VAR", str(tmp_path / "service"))
    monkeypatch.setenv("HARBOUR_OUTPUT", str(tmp_path / "output"))
    publish(tmp_path / "output", offers.values())
    clock.move(hours=-2)
    timing.tick(stores[0], offers)
    clock.move(hours=2)
    _live(stores[0], offers)
    subjects = [("seats",), ("audit",), ("draw", "a-round")]
    assert [_verify(capsys, *subject) for subject in subjects] == [(0, "OK: nothing is broken\n")] * 3
    file = tmp_path / "kept.json"
    document = drawing.published(stores[0])["a-round"]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert _verify(capsys, "draw", "a-round", str(file))[0] == 0
    assert _verify(capsys, "draw", "another", str(file)) == (1, "BROKEN: The file is about another draw: a-round.\n")
    file.write_text(json.dumps(document | {"commitment": "0"}), encoding="utf-8")
    assert _verify(capsys, "draw", "a-round", str(file))[0] == 1
    assert _verify(capsys, "draw", "a-round", str(tmp_path / "nowhere"))[1].startswith("BROKEN: It cannot be read")
    assert _verify(capsys, "draw", "b-round") == (1, "BROKEN: There is no draw called 'b-round' here.\n")
    with create_engine(f"sqlite:///{tmp_path / 'service' / 'service.db'}", poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET offer = 'b-class' WHERE id = 2")
    for subject in ("seats", "audit"):
        status, told = _verify(capsys, subject)
        assert (status, "BROKEN: audit row 2: does not follow" in told) == (1, True)
