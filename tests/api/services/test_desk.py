"""Signing in at the desk."""

import datetime as dt

from api.services.desk import Refused, add_staff, sign_in
from api.services.resources import DeskResources
from tests.support import Clock


def test_a_password_opens_its_own_account_only(desk_resources: DeskResources) -> None:
    """Lin's password opens Lin's account; a wrong one, an unknown name and an empty one open nothing."""
    add_staff(desk_resources, "lin", "correct horse")
    assert sign_in(desk_resources, "lin", "correct horse") == "lin"
    for username, password in (("lin", "wrong"), ("chen", "correct horse"), ("lin", "")):
        assert sign_in(desk_resources, username, password) == Refused()


def test_wrong_tries_slow_one_account_and_shut_nobody_else_out(desk_resources: DeskResources, clock: Clock) -> None:
    """After 4 free tries the waits are 2, 4, 8 seconds; the right password waits too, and another officer does not."""
    add_staff(desk_resources, "lin", "correct horse")
    add_staff(desk_resources, "chen", "battery staple")
    waits = []
    for _ in range(7):
        refused = sign_in(desk_resources, "lin", "wrong")
        assert isinstance(refused, Refused)
        waits.append(refused.wait)
        if refused.wait:
            clock.now += refused.wait
    assert waits == [None] * 4 + [dt.timedelta(seconds=seconds) for seconds in (2, 4, 8)]
    clock.move(seconds=-8)
    assert sign_in(desk_resources, "lin", "correct horse") == Refused(dt.timedelta(seconds=8))
    assert sign_in(desk_resources, "chen", "battery staple") == "chen"
    clock.move(seconds=8)
    assert sign_in(desk_resources, "lin", "correct horse") == "lin"


def test_the_longest_wait_is_a_quarter_of_an_hour(desk_resources: DeskResources, clock: Clock) -> None:
    """However often somebody guesses, the officer waits 15 minutes at most."""
    add_staff(desk_resources, "lin", "correct horse")
    longest = dt.timedelta(0)
    for _ in range(18):
        refused = sign_in(desk_resources, "lin", "wrong")
        assert isinstance(refused, Refused)
        if refused.wait:
            longest = max(longest, refused.wait)
            clock.now += refused.wait
    assert longest == dt.timedelta(minutes=15)
