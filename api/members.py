"""How members of staff are added and removed: with a command on the machine of the desk, while the desk stands still."""

import argparse
import getpass
import sys
from collections.abc import Collection

import pyotp
import segno

from api.content.library import read
from api.domain.desk_actions import DESK_ACTORS
from api.domain.intake import UNITS
from api.domain.staffing import CLOSED_UNITS, ROLES, Member
from api.services.desk_staff import add_staff, member, remove_staff
from api.services.published import NotBuiltError, Published
from api.services.resources import DeskResources
from api.web.config import CONTENT, from_environment
from api.web.factory import prepare
from api.web.serving import open_desk, tell_gaps
from i18n.languages import BY_SLUG, DESK
from theme.page import SITE_NAME

SHORTEST_PASSWORD, LONGEST_NAME = 8, 60


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add to `command` what can be said about members of staff."""
    command.add_argument("--add", metavar="NAME", help="add a member of staff, or reset password and second factor")
    command.add_argument("--role", choices=tuple(ROLES), help="what they may do; officer if nothing is said")
    command.add_argument("--units", metavar="A,B", help="whose cases they keep, or all (but closed ones)")
    command.add_argument("--languages", metavar="A,B", help="which languages they read, or all")
    command.add_argument("--remove", metavar="NAME", help="remove a member of staff")


def _desk_at_home() -> DeskResources:
    """Return the resources of the desk for one command, with the clock of the bureau, whether or not the site is built."""
    config = from_environment()
    prepare(config)
    try:
        timezone = str(Published(config.output).current().frame["timezone"])
    except NotBuiltError:
        timezone = read(CONTENT).timezone
    return open_desk(config, timezone)


def _chosen(typed: str | None, all_of_them: Collection[str], known: Collection[str]) -> frozenset[str] | None:
    """Return the names in `typed` ("a,b" or "all"), all of which must be `known`; None if nothing was typed."""
    if typed is None:
        return None
    names = frozenset(all_of_them if typed == "all" else filter(None, typed.split(",")))
    if unknown := sorted(names - set(known)):
        raise ValueError(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}")
    return names


def add(args: argparse.Namespace) -> None:
    """Add the member of staff `args.add`, or reset their password and second factor, and print the new secret once."""
    if args.add in DESK_ACTORS or not args.add.isprintable() or not 1 <= len(args.add) <= LONGEST_NAME:
        raise ValueError(f"{args.add!r} cannot be a user name")
    units = _chosen(args.units, [unit for unit in UNITS if unit not in CLOSED_UNITS], UNITS)
    languages = _chosen(args.languages, BY_SLUG, BY_SLUG)
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError(f"a password has at least {SHORTEST_PASSWORD} characters")
    resources = _desk_at_home()
    known = member(resources, args.add) or Member(args.add, "officer", languages=frozenset(each.slug for each in DESK))
    added = Member(
        args.add,
        args.role or known.role,
        known.units if units is None else units,
        known.languages if languages is None else languages,
    )
    secret = add_staff(resources, added, password)
    address = pyotp.TOTP(secret).provisioning_uri(name=args.add, issuer_name=SITE_NAME)
    print(f"{args.add} may sign in: {added.role}; units: {', '.join(sorted(added.units)) or 'none'}")
    print(f"second factor, shown only now: {secret}\n{address}")
    segno.make(address, micro=False).terminal(compact=True)
    tell_gaps(resources)


def remove(name: str) -> None:
    """Remove the member of staff called `name`."""
    resources = _desk_at_home()
    if not remove_staff(resources, name):
        raise ValueError(f"there is no member of staff called {name}")
    print(f"{name} may sign in no more")
    tell_gaps(resources)
