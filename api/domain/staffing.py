"""Who works at the desk, and what each role may do there: declared once, asked at every page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from i18n.messages import mark

Permission = Literal[
    "cases",
    "names",
    "second",
    "refer",
    "escalations",
    "closings",
    "statistics",
    "lists",
    "audit",
    "retention",
    "staff",
]
"""What can be allowed, one by one:

cases: read and answer the cases of one's units. names: ask to open the name in a case. second: confirm, as the second officer,
a closing or an opening. refer: hand a case to another unit. escalations: take over what is late. closings: read which cases
were closed how, as rows without words. statistics: read counts. lists: rosters, attendance, draws and messages to classes.
audit: read who did what. retention: erase what is kept for too long. staff: see who works here.
"""
Role = Literal["officer", "second", "chief", "auditor"]


@dataclass(frozen=True)
class RoleRow:
    """One role: what it is called, and what it may do."""

    text: str
    may: frozenset[Permission]


_OFFICER: frozenset[Permission] = frozenset({"cases", "names", "refer", "lists", "statistics"})
_SECOND: frozenset[Permission] = _OFFICER | {"second"}
_CHIEF: frozenset[Permission] = _SECOND | {"escalations", "closings", "audit", "retention", "staff"}

ROLES: dict[Role, RoleRow] = {
    "officer": RoleRow(mark("officer"), _OFFICER),
    "second": RoleRow(mark("second officer"), _SECOND),
    "chief": RoleRow(mark("section chief"), _CHIEF),
    # Whoever watches the others reads no words of cases and no lists with names.
    "auditor": RoleRow(mark("auditor"), frozenset({"audit", "statistics", "closings"})),
}
CLOSED_UNITS = frozenset({"ethics"})
"""Units whose cases are seen by their own members alone: a chief may be whom a complaint about corruption is about."""


@dataclass(frozen=True)
class Member:
    """A member of staff; `units` are those whose cases they keep, `languages` the slugs of those they read."""

    username: str
    role: Role
    units: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Return whether the role of this member includes `permission`."""
        return permission in ROLES[self.role].may

    def sees(self, unit: str) -> bool:
        """Return whether this member may read the cases of `unit`: those of their own; a chief those of every open unit."""
        if not self.may("cases"):
            return False
        return unit in self.units or (self.role == "chief" and unit not in CLOSED_UNITS)

    def reads(self, language: str) -> bool:
        """Return whether this member reads the language whose slug is `language`."""
        return language in self.languages


def keepers(members: Collection[Member], unit: str) -> tuple[str, ...]:
    """Return who keeps the cases of `unit` as their own, by name."""
    return tuple(member.username for member in members if unit in member.units and member.sees(unit))


def chiefs(members: Collection[Member], unit: str) -> tuple[str, ...]:
    """Return the chiefs of `unit` by name; where it has none of its own, all who may see it."""
    seeing = [member for member in members if member.may("escalations") and member.sees(unit)]
    own = [member for member in seeing if unit in member.units]
    return tuple(member.username for member in own or seeing)


class Gaps(NamedTuple):
    """Units whose cases nobody can open; that nobody keeps as their own; and that no chief sees."""

    closed: tuple[str, ...]
    unkept: tuple[str, ...]
    unled: tuple[str, ...]


def gaps(members: Collection[Member], units: Iterable[str]) -> Gaps:
    """Return where `members` leave cases of `units` lying."""
    known = tuple(units)
    return Gaps(
        tuple(unit for unit in known if not any(member.sees(unit) for member in members)),
        tuple(unit for unit in known if not keepers(members, unit)),
        tuple(unit for unit in known if not chiefs(members, unit)),
    )
