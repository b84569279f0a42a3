"""The envelope with a name: opened by two, for a day, on record."""

import datetime as dt

import pytest

from api.services import case_names, casework
from api.services.case_acts import Done, NoSuchCase, Refused
from api.services.resources import DeskResources, Resources
from api.store import desk_audit
from tests.support import Clock
from tests.worked import Bureau, officer


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def test_a_name_is_opened_by_two_and_for_a_day(bureau: Bureau, clock: Clock) -> None:
    """Lin asks, Chen agrees, Lin reads it for 24 hours; Chen and the chief do not; a day later Lin does not either."""
    lodged = bureau.lodge(person={"name": "Kanari Dewi"})
    desk, lin, reference = bureau.desk, bureau.lin, lodged.reference
    assert case_names.open_name(desk, lin, reference) == Refused("not-granted")
    assert case_names.ask_name(desk, lin, reference, "danger", bureau.press()) == Done("name-asked")
    assert case_names.ask_name(desk, lin, reference, "danger", bureau.press()) == Refused("asked-already")
    (waiting,) = casework.proposals(desk, bureau.chen, ())
    assert (waiting.sort, waiting.officer, waiting.reason) == ("name", "lin", "danger")
    assert case_names.open_name(desk, lin, reference) == Refused("not-granted")
    assert case_names.grant_name(desk, bureau.chen, reference, "lin", bureau.press()) == Done("name-granted")
    for _ in range(2):
        assert case_names.open_name(desk, lin, reference) == {"name": "Kanari Dewi"}
    for other in (bureau.chen, bureau.chief):
        assert case_names.open_name(desk, other, reference) == Refused("not-granted")
    clock.now += dt.timedelta(hours=24)
    assert case_names.open_name(desk, lin, reference) == Refused("not-granted")
    with desk.reader.begin() as connection:
        rows = [row.action for _, row in reversed(desk_audit.newest(connection, reference=reference))]
    assert rows == ["name-asked", "name-granted", "name-opened", "name-opened"]


def test_nobody_agrees_to_their_own_asking(bureau: Bureau) -> None:
    """Chen, a second officer, asks: Chen cannot agree, Lin, a first officer, cannot, the chief can."""
    lodged = bureau.lodge(person={"name": "Kanari Dewi"})
    desk, reference = bureau.desk, lodged.reference
    case_names.ask_name(desk, bureau.chen, reference, "payment", bureau.press())
    assert case_names.grant_name(desk, bureau.chen, reference, "chen", bureau.press()) == Refused("same-officer")
    assert case_names.grant_name(desk, bureau.lin, reference, "chen", bureau.press()) == Refused("not-second")
    assert case_names.grant_name(desk, bureau.chief, reference, "lin", bureau.press()) == Refused("not-asked")
    assert case_names.grant_name(desk, bureau.chief, reference, "chen", bureau.press()) == Done("name-granted")


def test_a_refused_asking_opens_nothing(bureau: Bureau) -> None:
    """Refused, the name stays shut; whoever asks again waits again."""
    lodged = bureau.lodge(person={"name": "Kanari Dewi"})
    desk, lin, reference = bureau.desk, bureau.lin, lodged.reference
    case_names.ask_name(desk, lin, reference, "identity", bureau.press())
    assert case_names.refuse_name(desk, bureau.chen, reference, "lin", bureau.press()) == Done("name-refused")
    assert case_names.open_name(desk, lin, reference) == Refused("not-granted")
    assert bureau.opens(lodged).name.state == "refused"
    assert case_names.ask_name(desk, lin, reference, "identity", bureau.press()) == Done("name-asked")


def test_a_name_is_asked_for_with_a_reason_and_where_there_is_one(bureau: Bureau) -> None:
    """Without a reason out of the list, in a tip without a name, or in a case of another unit nothing is asked."""
    named, tip = bureau.lodge(person={"name": "Kanari Dewi"}), bureau.lodge("tip")
    desk = bureau.desk
    assert case_names.ask_name(desk, bureau.lin, named.reference, "curious", bureau.press()) == Refused("reason")
    assert case_names.ask_name(desk, bureau.lin, tip.reference, "danger", bureau.press()) == Refused("no-name")
    stranger = officer("mai", "officer", "migrants")
    assert case_names.ask_name(desk, stranger, named.reference, "danger", bureau.press()) == NoSuchCase()
    assert case_names.open_name(desk, stranger, named.reference) == NoSuchCase()


def test_the_name_stands_nowhere_on_the_page_of_the_case(bureau: Bureau) -> None:
    """Whoever opens the case sees that there is a name, and not which."""
    lodged = bureau.lodge(person={"name": "Kanari Dewi"})
    case = bureau.opens(lodged)
    assert case.has_name
    assert "Kanari" not in str(case)
