"""Signing in at the desk with a password and a code, and what wrong tries cost."""

import datetime as dt
from pathlib import Path

import pytest

from api.domain.staffing import Member
from api.services.desk_staff import Refused, add_staff, everybody, remove_staff, sign_in
from api.services.resources import DeskResources
from api.store import desk_audit
from api.store.desk_audit import DeskHappened
from api.store.sign_in_failures import Tries, put
from tests.support import PASSWORD, Clock, code_of, make_member

HERE, ELSEWHERE, SIXTH = "203.0.113.7", "198.51.100.9", "2001:db8:1:2::3"
LIN = make_member()


def _tells(resources: DeskResources) -> list[tuple[str, str, str]]:
    """Return what the audit of the desk says, in order: officer, action, reason."""
    with resources.reader.begin() as connection:
        return [(row.officer, row.action, row.reason) for _, row, _ in desk_audit.all_rows(connection)]


def _wrong(resources: DeskResources, address: str = HERE, name: str = "lin") -> Refused:
    refused = sign_in(resources, name, "wrong", "000000", address)
    assert isinstance(refused, Refused)
    return refused


def test_name_password_and_code_open_their_own_account_only(desk_resources: DeskResources, clock: Clock) -> None:
    """All three open Lin's account; each of 6 wrong combinations opens nothing, and is the same answer."""
    secret, other = (add_staff(desk_resources, make_member(name), PASSWORD) for name in ("lin", "chen"))
    code = code_of(desk_resources, secret)
    tries = [
        ("lin", "wrong", code),
        ("lin", PASSWORD, code_of(desk_resources, other)),
        ("lin", PASSWORD, code_of(desk_resources, secret, 2)),
        ("lin", PASSWORD, code_of(desk_resources, secret, -2)),
        ("wu", PASSWORD, code),
        ("Lin", PASSWORD, code),
    ]
    for place, (name, password, typed) in enumerate(tries):
        assert sign_in(desk_resources, name, password, typed, f"203.0.{place}.7") == Refused(), place
    assert sign_in(desk_resources, "lin", PASSWORD, code, HERE) == LIN
    clock.move(seconds=30)
    assert sign_in(desk_resources, "chen", PASSWORD, code_of(desk_resources, other), HERE) == make_member("chen")


def test_a_code_works_once(desk_resources: DeskResources, clock: Clock) -> None:
    """A code that signed in is refused the second time, and so is an older one; the next one is taken a step early or late."""
    secret = add_staff(desk_resources, LIN, PASSWORD)
    codes = {steps: code_of(desk_resources, secret, steps) for steps in (-1, 0, 1, 3)}
    assert sign_in(desk_resources, "lin", PASSWORD, codes[0], HERE) == LIN
    for used in (codes[0], codes[-1]):
        assert sign_in(desk_resources, "lin", PASSWORD, used, HERE) == Refused()
    assert sign_in(desk_resources, "lin", PASSWORD, codes[1], HERE) == LIN
    assert sign_in(desk_resources, "lin", PASSWORD, codes[1], HERE) == Refused()
    clock.move(seconds=4 * 30)
    assert sign_in(desk_resources, "lin", PASSWORD, codes[3], HERE) == LIN
    assert [reason for _, action, reason in _tells(desk_resources) if action == "sign-in-refused"] == ["used-code"] * 3


def test_wrong_tries_slow_one_network_and_nobody_else(desk_resources: DeskResources, clock: Clock) -> None:
    """After 4 free tries from one network it waits 2, 4, 8 seconds, the right password too.

    The same officer signs in at once from two other networks meanwhile, and another officer from the slowed one.
    """
    secret, chen = (add_staff(desk_resources, make_member(name), PASSWORD) for name in ("lin", "chen"))
    waits = []
    for _ in range(7):
        waits.append(_wrong(desk_resources, "203.0.113.250").wait)
        clock.now += waits[-1] or dt.timedelta(0)
    assert waits == [None] * 4 + [dt.timedelta(seconds=seconds) for seconds in (2, 4, 8)]
    clock.move(seconds=-8)
    code = code_of(desk_resources, secret)
    assert sign_in(desk_resources, "lin", PASSWORD, code, HERE) == Refused(dt.timedelta(seconds=8))
    assert sign_in(desk_resources, "lin", PASSWORD, code, ELSEWHERE) == LIN
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret, 1), SIXTH) == LIN
    assert isinstance(sign_in(desk_resources, "chen", PASSWORD, code_of(desk_resources, chen), HERE), Member)
    clock.move(seconds=30)
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret, 1), HERE) == LIN


def test_an_unknown_name_is_slowed_like_a_known_one(desk_resources: DeskResources) -> None:
    """Five tries with a name that nobody has are answered like five with Lin's: it cannot be told which names exist."""
    add_staff(desk_resources, LIN, PASSWORD)
    for_lin, for_nobody = ([_wrong(desk_resources, HERE, name).wait for _ in range(6)] for name in ("lin", "nobody"))
    assert for_lin == for_nobody
    assert for_lin[4:] == [dt.timedelta(seconds=2)] * 2


def test_guesses_from_everywhere_cost_a_new_network_three_seconds_once(
    desk_resources: DeskResources, clock: Clock
) -> None:
    """After 20 wrong tries from 20 networks, a new network waits 3 seconds once; one that got in that day does not wait."""
    secret = add_staff(desk_resources, LIN, PASSWORD)
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret), HERE) == LIN
    assert [_wrong(desk_resources, f"10.0.{place}.1").wait for place in range(20)] == [None] * 20
    clock.move(seconds=60)
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret), HERE) == LIN
    later = code_of(desk_resources, secret, 1)
    assert sign_in(desk_resources, "lin", PASSWORD, later, ELSEWHERE) == Refused(dt.timedelta(seconds=3))
    clock.move(seconds=3)
    assert sign_in(desk_resources, "lin", PASSWORD, later, ELSEWHERE) == LIN


def test_the_longest_wait_is_a_quarter_of_an_hour_and_a_day_forgets(
    desk_resources: DeskResources, clock: Clock
) -> None:
    """However often somebody guesses, they wait 15 minutes at most; a day without a try forgets them."""
    add_staff(desk_resources, LIN, PASSWORD)
    waits = []
    for _ in range(18):
        waits.append(_wrong(desk_resources).wait or dt.timedelta(0))
        clock.now += waits[-1]
    assert max(waits) == waits[-1] == dt.timedelta(minutes=15)
    clock.move(hours=25)
    assert _wrong(desk_resources).wait is None


def test_many_tries_at_once_are_not_free(desk_resources: DeskResources, clock: Clock) -> None:
    """A try counts before its password is looked at: one that begins while the fifth is still looked at has to wait."""
    add_staff(desk_resources, LIN, PASSWORD)
    for _ in range(5):
        refused = _wrong(desk_resources)
    assert refused.wait == dt.timedelta(seconds=2)
    assert _wrong(desk_resources).wait == dt.timedelta(seconds=2)
    assert [action for _, action, _ in _tells(desk_resources)].count("sign-in-refused") == 5
    clock.move(seconds=2)
    assert _wrong(desk_resources).wait == dt.timedelta(seconds=4)


def test_what_happens_at_the_door_is_in_the_audit(desk_resources: DeskResources, clock: Clock) -> None:
    """Adding, refusals with their reason, signing in, a new role and removing are told; a name that nobody has is not kept."""
    secret = add_staff(desk_resources, LIN, PASSWORD)
    sign_in(desk_resources, "my secret pass phrase", "x", "000000", HERE)
    sign_in(desk_resources, "lin", "wrong", "000000", HERE)
    sign_in(desk_resources, "lin", PASSWORD, "000000", HERE)
    sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret), HERE)
    add_staff(desk_resources, make_member("lin", "auditor", []), PASSWORD)
    assert remove_staff(desk_resources, "lin")
    assert not remove_staff(desk_resources, "lin")
    assert _tells(desk_resources) == [
        ("console", "member-added", ""),
        ("", "sign-in-refused", "unknown"),
        ("lin", "sign-in-refused", "password"),
        ("lin", "sign-in-refused", "code"),
        ("lin", "signed-in", ""),
        ("console", "member-reset", ""),
        ("console", "role-changed", ""),
        ("console", "member-removed", ""),
    ]
    clock.move(seconds=30)
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, secret), HERE) == Refused()


def test_nothing_about_wrong_tries_can_be_read_in_the_file(desk_resources: DeskResources) -> None:
    """Neither the name that was typed nor the address, its network or the secret of a second factor stands in the desk's file."""
    secret = add_staff(desk_resources, LIN, PASSWORD)
    sign_in(desk_resources, "my secret pass phrase", "x", "000000", HERE)
    path = Path(str(desk_resources.reader.url.database))
    content = path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
    assert b"lin" in content
    for word in ("my secret pass phrase", "203.0.113", secret, PASSWORD):
        assert word.encode() not in content, word


def test_a_second_factor_is_sealed_for_its_member(desk_resources: DeskResources) -> None:
    """Whoever can write the file cannot put their own second factor into the row of somebody else."""
    add_staff(desk_resources, LIN, PASSWORD)
    mine = add_staff(desk_resources, make_member("chen"), PASSWORD)
    swap = "UPDATE staff SET totp = (SELECT totp FROM staff WHERE username = 'chen') WHERE username = 'lin'"
    desk_resources.writer.write(lambda connection: connection.exec_driver_sql(swap))
    assert sign_in(desk_resources, "lin", PASSWORD, code_of(desk_resources, mine), HERE) == Refused()
    assert _tells(desk_resources)[-1] == ("lin", "sign-in-refused", "no-factor")


def test_an_account_of_before_second_factors_waits_for_one(desk_resources: DeskResources) -> None:
    """Whoever was added before there were second factors signs in only after being added again; the list of staff says so."""
    add_staff(desk_resources, LIN, PASSWORD)
    desk_resources.writer.write(lambda connection: connection.exec_driver_sql("UPDATE staff SET totp = NULL"))
    assert sign_in(desk_resources, "lin", PASSWORD, "000000", HERE) == Refused()
    assert [(each.member.username, each.has_factor) for each in everybody(desk_resources)] == [("lin", False)]


def test_an_action_that_nobody_declared_is_a_fault(desk_resources: DeskResources) -> None:
    """The audit takes only actions that auditors can read in words."""
    row = DeskHappened("2026-11-21T10:00:00", "lin", "shrugged", "x")
    with pytest.raises(KeyError):
        desk_resources.writer.write(lambda connection: desk_audit.note(connection, row))


def test_old_tries_are_deleted(desk_resources: DeskResources) -> None:
    """What nobody has tried for a day is no longer in the file after the next try."""
    desk_resources.writer.write(lambda connection: put(connection, "a", "b", Tries(9, ""), "2026-11-20T09:59:59"))
    _wrong(desk_resources)
    with desk_resources.reader.begin() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM sign_in_failures WHERE username = 'a'").scalar()
    assert kept == 0
