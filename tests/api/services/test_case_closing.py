"""Closing a case at the desk: what is missing, who the second officer is, and how a closing is contested."""

import pytest

from api.domain.closing import Missing, NeedsSecond, Ready
from api.services import case_acts, case_closing, case_linking, casework, returning
from api.services.case_acts import Changed, Done, NoSuchCase, Refused
from api.services.case_closing import Closing
from api.services.case_linking import Linking
from api.services.resources import DeskResources, Resources
from tests.worked import Bureau, human, officer

FIRM = {"name": "大港鋼鐵股份有限公司"}


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def test_nobody_closes_a_case_on_the_brokers_word_alone(bureau: Bureau) -> None:
    """Told, with a reason, but with what the broker says as evidence: it stays open, whoever presses."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    for member in (bureau.lin, bureau.chen, bureau.chief):
        assert bureau.closes(lodged, member, "no-violation", ["broker-word"]) == Missing(("word-alone",))
    assert bureau.sees(lodged).state == "answered"


def test_a_case_is_not_closed_before_its_complainant_was_told_in_their_language(bureau: Bureau) -> None:
    """An Indonesian who was written to in Thai was not told; told in Indonesian, they were, until they write again."""
    lodged = bureau.lodge()
    assert bureau.closes(lodged) == Missing(("contact",))
    bureau.answers(lodged, lang="th")
    assert bureau.closes(lodged) == Missing(("contact",))
    bureau.answers(lodged)
    returning.write_to(bureau.service, lodged.receipt, "Belum selesai!", "press")
    assert bureau.closes(lodged) == Missing(("contact",))
    bureau.answers(lodged)
    assert bureau.closes(lodged) == Done("closed")
    view = bureau.sees(lodged)
    assert (view.state, view.closed_reason, view.may_contest) == ("closed", "corrected", True)


def test_what_is_missing_is_known_before_anybody_presses(bureau: Bureau) -> None:
    """The verdict lists it, and then says whether a second officer is needed; another unit has no such case."""
    lodged = bureau.lodge()
    desk, lin, reference = bureau.desk, bureau.lin, lodged.reference
    assert case_closing.verdict(desk, lin, reference) == Missing(("reason", "evidence", "contact"))
    bureau.answers(lodged)
    assert case_closing.verdict(desk, lin, reference, "fined", ["records"]) == NeedsSecond(("paper-only",))
    assert case_closing.verdict(desk, lin, reference, "fined", ["site-visit"]) == Ready()
    assert case_closing.verdict(desk, officer("mai", "chief", "ethics"), "2026-999999") is None


def test_a_respondent_with_other_cases_needs_two_officers(bureau: Bureau) -> None:
    """Two cases about one firm, written in two ways: Lin proposes, Lin cannot confirm, nor a first officer; Chen can."""
    bureau.lodge(respondent=FIRM)
    lodged = bureau.lodge(respondent={"name": "大港钢铁(股)公司"})
    assert Linking(bureau.desk).round() == 2
    bureau.answers(lodged)
    assert bureau.closes(lodged) == Done("proposed")
    assert bureau.sees(lodged).state == "proposed"
    assert bureau.confirms(lodged, bureau.lin) == Refused("not-second")
    assert bureau.confirms(lodged, officer("lin", "second", "inspection")) == Refused("same-officer")
    assert bureau.confirms(lodged, officer("mai", "second", "migrants")) == NoSuchCase()
    assert bureau.confirms(lodged) == Done("closed")
    case = bureau.opens(lodged)
    assert case.closing is not None
    assert (case.closing.officer, case.closing.detail.whom) == ("chen", "lin")


def test_a_second_officer_sees_what_waits_and_why(bureau: Bureau) -> None:
    """The proposal stands on Chen's list with its evidence and the reason for two; on Lin's own it does not."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged, reason="fined", evidence=["records"])
    (waiting,) = casework.proposals(bureau.desk, bureau.chen, ())
    assert (waiting.officer, waiting.reason, waiting.evidence) == ("lin", "fined", ("records",))
    assert waiting.why == ("paper-only",)
    assert "proposal" in waiting.row.flags
    for member in (bureau.lin, officer("lin", "chief", "inspection")):
        assert casework.proposals(bureau.desk, member, ()) == []


def test_a_letter_that_comes_meanwhile_takes_the_proposal_away(bureau: Bureau) -> None:
    """What Chen saw is not what is there now: no press closes it, with or without the version that Chen saw."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged, reason="fined", evidence=["records"])
    seen = bureau.row(lodged).version
    returning.write_to(bureau.service, lodged.receipt, "Tunggu!", "press")
    desk, reference = bureau.desk, lodged.reference
    assert case_closing.confirm_close(desk, bureau.chen, reference, seen, bureau.press()) == Changed()
    assert bureau.confirms(lodged) == Refused("no-proposal")


def test_a_refused_proposal_goes_back_with_a_note(bureau: Bureau) -> None:
    """Chen refuses with a note that the desk alone reads; Lin cannot refuse their own; the case goes on."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged, reason="fined", evidence=["records"])
    desk, reference = bureau.desk, lodged.reference
    own = case_closing.refuse_close(desk, officer("lin", "second"), reference, None, "", bureau.press())
    assert own == NoSuchCase()
    own = case_closing.refuse_close(desk, officer("lin", "second", "inspection"), reference, None, "", bureau.press())
    assert own == Refused("same-officer")
    done = case_closing.refuse_close(desk, bureau.chen, reference, None, "Kunjungi dulu.", bureau.press())
    assert done == Done("refused")
    assert bureau.sees(lodged).state == "assigned"
    assert next(each.note for each in bureau.opens(lodged).letters if each.step == "refused") == "Kunjungi dulu."


def test_a_contest_opens_the_case_again_and_a_chief_decides(bureau: Bureau) -> None:
    """Closed, contested: state, flag and clock begin anew; Lin proposes again, Chen may not confirm, the chief may."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged)
    view = returning.contest(bureau.service, lodged.receipt, "Mereka belum membayar.", "press")
    assert view.state == "contested"  # type: ignore[union-attr]
    assert bureau.row(lodged).flags[0] == "contested"
    assert bureau.row(lodged).days_left == 30
    assert bureau.closes(lodged) == Missing(("contact",))
    bureau.answers(lodged)
    assert bureau.closes(lodged) == Done("proposed")
    assert casework.proposals(bureau.desk, bureau.chen, ()) == []
    assert bureau.confirms(lodged, bureau.chen) == Refused("chief-only")
    assert bureau.confirms(lodged, bureau.chief) == Done("closed")
    assert bureau.sees(lodged).state == "closed"


def test_a_withdrawn_case_of_kept_papers_is_looked_at_by_two(bureau: Bureau) -> None:
    """Withdrawn: what was written before does not count, nor another language; told, kept papers need Chen, a dispute does not."""
    papers, dispute = bureau.lodge(kind="migrant"), bureau.lodge()
    for lodged in (papers, dispute):
        bureau.answers(lodged)
        returning.withdraw(bureau.service, lodged.receipt)
        assert bureau.closes(lodged, reason="settled") == Missing(("withdrawn-only", "contact-withdrawn"))
        bureau.answers(lodged, lang="en")
        assert bureau.closes(lodged, reason="withdrawn", evidence=()) == Missing(("contact-withdrawn",))
        bureau.answers(lodged)
        assert bureau.sees(lodged).state == "withdrawn"
    assert bureau.closes(papers, reason="withdrawn", evidence=()) == Done("proposed")
    assert bureau.confirms(papers) == Done("closed")
    assert bureau.closes(dispute, reason="withdrawn", evidence=()) == Done("closed")
    assert bureau.sees(papers).closed_reason == "withdrawn"


def test_nothing_more_is_done_to_a_closed_case(bureau: Bureau) -> None:
    """Answered, referred or closed again: refused with a code, until its complainant opens it by writing."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    bureau.closes(lodged)
    desk, lin, reference = bureau.desk, bureau.lin, lodged.reference
    assert case_acts.answer(desk, lin, reference, None, human(), bureau.press()) == Refused("closed")
    told = case_acts.Referral("police", "crime")
    assert case_acts.refer(desk, lin, reference, None, told, bureau.press()) == Refused("closed")
    assert bureau.closes(lodged) == Missing(("closed",))
    returning.write_to(bureau.service, lodged.receipt, "Mereka mulai lagi.", "press")
    assert bureau.row(lodged).state == "assigned"
    bureau.answers(lodged)


def test_a_double_press_closes_once(bureau: Bureau) -> None:
    """The second press of the same button is told that it is done, not that it is closed already."""
    lodged = bureau.lodge()
    bureau.answers(lodged)
    closing = Closing("fined", ["site-visit"])
    for _ in range(2):
        done = case_closing.propose_close(bureau.desk, bureau.lin, lodged.reference, None, closing, "one press")
        assert done == Done("closed")


def test_a_case_is_compared_before_it_is_closed(bureau: Bureau) -> None:
    """In its first seconds, before any round, the second case about a firm needs two officers."""
    bureau.lodge(respondent=FIRM)
    lodged = bureau.lodge(respondent=FIRM)
    bureau.answers(lodged)
    assert bureau.closes(lodged) == Done("proposed")
    (waiting,) = casework.proposals(bureau.desk, bureau.chen, ())
    assert waiting.why == ("earlier",)


def test_a_case_that_could_not_be_compared_needs_two_officers(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words could not be opened when the round came: one officer proposes, another one closes it."""
    lodged = bureau.lodge(respondent=FIRM)
    with monkeypatch.context() as broken:
        broken.setattr(case_linking, "open_words", lambda *_: {"respondent": "no fields"})
        assert Linking(bureau.desk).round() == 1
    bureau.answers(lodged)
    assert bureau.closes(lodged) == Done("proposed")
    assert casework.proposals(bureau.desk, bureau.chen, ())[0].why == ("not-compared",)
    assert bureau.confirms(lodged) == Done("closed")
