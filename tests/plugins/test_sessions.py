"""The page of an activity: what one can still join, and what was called off and did not vanish."""

import datetime as dt

import pytest

from api.content.library import read
from i18n.languages import LANGUAGES, Language
from plugins.edition import Edition
from plugins.lists import coming, groups
from plugins.sessions import MOST, sessions
from tests.support import NOW, ROOT

LIBRARY = read(ROOT / "content")
NOON = dt.datetime(2026, 12, 2, 12, 0)  # noqa: DTZ001 - the bureau's own time


def _sessions(slug: str, now: dt.datetime, language: Language = LANGUAGES[-1]) -> list[tuple[str, int, bool]]:
    found = sessions(LIBRARY.entries[f"activities/{slug}"], Edition(LIBRARY, now, "a"), language)
    return [(each.iso, len(each.links), each.is_off) for each in found]


def test_a_called_off_evening_stays_in_view() -> None:
    """11 December is struck and has no appointments; Christmas and New Year are skipped; the evenings beside it have four."""
    assert _sessions("legal-advice-evening", NOON) == [
        ("2026-12-04", 4, False),
        ("2026-12-11", 0, True),
        ("2026-12-18", 4, False),
        ("2027-01-08", 0, False),
        ("2027-01-15", 0, False),
        ("2027-01-22", 0, False),
    ]


def test_a_session_stays_until_it_ends_and_its_links_until_it_closes() -> None:
    """On the Wednesday at noon enrolment has closed and the session is still shown; at 17:00 it is over."""
    assert _sessions("legal-advice-wednesday", NOON)[0] == ("2026-12-02", 0, False)
    assert _sessions("legal-advice-wednesday", NOON.replace(hour=17))[0] == ("2026-12-09", 6, False)


def test_a_moved_session_stands_on_its_new_day() -> None:
    """30 December is off and 29 December stands in for it."""
    days = [iso for iso, _, _ in _sessions("legal-advice-wednesday", dt.datetime(2026, 12, 17, 9))]  # noqa: DTZ001
    assert "2026-12-29" in days
    assert "2026-12-30" not in days


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_links_are_printed_a_week_before_the_window_opens(language: Language) -> None:
    """Pages may be some days old when the hour comes: seven days before there is a link, eight days before there is none."""
    (early,) = sessions_of("briefing-working-hours", "2027-01-14", dt.datetime(2026, 12, 7, 8, 59), language)  # noqa: DTZ001
    (late,) = sessions_of("briefing-working-hours", "2027-01-14", dt.datetime(2026, 12, 8, 9, 0), language)  # noqa: DTZ001
    assert early == ()
    assert [address for _, address in late] == [f"/{language.slug}/activities/briefing-working-hours.20270114/enrol"]


def sessions_of(slug: str, day: str, now: dt.datetime, language: Language) -> list[tuple[tuple[str, str], ...]]:
    """Return the links of the session of `slug` on `day`."""
    found = sessions(LIBRARY.entries[f"activities/{slug}"], Edition(LIBRARY, now, "a"), language)
    return [each.links for each in found if each.iso == day]


def test_a_job_of_44_days_lists_no_days() -> None:
    """Nobody chooses one of them; a list never has more than the most that a page prints."""
    assert _sessions("summer-job-bureau-office", NOW) == []
    assert all(
        len(sessions(entry, Edition(LIBRARY, NOW, "a"), LANGUAGES[0])) <= MOST
        for entry in LIBRARY.entries.values()
        if entry.kind.name == "activity"
    )


def test_the_front_page_tells_the_next_session_of_what_repeats() -> None:
    """On 1 December, weeks after the first one, Wednesday's consultation is among what comes, with Wednesday's date."""
    edition = Edition(LIBRARY, dt.datetime(2026, 12, 1, 13, 0), "a")  # noqa: DTZ001
    rows = coming(edition, LANGUAGES[0], most=3)
    assert ("/zh-hant/activities/legal-advice-wednesday/", "2026-12-02") in [(row.address, row.iso) for row in rows]
    assert all(row.iso >= "2026-12-01" for row in rows)


def test_the_list_has_a_group_for_each_sort_and_what_is_over_stands_last() -> None:
    """Seven sorts now; in June 2027 only the summer jobs are ahead, and everything else is over."""
    kind = next(entry.kind for entry in LIBRARY.entries.values() if entry.kind.name == "activity")
    assert len(groups(kind, Edition(LIBRARY, NOW, "a"), LANGUAGES[-1])) == 7
    later = groups(kind, Edition(LIBRARY, dt.datetime(2027, 6, 1, 9), "a"), LANGUAGES[-1])  # noqa: DTZ001
    assert [len(rows) for _, rows in later] == [2, 18]
