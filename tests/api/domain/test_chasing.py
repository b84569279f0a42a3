"""To whom a chase goes, when it is made again, and what may be said of it."""

import datetime as dt

from api.domain.chasing import LATE_STAGES, Chase, Late, LateStage, Outcome, addressees, outcome, wanting
from api.domain.intake import UNITS
from api.domain.staffing import Member, gaps

BEGAN, TODAY = dt.date(2026, 11, 21), dt.date(2027, 1, 29)


def _member(name: str, role: str = "officer", *units: str) -> Member:
    return Member(name, role, frozenset(units))  # type: ignore[arg-type]


LIN, CHEN = _member("lin", "officer", "migrants"), _member("chen", "second", "migrants", "safety")
WANG = _member("wang", "chief", "relations")
LATE = Late("migrants", "lin", BEGAN, LATE_STAGES)


def _chase(stage: LateStage, to: str = "", *, is_carried: bool = False) -> Chase:
    return Chase(stage, BEGAN, TODAY, to, is_carried)


def test_the_first_chase_goes_to_the_officer_who_has_the_case() -> None:
    """To Lin, who worked on it last; to both of the unit where nobody did or Lin has left; to none of another unit."""
    assert addressees("chase-one", LATE, (LIN, CHEN, WANG)) == ("lin",)
    assert addressees("chase-one", LATE._replace(officer=""), (LIN, CHEN, WANG)) == ("lin", "chen")
    assert addressees("chase-one", LATE, (CHEN, WANG)) == ("chen",)
    assert addressees("chase-one", LATE._replace(unit="jobs"), (LIN, CHEN, WANG)) == ()


def test_later_chases_go_to_the_chief_and_never_to_one_who_may_not_see_the_case() -> None:
    """Wang is told of any open unit, a chief of the unit itself before Wang, and nobody but its own chief of the ethics office."""
    own = _member("ho", "chief", "migrants")
    for stage in ("chase-two", "committee"):
        assert addressees(stage, LATE, (LIN, WANG)) == ("wang",)
        assert addressees(stage, LATE, (LIN, WANG, own)) == ("ho",)
        assert addressees(stage, LATE._replace(unit="ethics"), (LIN, WANG)) == ()


def test_a_chase_is_made_once_and_again_only_where_it_reached_nobody() -> None:
    """Three stages give a row each; none on the next look; one that nobody got is repeated when there is somebody, and only then."""
    made = list(wanting(LATE, (), (LIN, WANG), TODAY))
    assert [(each.stage, each.to) for each in made] == [
        ("chase-one", "lin"),
        ("chase-two", "wang"),
        ("committee", "wang"),
    ]
    assert list(wanting(LATE, made, (LIN, WANG), TODAY)) == []
    lying = list(wanting(LATE, (), (), TODAY))
    assert [each.to for each in lying] == ["", "", ""]
    assert list(wanting(LATE, lying, (), TODAY)) == []
    assert [each.to for each in wanting(LATE, lying, (WANG,), TODAY)] == ["wang", "wang"]


def test_another_round_is_chased_anew() -> None:
    """After a contest the same stage is another chase, with rows of its own."""
    made = list(wanting(LATE, (), (LIN, WANG), TODAY))
    again = LATE._replace(round_on=TODAY)
    assert len(list(wanting(again, made, (LIN, WANG), TODAY))) == 3
    assert outcome("chase-one", TODAY, made) == Outcome(None, has_nobody=False)


def test_only_what_reached_somebody_was_done() -> None:
    """No row: not done. A row without a name: nobody. With a name: done that day. The committee: only when somebody carried it."""
    assert outcome("chase-one", BEGAN, ()) == Outcome(None, has_nobody=False)
    assert outcome("chase-one", BEGAN, [_chase("chase-one")]) == Outcome(None, has_nobody=True)
    assert outcome("chase-one", BEGAN, [_chase("chase-one"), _chase("chase-one", "lin")]) == Outcome(
        TODAY, has_nobody=False
    )
    assert outcome("committee", BEGAN, [_chase("committee", "wang")]) == Outcome(None, has_nobody=False)
    carried = [_chase("committee", "wang"), _chase("committee", "wang", is_carried=True)]
    assert outcome("committee", BEGAN, carried) == Outcome(TODAY, has_nobody=False)


def test_units_where_cases_lie_are_named() -> None:
    """With all open units kept by one chief, the ethics office is neither opened, kept nor led; with its chief nothing is missing."""
    chief = _member("lin", "chief", *(unit for unit in UNITS if unit != "ethics"))
    assert gaps((chief,), UNITS) == (("ethics",), ("ethics",), ("ethics",))
    officer = _member("su", "officer", "ethics")
    assert gaps((chief, officer), UNITS) == ((), (), ("ethics",))
    assert gaps((chief, _member("su", "chief", "ethics")), UNITS) == ((), (), ())
    assert gaps((WANG,), UNITS).unkept == tuple(unit for unit in UNITS if unit != "relations")
    assert gaps((), UNITS) == (tuple(UNITS),) * 3
