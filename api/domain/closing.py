"""When a case may be closed: with a reason, with evidence, after the complainant was told; sometimes by two officers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from api.domain.cases import Standing
from api.domain.outcomes import Outcome
from i18n.messages import mark


@dataclass(frozen=True)
class Reason:
    """Why a case is closed, and as what the open data count it."""

    text: str
    outcome: Outcome


REASONS: Mapping[str, Reason] = {
    "settled": Reason(mark("Settled: both sides agreed"), "settled"),
    "not-settled": Reason(mark("Not settled: the two sides did not agree"), "not-settled"),
    "fined": Reason(mark("A violation was found and punished"), "settled"),
    "corrected": Reason(mark("It was put right"), "settled"),
    "no-violation": Reason(mark("Looked into: no violation was found"), "not-settled"),
    "answered": Reason(mark("The question was answered"), "answered"),
    "referred": Reason(mark("Another authority deals with it"), "referred"),
    "withdrawn": Reason(mark("The complainant withdrew it"), "withdrawn"),
    "no-facts": Reason(mark("Too few facts to follow it up"), "no-result"),
}

EVIDENCE: Mapping[str, str] = {
    "site-visit": mark("Visit to the place"),
    "complainant-statement": mark("Statement of the complainant"),
    "witness-statement": mark("Statement of a witness"),
    "pictures": mark("Pictures or recordings"),
    "employer-documents": mark("Documents of the employer"),
    "records": mark("Records of an authority or an insurance"),
    "authority-report": mark("Report of another authority"),
    "respondent-word": mark("What the employer says"),
    "broker-word": mark("What the broker or the agency says"),
}
WORD = frozenset({"respondent-word", "broker-word"})
"""The word of whom it is about: never enough."""
PAPER = frozenset({"employer-documents", "records", "authority-report"})
"""What was read at a table: with nothing else, a second officer looks."""

FORCED = frozenset({"violence", "papers", "threats", "harassment", "property"})
"""Categories in which somebody may be made to withdraw."""

MISSING: Mapping[str, str] = {
    "reason": mark("Choose a reason."),
    "evidence": mark("Name the evidence: at least one item."),
    "word-alone": mark(
        "The word of the employer or the broker alone is not evidence. Add what you saw, read or were told."
    ),
    "contact": mark("Write to the complainant in their own language first: nobody has since their last letter."),
    "not-withdrawn": mark("The complainant has not withdrawn it: choose another reason."),
    "withdrawn-only": mark("The complainant withdrew it: that is the reason."),
    "contact-withdrawn": mark(
        "Write to them first, in their own language, that you close it as withdrawn and that they can open it again: "
        "somebody may have pressed them. They read it when they come back; nobody is contacted who does not want it."
    ),
    "closed": mark("It is closed already."),
}
SECOND: Mapping[str, str] = {
    "earlier": mark("There are other cases about the same firm, agency, address or telephone."),
    "not-compared": mark("It could not be compared with other cases yet."),
    "paper-only": mark("All the evidence is on paper."),
    "forced": mark("Somebody may have been made to withdraw it."),
    "contested": mark("The complainant contested the last closing: a section chief decides."),
}


@dataclass(frozen=True)
class Facts:
    """What the rule looks at: the door, the category, where the case stands, and how many others are linked with it.

    A case that is not compared may have any number of such others.
    """

    door: str
    category: str
    standing: Standing
    linked: int = 0
    is_compared: bool = True


@dataclass(frozen=True)
class Ready:
    """One officer may close it."""


@dataclass(frozen=True)
class NeedsSecond:
    """It may be closed once a second officer agrees; `why` holds keys of SECOND."""

    why: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """It may not be closed yet; `codes` are keys of MISSING."""

    codes: tuple[str, ...]


Verdict = Ready | NeedsSecond | Missing


def _lacks(facts: Facts, reason: str, evidence: Collection[str]) -> tuple[str, ...]:
    now = facts.standing
    if now.state == "closed":
        return ("closed",)
    is_untold = facts.door != "tip" and not now.contacted
    if now.is_withdrawn:
        # Typed with the receipt, the withdrawal is the evidence; whether it was meant is asked.
        lacks = {"withdrawn-only": reason != "withdrawn", "contact-withdrawn": is_untold}
        return tuple(code for code, is_lacking in lacks.items() if is_lacking)
    lacks = {
        "reason": reason not in REASONS,
        "not-withdrawn": reason == "withdrawn",
        "evidence": not EVIDENCE.keys() & set(evidence),
        "word-alone": bool(evidence) and set(evidence) <= WORD,
        "contact": is_untold,
    }
    return tuple(code for code, is_lacking in lacks.items() if is_lacking)


def may_close(facts: Facts, reason: str, evidence: Collection[str]) -> Verdict:
    """Return whether a case may be closed with `reason` and `evidence`: at once, by two officers, or not yet."""
    known = EVIDENCE.keys() & set(evidence)
    if lacks := _lacks(facts, reason, known):
        return Missing(lacks)
    now = facts.standing
    why = {
        "earlier": facts.linked > 0,
        "not-compared": not facts.is_compared,
        "paper-only": not now.is_withdrawn and known - WORD <= PAPER,
        "forced": now.is_withdrawn and facts.category in FORCED,
        "contested": now.is_contested,
    }
    needed = tuple(code for code, is_needed in why.items() if is_needed)
    return NeedsSecond(needed) if needed else Ready()


def may_confirm(facts: Facts, officer: str, *, is_chief: bool) -> Verdict | str:
    """Return the verdict on the proposal that waits, or why `officer` may not confirm it (a key of NOT_CONFIRMED)."""
    proposal = facts.standing.proposal
    if proposal is None:
        return "no-proposal"
    if proposal.officer == officer:
        return "same-officer"
    if facts.standing.is_contested and not is_chief:
        return "chief-only"
    return may_close(facts, proposal.detail.reason, proposal.detail.evidence)


NOT_CONFIRMED: Mapping[str, str] = {
    "no-proposal": mark("No closing waits for a second officer."),
    "same-officer": mark("You began this yourself: somebody else has to look."),
    "chief-only": mark("A contested closing is decided by a section chief."),
}
