"""No path closes a case against the rules: each rule by itself, then all of them over random histories."""

import datetime as dt
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.cases import Detail, Event, Standing, ordered, standing
from api.domain.closing import (
    EVIDENCE,
    FORCED,
    MISSING,
    NOT_CONFIRMED,
    PAPER,
    REASONS,
    SECOND,
    WORD,
    Facts,
    Missing,
    NeedsSecond,
    Ready,
    may_close,
    may_confirm,
)

TOLD = Standing("inspection", "answered", 1, is_opened=True, contacted=True)
SEEN = ("site-visit",)


def _facts(now: Standing = TOLD, door: str = "case", category: str = "wages", linked: int = 0) -> Facts:
    return Facts(door, category, now, linked)


def test_a_case_that_was_looked_into_and_told_is_ready() -> None:
    """A visit, a reason and an answer in the complainant's language: one officer closes it."""
    assert may_close(_facts(), "corrected", SEEN) == Ready()


def test_nobody_closes_a_case_on_the_word_of_the_broker_alone() -> None:
    """What the broker says, what the employer says, and both together are missing evidence; with a visit beside it is enough."""
    for word in (["broker-word"], ["respondent-word"], ["broker-word", "respondent-word"]):
        assert may_close(_facts(), "no-violation", word) == Missing(("word-alone",))
        assert may_close(_facts(), "no-violation", [*word, *SEEN]) == Ready()
        # Nor on what they say together with what they hand in: then a second officer looks.
        assert may_close(_facts(), "no-violation", [*word, "employer-documents"]) == NeedsSecond(("paper-only",))


def test_everything_that_is_missing_is_told_at_once() -> None:
    """Without reason, evidence and a word to the complainant, all three are named; a code that nobody knows counts as none."""
    silent = replace(TOLD, contacted=False)
    assert may_close(_facts(silent), "", ()) == Missing(("reason", "evidence", "contact"))
    assert may_close(_facts(silent), "because", ("a feeling",)) == Missing(("reason", "evidence", "contact"))


def test_a_tip_needs_no_word_to_anybody() -> None:
    """Nobody waits for an answer to a tip: reason and evidence are enough."""
    assert may_close(_facts(replace(TOLD, contacted=False), "tip"), "fined", SEEN) == Ready()


def test_a_second_officer_looks_where_one_could_be_wrong() -> None:
    """Other cases about the same firm, paper alone, a contested closing: each needs a second officer, all are told."""
    assert may_close(_facts(linked=1), "fined", SEEN) == NeedsSecond(("earlier",))
    assert may_close(_facts(), "fined", PAPER) == NeedsSecond(("paper-only",))
    contested = _facts(replace(TOLD, is_contested=True), linked=3)
    assert may_close(contested, "fined", ["records"]) == NeedsSecond(("earlier", "paper-only", "contested"))


def test_a_withdrawal_is_the_reason_and_is_looked_at_where_it_may_be_forced() -> None:
    """Withdrawn, no evidence is needed but a word to the complainant; with violence or kept papers, or earlier cases, two look."""
    gone = replace(TOLD, state="withdrawn", is_withdrawn=True)
    silent = replace(gone, contacted=False)
    assert may_close(_facts(gone), "withdrawn", ()) == Ready()
    assert may_close(_facts(silent), "withdrawn", SEEN) == Missing(("contact-withdrawn",))
    assert may_close(_facts(silent), "", ()) == Missing(("withdrawn-only", "contact-withdrawn"))
    assert may_close(_facts(silent, "tip"), "withdrawn", ()) == Ready()
    assert may_close(_facts(gone), "settled", SEEN) == Missing(("withdrawn-only",))
    assert may_close(_facts(), "withdrawn", SEEN) == Missing(("not-withdrawn",))
    for category in ("violence", "papers"):
        assert may_close(_facts(gone, category=category), "withdrawn", ()) == NeedsSecond(("forced",))
    assert may_close(_facts(gone, linked=1), "withdrawn", ()) == NeedsSecond(("earlier",))


def test_the_second_officer_cannot_be_the_first() -> None:
    """Lin proposes: Lin cannot confirm, Chen can; a contested case waits for a chief, who is not Chen."""
    proposal = Event("proposed", 1, "lin", detail=Detail("fined", ("records",)))
    waiting = replace(TOLD, state="proposed", proposal=proposal)
    assert may_confirm(_facts(waiting), "lin", is_chief=True) == "same-officer"
    assert may_confirm(_facts(waiting), "chen", is_chief=False) == NeedsSecond(("paper-only",))
    contested = replace(waiting, is_contested=True)
    assert may_confirm(_facts(contested), "chen", is_chief=False) == "chief-only"
    assert may_confirm(_facts(TOLD), "chen", is_chief=False) == "no-proposal"


def test_every_code_has_its_words() -> None:
    """Whatever the rule can say, there is a sentence for it; word and paper are kinds of evidence."""
    assert EVIDENCE.keys() >= WORD | PAPER
    assert {"violence", "papers"} <= FORCED
    assert all((*MISSING.values(), *SECOND.values(), *NOT_CONFIRMED.values()))


class Office:
    """People who press every button at random, through the rule and never past it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.door = chance.choice(["case", "case", "tip", "mediation"])
        self.category = chance.choice(["wages", "papers", "violence"])
        self.linked = chance.choice([0, 0, 2])
        self.history: list[Event] = [Event("lodged", 1)]
        self.letters = 1
        self.at = dt.datetime(2026, 11, 21)  # noqa: DTZ001 - the bureau's own time

    @property
    def facts(self) -> Facts:
        """Return what the rule looks at now."""
        return Facts(self.door, self.category, standing(self.history), self.linked)

    def did(self, event: Event) -> None:
        """Keep `event`."""
        self.history.append(event)

    def step(self) -> None:
        """Let somebody do something."""
        who = self.chance.choice(["lin", "chen", "wang"])
        pressed = self.chance.choice(["letter", "reply", "look", "close", "close", "confirm", "confirm"])
        getattr(self, f"_{pressed}")(who)

    def _letter(self, who: str) -> None:
        del who
        self.letters += 1
        self.did(Event(self.chance.choice(["written", "withdrawn", "contested", "contact"]), self.letters))

    def _reply(self, who: str) -> None:
        detail = Detail(own_language=self.chance.random() < 0.7, is_result=True)
        self.did(Event(self.chance.choice(["asked", "answered"]), self.letters, who, self.at, detail))

    def _look(self, who: str) -> None:
        self.did(Event(self.chance.choice(["opened", "referred", "refused"]), self.letters, who, self.at))

    def _close(self, who: str) -> None:
        reason = self.chance.choice([*REASONS, "no reason"])
        evidence = tuple(self.chance.sample([*EVIDENCE], self.chance.randint(0, 2)))
        said = may_close(self.facts, reason, evidence)
        if not isinstance(said, Missing):
            step = "closed" if isinstance(said, Ready) else "proposed"
            self.did(Event(step, self.letters, who, self.at, Detail(reason, evidence)))  # type: ignore[arg-type]

    def _confirm(self, who: str) -> None:
        said = may_confirm(self.facts, who, is_chief=who == "wang")
        proposal = self.facts.standing.proposal
        if isinstance(said, Ready | NeedsSecond) and proposal:
            detail = replace(proposal.detail, whom=proposal.officer)
            self.did(Event("closed", self.letters, who, self.at, detail))


def _was_contested(before: list[Event]) -> bool:
    """Return whether the last closing or withdrawal was contested, and nobody has closed the case since."""
    is_over = is_withdrawn = was_contested = False
    for event in before:
        if event.step == "closed":
            is_over, was_contested = True, False
        elif event.step == "withdrawn" and not is_over:
            is_over = is_withdrawn = True
        elif event.step == "contested" and is_over:
            is_over, is_withdrawn, was_contested = False, False, True
        elif event.step in {"written", "contested"} and not is_withdrawn:
            is_over = False
    return was_contested


def broken(office: Office) -> list[str]:
    """Return which rules a history breaks, read from its events alone and not from the code that is tested."""
    found, events = [], ordered(office.history)
    for place, event in enumerate(events):
        if event.step != "closed":
            continue
        before = events[:place]
        last = max(index for index, each in enumerate(before) if not each.officer and each.step != "contact")
        since = [each for each in before[last:] if each.officer]
        ends = [each.step for each in before if each.step in {"withdrawn", "contested", "closed"}]
        is_withdrawn = event.detail.reason == "withdrawn"
        evidence, second = set(event.detail.evidence), event.detail.whom
        told = any(each.step in {"asked", "answered"} and each.detail.own_language for each in since)
        grounds = evidence - {"respondent-word", "broker-word"}
        papers = {"employer-documents", "records", "authority-report"}
        found += [
            name
            for name, is_broken in {
                "no reason": event.detail.reason not in REASONS,
                "no evidence": not is_withdrawn and not grounds,
                "not told": office.door != "tip" and not told,
                "not withdrawn": is_withdrawn and "withdrawn" not in ends,
                "alone with earlier cases": office.linked > 0 and not second,
                "alone on paper": not is_withdrawn and grounds <= papers and not second,
                "alone on a withdrawal": is_withdrawn and office.category in {"papers", "violence"} and not second,
                "by one officer twice": second == event.officer,
                "contested, without the chief": _was_contested(before) and (not second or event.officer != "wang"),
            }.items()
            if is_broken
        ]
    return found


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_no_path_to_closed_breaks_a_rule(seed: int) -> None:
    """In 400 random histories of 40 presses each, no closing breaks one of nine rules that are read from the events alone."""
    office = Office(random.Random(seed))
    for _ in range(40):
        office.step()
    assert broken(office) == []


def test_the_random_presses_do_reach_closings() -> None:
    """Of 200 seeded histories more than half close at least once, some by two officers: the test above looks at something."""
    closed = alone = 0
    for seed in range(200):
        office = Office(random.Random(seed))
        for _ in range(40):
            office.step()
        ends = [event for event in office.history if event.step == "closed"]
        closed += bool(ends)
        alone += any(not event.detail.whom for event in ends)
    assert closed > 100
    assert closed - alone > 10
