"""Who may open a name, and for how long."""

import datetime as dt

from api.domain.cases import Detail, Event
from api.domain.names import access, waiting

AT = dt.datetime(2026, 11, 21, 10)  # noqa: DTZ001 - the bureau's own time
ASKED = Event("name-asked", 1, "lin", AT, Detail("danger"))
GRANTED = Event("name-granted", 1, "chen", AT, Detail("danger", whom="lin"))


def test_nobody_opens_a_name_who_did_not_ask_and_was_not_agreed_to() -> None:
    """Without an asking, with one that waits, and with one that was refused, nobody may open it."""
    refused = Event("name-refused", 1, "chen", AT, Detail("danger", whom="lin"))
    for history in ([], [ASKED], [ASKED, refused]):
        assert not access(history, "lin").is_open("lin", AT)
    assert [each.asker for each in waiting([ASKED])] == ["lin"]
    assert waiting([ASKED, refused]) == []


def test_what_was_agreed_to_is_open_for_a_day_and_for_the_asker_alone() -> None:
    """Lin may open it for 24 hours less a second; Chen, who agreed, and Wang, who did nothing, may not."""
    history = [ASKED, GRANTED]
    day = dt.timedelta(hours=24)
    assert access(history, "lin").is_open("lin", AT + day - dt.timedelta(seconds=1))
    assert not access(history, "lin").is_open("lin", AT + day)
    for other in ("chen", "wang"):
        assert not access(history, other).is_open(other, AT)


def test_a_new_asking_needs_a_new_agreement() -> None:
    """Whoever asks again waits again, and what was granted before holds no more."""
    assert access([ASKED, GRANTED, ASKED], "lin").state == "asked"
