"""What an officer does to a case: asks, answers, refers. Each act is noted in the audit in the transaction that makes it true."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import nacl.public

from api.domain.cases import NO_DETAIL, Detail, Step
from api.domain.closing import NOT_CONFIRMED
from api.domain.intake import UNITS
from api.domain.phrase_book import AUTHORITIES
from api.domain.phrases import Part
from api.domain.referring import REASONS as REFERRAL_REASONS
from api.domain.replies import checked, is_in, labels
from api.domain.staffing import Member
from api.services.case_records import Record, record, written_detail
from api.services.resources import DeskResources
from api.services.sealing import seal
from api.services.step_seals import seal_of, with_seal
from api.store import case_chases, case_steps, desk_audit
from api.store import cases as store
from api.store.case_steps import NewStep
from api.store.desk_audit import DeskHappened
from api.store.rows import moment
from api.store.types import Connection
from i18n.messages import mark

LONGEST_NOTE = 2000
REFUSALS: Mapping[str, str] = {
    "closed": mark("This case is closed."),
    "empty": mark("Choose a phrase or write something. Each part says in which language it is."),
    "receiver": mark("Choose to whom it goes."),
    "same-unit": mark("It lies with this unit already."),
    "reason": mark("Choose a reason."),
    "not-second": mark("Only a second officer or a section chief may do this."),
    "no-name": mark("There is no name in this case."),
    "asked-already": mark("You have asked already."),
    "not-asked": mark("Nobody waits for this."),
    "not-granted": mark("A second officer has to agree first. Then the name stays open for one day."),
    **NOT_CONFIRMED,
}
"""Why an act was refused."""


@dataclass(frozen=True)
class Done:
    """It is done, and on the disk."""

    step: str


@dataclass(frozen=True)
class NoSuchCase:
    """There is no such case for this member."""


@dataclass(frozen=True)
class Changed:
    """Somebody acted, or a letter came, since the officer looked: look again."""


@dataclass(frozen=True)
class Refused:
    """It may not be done now; `code` is a key of REFUSALS."""

    code: str


Result = Done | NoSuchCase | Changed | Refused
R = TypeVar("R")


@dataclass(frozen=True)
class Act:
    """A step that is about to be kept: its codes, what the complainant is told, and a note that stays at the desk."""

    step: Step
    detail: Detail = NO_DETAIL
    parts: Sequence[Part] = ()
    note: str = ""
    told: str = ""

    @property
    def action(self) -> str:
        """Return what the audit calls it."""
        return f"case-{self.step}" if "-" not in self.step else self.step


def found(resources: DeskResources, member: Member, reference: str) -> Record | None:
    """Return the case `reference`, if `member` may read it."""
    with resources.reader.begin() as connection:
        steps, chases = case_steps.steps(connection, reference), case_chases.of(connection, reference)
    with resources.service_reader.begin() as connection:
        row = store.by_reference(connection, reference)
        letters = store.letters(connection, row["id"]) if row else []
    case = record(row, letters, steps, chases) if row else None
    return case if case and member.sees(case.standing.unit) else None


def hidden(resources: DeskResources, member: Member, references: Iterable[str]) -> frozenset[str]:
    """Return which of `references` are cases that `member`, who keeps cases, does not see; from an auditor none is hidden."""
    with resources.service_reader.begin() as connection:
        cases = {each for each in references if store.by_reference(connection, each)} if member.may("cases") else set()
    return frozenset(each for each in cases if found(resources, member, each) is None)


def _new_step(resources: DeskResources, case: Record, act: Act, officer: str, press: str | None) -> NewStep:
    to_complainant = to_desk = None
    if act.parts:
        key = nacl.public.PublicKey(case.row["complainant_key"])
        to_complainant = seal({"parts": list(act.parts)}, key)
    if act.parts or act.note:
        words: dict[str, Any] = {"parts": list(act.parts), "note": act.note[:LONGEST_NOTE]}
        to_desk = seal(words, resources.private_key.public_key)
    detail = written_detail(act.detail)
    return NewStep(
        case.reference,
        act.step,
        officer,
        case.standing.letters,
        to_complainant,
        to_desk,
        press,
        act.detail.reason,
        detail,
    )


def keep(connection: Connection, resources: DeskResources, case: Record, act: Act, officer: str, press: str) -> None:
    """Keep `act` and note it in the audit, within the transaction of `connection`."""
    now = resources.clock()
    kept = case_steps.add(connection, _new_step(resources, case, act, officer, press or None), now)
    detail = with_seal(act.told, seal_of(kept))
    happened = DeskHappened(moment(now), officer, act.action, case.reference, act.detail.reason, detail)
    desk_audit.note(connection, happened)


def perform(
    resources: DeskResources,
    member: Member,
    reference: str,
    version: str | None,
    press: str,
    decide: Callable[[Record], Act | R],
) -> Done | NoSuchCase | Changed | R:
    """Keep what `decide` makes of the case as it is now; once for each `press`, if any, and only if it is as `version` says."""
    with resources.service_reader.begin() as connection:
        row = store.by_reference(connection, reference)
        letters = store.letters(connection, row["id"]) if row else []
    if row is None:
        return NoSuchCase()
    once = f"{member.username} {press}" if press else ""

    def work(connection: Connection) -> Done | NoSuchCase | Changed | R:
        # First the press: whoever referred a case away and presses twice does not see it any more.
        if once and (known := case_steps.by_press(connection, once)):
            return Done(known["step"]) if known["reference"] == reference else Changed()
        case = record(row, letters, case_steps.steps(connection, reference))
        if not member.sees(case.standing.unit):
            return NoSuchCase()
        if version is not None and version != case.version:
            return Changed()
        act = decide(case)
        if not isinstance(act, Act):
            return act
        keep(connection, resources, case, act, member.username, once)
        return Done(act.step)

    return resources.writer.write(work)


def _reply(
    member: Member, step: Step, parts: Sequence[Part], *, is_result: bool = False
) -> Callable[[Record], Act | Refused]:
    sound = checked(parts)

    def decide(case: Record) -> Act | Refused:
        if case.standing.state == "closed":
            return Refused("closed")
        if sound is None:
            return Refused("empty")
        found = labels(sound)
        own = is_in(sound, case.lang, is_read=member.reads(case.lang))
        return Act(step, Detail(own_language=own, labels=found, is_result=is_result), sound, told=" ".join(found))

    return decide


def ask(
    resources: DeskResources, member: Member, reference: str, version: str | None, parts: Sequence[Part], press: str
) -> Result:
    """Ask the complainant something. The clock of the bureau runs on."""
    return perform(resources, member, reference, version, press, _reply(member, "asked", parts))


def answer(
    resources: DeskResources, member: Member, reference: str, version: str | None, parts: Sequence[Part], press: str
) -> Result:
    """Write to the complainant meanwhile. The clock of the bureau runs on."""
    return perform(resources, member, reference, version, press, _reply(member, "answered", parts))


def conclude(
    resources: DeskResources, member: Member, reference: str, version: str | None, parts: Sequence[Part], press: str
) -> Result:
    """Give the complainant the answer for which the clock runs: what the bureau found and did."""
    return perform(resources, member, reference, version, press, _reply(member, "answered", parts, is_result=True))


class Referral(NamedTuple):
    """To whom a case goes (a key of UNITS or AUTHORITIES), why (a key of referring.REASONS), and a note for the desk."""

    to: str
    reason: str
    note: str = ""


def refer(
    resources: DeskResources, member: Member, reference: str, version: str | None, referral: Referral, press: str
) -> Result:
    """Hand the case to another unit, or note that another authority has it."""
    to, reason, note = referral

    def decide(case: Record) -> Act | Refused:
        now = case.standing
        if now.state == "closed":
            return Refused("closed")
        if reason not in REFERRAL_REASONS:
            return Refused("reason")
        if to not in UNITS and to not in AUTHORITIES:
            return Refused("receiver")
        if to == now.unit:
            return Refused("same-unit")
        detail = Detail(reason, unit=to) if to in UNITS else Detail(reason, authority=to)
        return Act("referred", detail, note=note, told=to)

    return perform(resources, member, reference, version, press, decide)
