"""A wrong receipt is as much work as a right one, counted where the work is done: in the calls of libsodium."""

import sys
from collections import Counter
from types import FrameType

from api.services import returning
from api.services.decoy import USUAL
from api.services.resources import DeskResources, Resources
from api.services.returning import CaseView, UnknownReceipt
from tests.worked import Bureau

WRONG = "0" * 26
COUNTED = {
    "crypto_pwhash_alg": "derivations",
    "crypto_box_seal_open": "unsealings",
    "standing": "histories",
    "clock": "clocks",
}


def _work(bureau: Bureau, receipt: str) -> tuple[object, Counter[str]]:
    found: Counter[str] = Counter()

    def see(frame: FrameType, event: str, argument: object) -> None:
        del argument
        if event == "call" and frame.f_code.co_name in COUNTED:
            found[COUNTED[frame.f_code.co_name]] += 1

    sys.setprofile(see)
    try:
        answer = returning.look_up(bureau.service, receipt)
    finally:
        sys.setprofile(None)
    return answer, found


def test_a_wrong_receipt_is_the_same_work_as_a_right_one(stores: tuple[Resources, DeskResources]) -> None:
    """One derivation, six unsealings, as many histories and clocks: for a case of no answer, of six, and for no case."""
    bureau = Bureau(*stores)
    silent, answered = bureau.lodge(), bureau.lodge(what="Majikan memegang paspor.")
    for _ in range(USUAL):
        bureau.answers(answered)
    works = [_work(bureau, receipt) for receipt in (silent.receipt, answered.receipt, WRONG)]
    assert [type(answer) for answer, _ in works] == [CaseView, CaseView, UnknownReceipt]
    first = works[0][1]
    assert (first["derivations"], first["unsealings"]) == (1, USUAL)
    assert first["histories"] > 0
    assert [work for _, work in works] == [first] * 3


def test_typing_back_costs_a_derivation(stores: tuple[Resources, DeskResources]) -> None:
    """Whether a receipt was copied rightly cannot be tried faster than a case is looked up: one derivation, right or wrong."""
    bureau = Bureau(*stores)
    lodged = bureau.lodge()
    found: Counter[str] = Counter()
    sys.setprofile(lambda frame, event, _: found.update([frame.f_code.co_name] if event == "call" else []))
    try:
        told = [returning.is_receipt_of(bureau.service, each, lodged.reference) for each in (lodged.receipt, WRONG)]
    finally:
        sys.setprofile(None)
    assert told == [True, False]
    assert found["crypto_pwhash_alg"] == 2
