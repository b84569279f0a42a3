"""Members of staff: who they are, and how they sign in with a user name, a password and a code of a second device."""

import datetime as dt
import hmac
import threading
from dataclasses import dataclass

import argon2
import nacl.exceptions
import pyotp

from api.domain import braking
from api.domain.desk_actions import CONSOLE
from api.domain.staffing import Member
from api.services.resources import DeskResources
from api.services.sealing import seal, unseal
from api.services.secrets import keyed
from api.services.slowing import network_of
from api.store import desk_audit, sign_in_failures, staff
from api.store.desk_audit import DeskHappened
from api.store.rows import moment
from api.store.sign_in_failures import ANYWHERE, Tries
from api.store.staff import Account
from api.store.types import Connection

_hasher = argon2.PasswordHasher()
# Checked when there is no such user, so that a wrong name takes as long as a wrong password.
_NOBODY, _NO_SECRET = _hasher.hash("nobody"), pyotp.random_base32()
# Argon2id takes 64 MiB: two at a time, or guesses would eat the machine.
_verifications = threading.BoundedSemaphore(2)
STEP_SECONDS, WINDOW = 30, (-1, 0, 1)
"""How long a code holds (RFC 6238), and how many steps a phone's clock may be ahead or behind."""


@dataclass(frozen=True)
class Refused:
    """Wrong name, password or code, or too many tries: `wait` tells how long to wait, if at all."""

    wait: dt.timedelta | None = None


@dataclass(frozen=True)
class Known:
    """A member of staff with when they last signed in (None: never), and whether they have a second factor yet."""

    member: Member
    signed_in_at: str | None
    has_factor: bool


def _secret(resources: DeskResources, account: Account | None) -> str | None:
    """Return the secret of the second factor, if there is one and it was sealed for this very member."""
    if account is None or account.totp is None:
        return None
    try:
        kept = unseal(account.totp, resources.private_key)
    except nacl.exceptions.CryptoError:  # sealed to a key that is lost: `harbour desk --add` gives a new one
        return None
    return str(kept["secret"]) if kept["username"] == account.member.username else None


def add_staff(resources: DeskResources, member: Member, password: str, officer: str = CONSOLE) -> str:
    """Add `member`, or give them a new password, role and second factor; return its secret, which is told only now."""
    secret, hashed, at = pyotp.random_base32(), _hasher.hash(password), moment(resources.clock())
    sealed = seal({"username": member.username, "secret": secret}, resources.private_key.public_key)
    what = ", ".join([member.role, *sorted(member.units), *sorted(member.languages)])[:200]

    def put(connection: Connection) -> None:
        known = staff.find(connection, member.username)
        staff.put(connection, Account(member, hashed, sealed, 0))
        actions = ["member-reset" if known else "member-added"]
        if known and known.member != member:
            actions.append("role-changed")
        for action in actions:
            desk_audit.note(connection, DeskHappened(at, officer, action, member.username, "", what))

    resources.writer.write(put)
    return secret


def remove_staff(resources: DeskResources, username: str, officer: str = CONSOLE) -> bool:
    """Remove `username`, who signs in no more; return whether there was one. What they did stays in the audit."""
    at = moment(resources.clock())

    def remove(connection: Connection) -> bool:
        found = staff.remove(connection, username)
        if found:
            desk_audit.note(connection, DeskHappened(at, officer, "member-removed", username))
        return found

    return resources.writer.write(remove)


def member(resources: DeskResources, username: str) -> Member | None:
    """Return the member called `username`."""
    with resources.reader.begin() as connection:
        found = staff.find(connection, username)
    return found.member if found else None


def everybody(resources: DeskResources) -> list[Known]:
    """Return every member of staff, by name."""
    with resources.reader.begin() as connection:
        seen = desk_audit.last_times(connection, "signed-in")
        found = staff.everybody(connection)
    return [Known(each.member, seen.get(each.member.username), each.totp is not None) for each in found]


def _time_step(resources: DeskResources) -> int:
    return int(resources.clock().replace(tzinfo=resources.zone).timestamp()) // STEP_SECONDS


def _step_of(secret: str, code: str, now: int) -> int | None:
    """Return the time step whose code `code` is, of those that are taken at step `now`."""
    codes = {now + offset: pyotp.TOTP(secret).generate_otp(now + offset) for offset in WINDOW}
    return next((step for step, right in codes.items() if hmac.compare_digest(right, code)), None)


def _checked(resources: DeskResources, account: Account | None, password: str, code: str) -> tuple[str, int]:
    """Return why somebody is refused (empty: they are not) and the time step of the code; every way takes the same time."""
    try:
        with _verifications:
            _hasher.verify(account.password_hash if account else _NOBODY, password)
        is_right = account is not None
    except argon2.exceptions.VerifyMismatchError:
        is_right = False
    secret = _secret(resources, account)
    step = _step_of(secret or _NO_SECRET, code, _time_step(resources))
    if account is None:
        return "unknown", 0
    if not is_right:
        return "password", 0
    if secret is None:
        return "no-factor", 0
    return ("code", 0) if step is None else ("", step)


def _take_turn(connection: Connection, who: str, network: str, now: dt.datetime) -> tuple[bool, dt.timedelta | None]:
    """Count a try before it is made, so that many at once are not free; return whether it may be made, and the wait.

    The wait is the one before this try if it may not be made, and otherwise the one after it if it turns out to be wrong.
    """
    at = moment(now)
    sign_in_failures.forget(connection, moment(now - braking.FORGOTTEN_AFTER))
    here, anywhere = (sign_in_failures.of(connection, who, each) for each in (network, ANYWHERE))
    if here and here.barred_until > at:
        return False, dt.datetime.fromisoformat(here.barred_until) - now
    everywhere = anywhere.failures if anywhere else 0
    if here is None and (first := braking.first_wait(everywhere)):
        sign_in_failures.put(connection, who, network, Tries(0, moment(now + first)), at)
        return False, first
    tries = (here.failures if here else 0) + 1
    wait = braking.wait_after(tries)
    sign_in_failures.put(connection, who, network, Tries(tries, moment(now + wait) if wait else ""), at)
    sign_in_failures.put(connection, who, ANYWHERE, Tries(everywhere + 1, ""), at)
    return True, wait


def sign_in(resources: DeskResources, username: str, password: str, code: str, address: str) -> Member | Refused:
    """Return who signs in from `address`, or Refused. Wrong tries slow that name down from that network, and nobody else."""
    now = resources.clock()
    who = keyed(resources.pepper, "sign-in name", username)
    network = keyed(resources.pepper, "sign-in network", network_of(address))
    may_try, wait = resources.writer.write(lambda connection: _take_turn(connection, who, network, now))
    if not may_try:
        return Refused(wait)
    with resources.reader.begin() as connection:
        account = staff.find(connection, username)
    refusal, step = _checked(resources, account, password, code)
    name = account.member.username if account else ""

    def settle(connection: Connection) -> bool:
        why = refusal
        if not why and not staff.use_step(connection, name, step):
            why = "used-code"
        if not why:
            sign_in_failures.take_back(connection, who, network)
        action = "sign-in-refused" if why else "signed-in"
        desk_audit.note(connection, DeskHappened(moment(now), name, action, name, why))
        return not why

    is_in = resources.writer.write(settle)
    return account.member if is_in and account else Refused(wait)


def sign_out(resources: DeskResources, username: str) -> None:
    """Note that `username` signed out."""
    at = moment(resources.clock())
    resources.writer.write(
        lambda connection: desk_audit.note(connection, DeskHappened(at, username, "signed-out", username))
    )
