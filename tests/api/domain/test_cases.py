"""The state of a case, out of its history."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from api.domain.cases import CONTESTABLE, Detail, Event, Step, ordered, standing, state

LODGED = Event("lodged", 1)
OWN = Detail(own_language=True)


def _did(step: Step, letters: int = 1, detail: Detail = Detail()) -> Event:  # noqa: B008 - it is frozen
    return Event(step, letters, "lin", dt.datetime(2026, 11, 21), detail)  # noqa: DTZ001 - the bureau's own time


def test_the_state_follows_the_steps() -> None:
    """Lodged is received; opened is assigned; asked, answered, referred and proposed are called so; a letter asks for an officer."""
    opened = _did("opened")
    assert state([LODGED]) == "received"
    assert state([LODGED, opened]) == "assigned"
    for step in ("asked", "answered", "referred", "proposed", "closed"):
        assert state([LODGED, opened, _did(step)]) == step
        assert state([LODGED, opened, _did(step), Event("written", 2)]) in {"assigned", "received"}
    assert state([LODGED, opened, _did("answered"), Event("written", 2), _did("answered", 2)]) == "answered"


def test_a_withdrawal_is_ended_by_a_closing_or_a_contest_only() -> None:
    """An answer that crosses a withdrawal, or follows it, does not bring the case back; closing it or contesting it does."""
    withdrawn = [LODGED, Event("withdrawn", 2)]
    assert state([*withdrawn, _did("answered", 1)]) == "withdrawn"
    assert state([*withdrawn, _did("answered", 2), _did("referred", 2)]) == "withdrawn"
    assert state([*withdrawn, _did("closed", 2)]) == "closed"
    assert state([*withdrawn, Event("contested", 3)]) == "contested"
    assert not standing([*withdrawn, Event("contested", 3)]).is_withdrawn


def test_a_contest_opens_a_closed_case_and_nothing_else() -> None:
    """Closed, then contested, it is contested until somebody closes it again; an open case cannot be contested."""
    closed = [LODGED, _did("opened"), _did("closed")]
    contested = [*closed, Event("contested", 2)]
    assert (state(contested), standing(contested).closing) == ("contested", None)
    assert standing([*contested, _did("answered", 2)]).is_contested
    assert not standing([*contested, _did("closed", 2)]).is_contested
    assert state([LODGED, Event("contested", 2)]) == "received"


def test_a_proposal_lapses_with_a_letter_and_with_a_refusal() -> None:
    """A letter that comes while a second officer looks takes the proposal away, and so does the officer's refusal."""
    proposed = [LODGED, _did("opened"), _did("answered", 1, OWN), _did("proposed")]
    assert standing(proposed).proposal is not None
    assert standing([*proposed, Event("written", 2)]).proposal is None
    assert standing([*proposed, _did("refused")]).proposal is None


def test_a_referred_case_lies_with_the_other_unit() -> None:
    """Handed from inspection to migrants it is referred there until somebody opens it; police have it beside us."""
    referred = [LODGED, _did("referred", 1, Detail(unit="migrants"))]
    assert (standing(referred, "inspection").unit, standing(referred).state) == ("migrants", "referred")
    police = [LODGED, _did("referred", 1, Detail(authority="police"))]
    assert standing(police, "inspection").unit == "inspection"


def test_another_way_to_be_reached_is_no_question_to_the_bureau() -> None:
    """A change of contact leaves an answered case answered and a closed one closed."""
    for step in ("answered", "closed"):
        now = standing([LODGED, _did("opened"), _did(step, 1, OWN), Event("contact", 2)])
        assert (now.state, now.contacted) == (step, step == "answered")


_STEPS: list[Step] = ["opened", "asked", "answered", "referred", "proposed", "refused", "closed", "name-asked"]
_LETTERS: list[Step] = ["written", "withdrawn", "contested", "contact"]


@given(st.lists(st.sampled_from(_STEPS + _LETTERS), max_size=12))
def test_the_order_of_rows_does_not_matter_where_the_letters_tell_it(steps: list[Step]) -> None:
    """Over random histories: complainants' rows may come before, after or between those of officers, the state is the same."""
    letters, history = 1, [LODGED]
    for step in steps:
        letters += step in _LETTERS
        history.append(Event(step, letters) if step in _LETTERS else _did(step, letters))
    apart = sorted(history, key=lambda event: bool(event.officer))
    assert standing(history) == standing(apart)
    assert ordered(history) == ordered(apart)
    now = standing(history)
    assert (now.state == "closed") == (now.closing is not None)
    assert now.state not in CONTESTABLE or now.proposal is None or now.is_withdrawn
