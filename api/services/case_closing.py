"""Closing a case: one officer proposes, and where the rule asks for it a second one agrees or refuses."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from api.domain.cases import Detail, Step
from api.domain.closing import EVIDENCE, Facts, Missing, NeedsSecond, Ready, Verdict, may_close, may_confirm
from api.domain.staffing import Member
from api.services.case_acts import Act, NoSuchCase, R, Refused, Result, found, perform
from api.services.case_linking import Linking, linked
from api.services.case_records import Record
from api.services.resources import DeskResources
from api.store import case_links


def _facts(resources: DeskResources, member: Member, reference: str) -> Callable[[Record], Facts]:
    """Return what tells what the rule of closing looks at. The case is compared first: its round may be yet to come."""
    Linking(resources).catch_up()
    seen = found(resources, member, reference)
    others = linked(resources, seen).total if seen else 0
    with resources.reader.begin() as connection:
        is_compared = case_links.is_compared(connection, reference)
    return lambda case: Facts(case.row["door"], case.row["category"], case.standing, others, is_compared)


def verdict(
    resources: DeskResources, member: Member, reference: str, reason: str = "", evidence: Collection[str] = ()
) -> Verdict | None:
    """Return whether the case may be closed so; None if there is no such case for `member`."""
    case = found(resources, member, reference)
    return may_close(_facts(resources, member, reference)(case), reason, evidence) if case else None


class Closing(NamedTuple):
    """Why a case is closed (a key of closing.REASONS), on what evidence (keys of EVIDENCE), and a note for the desk."""

    reason: str
    evidence: Collection[str]
    note: str = ""


def propose_close(
    resources: DeskResources, member: Member, reference: str, version: str | None, closing: Closing, press: str
) -> Result | Missing:
    """Close the case, or propose it where a second officer has to look; Missing tells what has to be done first."""
    facts = _facts(resources, member, reference)
    reason, evidence, note = closing

    def decide(case: Record) -> Act | Refused | Missing:
        said = may_close(facts(case), reason, evidence)
        if isinstance(said, Missing):
            return said
        step: Step = "closed" if isinstance(said, Ready) else "proposed"
        detail = Detail(reason, tuple(sorted(EVIDENCE.keys() & set(evidence))))
        return Act(step, detail, note=note, told=" ".join(said.why if isinstance(said, NeedsSecond) else ()))

    return perform(resources, member, reference, version, press, decide)


def _second(
    resources: DeskResources,
    member: Member,
    reference: str,
    version: str | None,
    press: str,
    decide: Callable[[Record], Act | R],
) -> Result | R:
    case = found(resources, member, reference)
    if case is None:
        return NoSuchCase()
    if not member.may("second"):
        return Refused("not-second")
    return perform(resources, member, reference, version, press, decide)


def confirm_close(
    resources: DeskResources, member: Member, reference: str, version: str | None, press: str
) -> Result | Missing:
    """Close the case as another officer proposed it. The rule is asked again: a letter may have come."""
    facts = _facts(resources, member, reference)

    def decide(case: Record) -> Act | Refused | Missing:
        said = may_confirm(facts(case), member.username, is_chief=member.may("escalations"))
        proposal = case.standing.proposal
        if isinstance(said, str) or proposal is None:
            return Refused(said if isinstance(said, str) else "no-proposal")
        if isinstance(said, Missing):
            return said
        detail = Detail(proposal.detail.reason, proposal.detail.evidence, whom=proposal.officer)
        return Act("closed", detail, told=f"proposed by {proposal.officer}")

    return _second(resources, member, reference, version, press, decide)


def refuse_close(
    resources: DeskResources, member: Member, reference: str, version: str | None, note: str, press: str
) -> Result:
    """Send a proposal back; the case goes on."""

    def decide(case: Record) -> Act | Refused:
        proposal = case.standing.proposal
        if proposal is None:
            return Refused("no-proposal")
        if proposal.officer == member.username:
            return Refused("same-officer")
        return Act("refused", Detail(proposal.detail.reason, whom=proposal.officer), note=note)

    return _second(resources, member, reference, version, press, decide)
