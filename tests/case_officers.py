"""What officers of a simulated bureau do to a case, as they should and against the rules."""

import random
from collections.abc import Iterator, Mapping

from api.domain.closing import EVIDENCE
from api.domain.phrases import Part
from api.domain.referring import REASONS as REFERRAL_REASONS
from api.domain.staffing import Member, Role
from api.services import case_acts, case_closing
from api.services.case_acts import Referral
from api.services.case_closing import Closing
from api.services.resources import DeskResources
from tests.case_people import Person

UNITS = frozenset({"migrants", "relations"})
ROLES: Mapping[str, Role] = {"lin": "officer", "chen": "officer", "wu": "second", "su": "second", "ho": "chief"}
MEMBERS = tuple(Member(name, role, UNITS, frozenset()) for name, role in ROLES.items())
REASONS = ("settled", "not-settled", "fined", "no-violation", "withdrawn", "no-facts", "nonsense", "")
RECEIVERS = ("relations", "migrants", "safety", "police", "nobody")
PHRASE: Part = {"label": "phrase", "key": "read", "values": {}}
CHINESE: Part = {"label": "human", "lang": "zh-hant", "text": "您好"}


def acted(
    desk: DeskResources, dice: random.Random, act: str, member: Member, person: Person, press: str
) -> Iterator[object]:
    """Do `act` to the case of `person`; yield what comes of it."""
    reference = person.reference
    evidence = dice.sample(sorted(EVIDENCE), dice.randint(0, 3))
    match act:
        case "ask" | "answer" | "conclude":
            parts = [dice.choice([PHRASE, CHINESE])]
            yield getattr(case_acts, act)(desk, member, reference, None, parts, press)
        case "close":
            closing = Closing(dice.choice(REASONS), evidence)
            yield case_closing.propose_close(desk, member, reference, None, closing, press)
        case "handle":
            # As it should be: written to in their language, then closed on what was seen.
            yield case_acts.answer(desk, member, reference, None, [PHRASE], press)
            closing = Closing("withdrawn" if person.is_over else dice.choice(REASONS[:4]), evidence or ["pictures"])
            yield case_closing.propose_close(desk, member, reference, None, closing, f"{press} then")
        case "refer":
            referral = Referral(dice.choice(RECEIVERS), dice.choice([*REFERRAL_REASONS, "nonsense"]))
            yield case_acts.refer(desk, member, reference, None, referral, press)
        case "confirm":
            yield case_closing.confirm_close(desk, member, reference, None, press)
        case _:
            yield case_closing.refuse_close(desk, member, reference, None, "", press)
