"""The queue of the desk: which cases a member has to look at, in piles by urgency and language, with what is odd about each."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from api.domain.cases import State, ordered
from api.domain.chasing import Chase
from api.domain.closing import Facts, NeedsSecond, may_close
from api.domain.deadlines import Clock
from api.domain.names import waiting
from api.domain.piles import PILES, Pile, pile_of
from api.domain.staffing import Member, chiefs, keepers
from api.services.case_linking import closed_unit, flagged
from api.services.case_records import Record, all_records
from api.services.resources import DeskResources
from api.store import case_links, staff
from i18n.messages import mark

FLAGS: Mapping[str, str] = {
    "contested": mark("closing contested"),
    "committee": mark("goes to the performance committee"),
    "chase-two": mark("second chase"),
    "chase-one": mark("first chase"),
    "late": mark("late"),
    "first-reply-late": mark("nobody has written yet"),
    "proposal": mark("waits for a second officer"),
    "name-asked": mark("somebody asks for the name"),
    "new-letter": mark("new letter"),
    "unread-language": mark("nobody in the unit reads this language"),
    "linked": mark("other cases about the same"),
}
"""What is odd about a case, in the order in which it is told."""
OVERDUE = frozenset({"late", "first-reply-late", "contested"})
"""Flags of cases for which somebody has waited too long, or whose closing is disputed."""


@dataclass(frozen=True)
class QueueRow:
    """A case in the queue of the desk; `officer` did the last thing beyond opening it, `flags` are keys of FLAGS.

    `chases` are those that were made in its present round; `pile` is where it lies for the member who looks.
    """

    reference: str
    door: str
    kind: str
    category: str
    lang: str
    unit: str
    lodged_at: dt.datetime
    state: State
    clock: Clock
    due_on: dt.date
    days_left: int
    version: str
    officer: str
    flags: tuple[str, ...]
    chases: tuple[Chase, ...] = ()
    pile: Pile = "own"

    @property
    def waits(self) -> bool:
        """Return whether whoever complained waits for somebody to write."""
        return self.clock.ended_on is None or "new-letter" in self.flags


@dataclass(frozen=True)
class Around:
    """What a row depends on beside its own case: the day, who works here, and which cases are linked."""

    holidays: Collection[dt.date]
    today: dt.date
    members: tuple[Member, ...]
    linked: frozenset[str]
    compared: frozenset[str]

    def has_reader(self, unit: str, lang: str) -> bool:
        """Return whether somebody in `unit` reads the language `lang`."""
        return any(unit in member.units and member.may("cases") and member.reads(lang) for member in self.members)

    def lead(self, unit: str) -> tuple[str, ...]:
        """Return to whom a case goes that nobody in `unit` reads: its chiefs; without any, all who keep its cases."""
        return chiefs(self.members, unit) or keepers(self.members, unit)


@dataclass(frozen=True)
class Escalation:
    """A case whose answer is late, with those to whom it goes by name."""

    row: QueueRow
    chiefs: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What waits for a second officer: a closing (`why` holds keys of closing.SECOND), or the opening of a name for `officer`."""

    row: QueueRow
    sort: Literal["closing", "name"]
    officer: str
    reason: str
    evidence: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def around(resources: DeskResources, holidays: Collection[dt.date], cases: Sequence[Record]) -> Around:
    """Return what the rows of today depend on; `cases` are those of the rows and all that are about the same."""
    closed = {case.reference: unit for case in cases if (unit := closed_unit(case))}
    with resources.reader.begin() as connection:
        members = tuple(account.member for account in staff.everybody(connection))
        shared = flagged(case_links.shared(connection), closed)
        compared = frozenset(case_links.compared(connection))
    return Around(holidays, resources.clock().date(), members, shared, compared)


def _flags(case: Record, clock: Clock, beside: Around) -> Iterator[str]:
    now = case.standing
    if now.closing is not None:
        return
    last = ordered(case.history)[-1]
    has = {
        "contested": now.is_contested,
        "committee": clock.stage == "committee",
        "chase-two": clock.stage == "chase-two",
        "chase-one": clock.stage == "chase-one",
        "late": clock.is_late and not clock.ended_on,
        "first-reply-late": clock.is_first_reply_late and clock.stage == "first-reply",
        "proposal": now.proposal is not None,
        "name-asked": bool(waiting(case.history)),
        "new-letter": not last.officer and now.letters > 1,
        "unread-language": not beside.has_reader(now.unit, case.lang),
        "linked": case.reference in beside.linked,
    }
    yield from (flag for flag in FLAGS if has[flag])


def row_of(case: Record, beside: Around) -> QueueRow:
    """Return the row of `case`."""
    clock, now = case.clock(beside.holidays, beside.today), case.standing
    due_on = next(each.on for each in clock.milestones if each.key == "due")
    return QueueRow(
        reference=case.reference,
        door=case.row["door"],
        kind=case.row["kind"],
        category=case.row["category"],
        lang=case.lang,
        unit=now.unit,
        lodged_at=case.row["lodged_at"],
        state=now.state,
        clock=clock,
        due_on=due_on,
        days_left=clock.days_left,
        version=case.version,
        officer=case.officer,
        flags=tuple(_flags(case, clock, beside)),
        chases=tuple(each for each in case.chases if each.round_on == clock.began_on),
    )


def _urgency(row: QueueRow) -> tuple[bool, bool, bool, dt.date, str]:
    """Return by what a pile is ordered: open before closed, contested first, waiting before answered, then by the day."""
    return (
        row.state == "closed",
        "contested" not in row.flags,
        not row.waits,
        row.due_on,
        row.reference,
    )


def _seen(resources: DeskResources, member: Member, holidays: Collection[dt.date]) -> tuple[list[Record], Around]:
    cases = all_records(resources.service_reader, resources.reader)
    beside = around(resources, holidays, cases)
    return [case for case in cases if member.sees(case.standing.unit)], beside


def _piled(row: QueueRow, member: Member, beside: Around) -> QueueRow:
    """Return `row` in the pile in which it lies for `member`."""
    lead = beside.lead(row.unit)
    is_mine = "unread-language" in row.flags and row.waits and (not lead or member.username in lead)
    pile = pile_of(
        is_over=row.state == "closed",
        is_overdue=not OVERDUE.isdisjoint(row.flags),
        is_unread=is_mine,
        reads=member.reads(row.lang),
    )
    return replace(row, pile=pile)


def queue(resources: DeskResources, member: Member, holidays: Collection[dt.date]) -> list[QueueRow]:
    """Return the cases that `member` sees, pile after pile (`api.domain.piles`), by deadline within each."""
    cases, beside = _seen(resources, member, holidays)
    rows = [_piled(row_of(case, beside), member, beside) for case in cases]
    return sorted(rows, key=lambda row: (list(PILES).index(row.pile), _urgency(row)))


def escalations(resources: DeskResources, member: Member, holidays: Collection[dt.date]) -> list[Escalation]:
    """Return the cases whose answer is late, each with the chiefs who are told."""
    cases, beside = _seen(resources, member, holidays)
    rows = [row_of(case, beside) for case in cases]
    late = [row for row in rows if row.clock.late_stages]
    return [Escalation(row, chiefs(beside.members, row.unit)) for row in sorted(late, key=_urgency)]


def _proposed(case: Record, row: QueueRow, beside: Around) -> Iterator[Proposal]:
    if closing := case.standing.proposal:
        reason, evidence = closing.detail.reason, closing.detail.evidence
        linked, compared = case.reference in beside.linked, case.reference in beside.compared
        facts = Facts(row.door, row.category, case.standing, linked, compared)
        said = may_close(facts, reason, evidence)
        why = said.why if isinstance(said, NeedsSecond) else ()
        yield Proposal(row, "closing", closing.officer, reason, evidence, why)
    yield from (Proposal(row, "name", each.asker, each.reason) for each in waiting(case.history))


def proposals(resources: DeskResources, member: Member, holidays: Collection[dt.date]) -> list[Proposal]:
    """Return what waits for `member` as the second officer: nothing that they began themselves."""
    cases, beside = _seen(resources, member, holidays)
    is_chief = member.may("escalations")
    return [
        proposal
        for case in cases
        if member.may("second")
        for proposal in _proposed(case, row_of(case, beside), beside)
        if proposal.officer != member.username
        and (is_chief or proposal.sort == "name" or not case.standing.is_contested)
    ]
