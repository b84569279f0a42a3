"""By what results are narrowed: counts beside the other choices, spans of time, and values that nobody offers."""

from dataclasses import replace

import numpy as np
import pytest

from api.search import facets
from api.search.columns import Columns, Rows, day_of
from api.search.documents import Asked, Document, Facet
from api.search.facets import SPANS, count, heeded, mask, span_of
from i18n.languages import BY_SLUG

ENGLISH = BY_SLUG["en"]
DISTRICTS = {"sanmin": "Sanmin", "gangshan": "Gangshan", "cijin": "Cijin"}
SATURDAY = "2026-11-21T10:00"


def _page(
    kind: str, number: int = 0, district: str = "", days: tuple[str, str] = ("", ""), spans: str = ""
) -> Document:
    """Return a page that is on from the first to the last of `days`, and open, or to be enrolled in, on the day `spans` from 9 to 17."""
    opening = ((f"{spans}T09:00", f"{spans}T17:00"),) if spans else ()
    url = f"/en/{kind}/{number}/"
    page = Document(url, kind, "", "", district=district, starts_on=days[0], over_on=days[1])
    return replace(page, enrol_spans=opening) if kind == "course" else replace(page, hour_spans=opening)


PAGES = [
    _page("guide", 0),
    _page("guide", 1),
    _page("course", 2, "sanmin", ("2026-11-30", "2027-01-25"), spans="2026-11-21"),
    _page("course", 3, "gangshan", ("2027-01-04", "2027-02-01"), spans="2026-11-21"),
    _page("course", 4, "gangshan", ("2026-09-01", "2026-11-20")),
    _page("fair", 5, "cijin", ("2026-11-22", "2026-11-22")),
    _page("fair", 6, "sanmin", ("2026-11-21", "2026-11-21"), spans="2026-11-21"),
]
COLUMNS = Columns.of(PAGES)
ALL: Rows = np.arange(len(PAGES))


def _asked(**chosen: object) -> Asked:
    return heeded(replace(Asked("words", now=SATURDAY), **chosen), DISTRICTS)  # type: ignore[arg-type]


def _counts(found: tuple[Facet, ...]) -> dict[str, dict[str, int]]:
    return {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in found}


def _offered(rows: Rows = ALL, **chosen: object) -> dict[str, dict[str, int]]:
    return _counts(count([(COLUMNS, rows)], _asked(**chosen), ENGLISH, DISTRICTS))


def test_every_choice_tells_how_many_results_it_would_leave() -> None:
    """Of seven results on Saturday 21 November: 3 classes, 2 fairs, 2 guides; 2 take enrolments, 1 is open, 1 is over; no empty choice."""
    assert _offered() == {
        "kind": {"course": 3, "guide": 2, "fair": 2},
        "when": {"today": 1, "weekend": 2, "week": 2, "month": 3, "later": 2, "past": 1},
        "district": {"gangshan": 2, "sanmin": 2, "cijin": 1},
        "open": {"enrol": 2, "hours": 1},
    }
    assert _offered(np.array([0, 1])) == {"kind": {"guide": 2}}
    assert _offered(np.array([], dtype=np.int64)) == {}


def test_a_choice_narrows_the_other_facets_and_not_its_own() -> None:
    """With classes chosen, the kinds keep their counts, while districts, spans and what is open count classes alone."""
    found = _offered(kind="course")
    assert found["kind"] == {"course": 3, "guide": 2, "fair": 2}
    assert found["district"] == {"gangshan": 2, "sanmin": 1}
    assert found["when"] == {"month": 1, "later": 2, "past": 1}
    assert found["open"] == {"enrol": 2}
    both = _offered(kind="course", district="sanmin")
    assert both["kind"] == {"course": 1, "fair": 1}
    assert both["district"] == {"gangshan": 2, "sanmin": 1}


@pytest.mark.parametrize(
    "chosen", [{}, {"kind": "course"}, {"when": "month"}, {"district": "sanmin"}, {"open": "enrol"}]
)
def test_the_count_of_a_choice_is_what_choosing_it_gives(chosen: dict[str, object]) -> None:
    """For each choice under five choices already made, the rows that the mask leaves are as many as were promised."""
    for facet in count([(COLUMNS, ALL)], _asked(**chosen), ENGLISH, DISTRICTS):
        for choice in facet.choices:
            assert mask(COLUMNS, _asked(**chosen | {facet.name: choice.value})).sum() == choice.count, (
                facet.name,
                choice.value,
            )


def test_what_was_chosen_is_offered_even_when_it_leaves_nothing() -> None:
    """Vacancies, of which there are none, stay as a choice with 0, chosen, so that it can be taken back."""
    found = count([(COLUMNS, ALL)], _asked(kind="vacancy"), ENGLISH, DISTRICTS)
    chosen = [choice for choice in found[0].choices if choice.is_chosen]
    assert [(choice.value, choice.count) for choice in chosen] == [("vacancy", 0)]
    assert [facet.name for facet in found] == ["kind"]
    assert not mask(COLUMNS, _asked(kind="vacancy")).any()


def test_choices_stand_in_an_order_that_helps() -> None:
    """Kinds and districts begin with the commonest, those that are as common follow by name; spans follow the calendar."""
    found = {facet.name: facet for facet in count([(COLUMNS, ALL)], _asked(), ENGLISH, DISTRICTS)}
    assert [choice.label for choice in found["district"].choices] == ["Gangshan", "Sanmin", "Cijin"]
    assert [choice.value for choice in found["when"].choices] == list(SPANS)
    assert found["kind"].choices[0].label == "Classes"
    assert list(found) == ["kind", "when", "district", "open"]


@pytest.mark.parametrize(
    ("now", "span", "first", "last"),
    [
        (SATURDAY, "today", "2026-11-21", "2026-11-21"),
        (SATURDAY, "weekend", "2026-11-21", "2026-11-22"),
        ("2026-11-22T23:59", "weekend", "2026-11-22", "2026-11-22"),
        ("2026-11-22T23:59", "week", "2026-11-22", "2026-11-22"),
        ("2026-11-23T00:00", "weekend", "2026-11-28", "2026-11-29"),
        ("2026-11-23T00:00", "week", "2026-11-23", "2026-11-29"),
        ("2026-11-30T12:00", "week", "2026-11-30", "2026-12-06"),
        ("2026-11-30T12:00", "month", "2026-11-30", "2026-11-30"),
        ("2026-12-31T12:00", "month", "2026-12-31", "2026-12-31"),
        ("2026-12-31T12:00", "weekend", "2027-01-02", "2027-01-03"),
        ("2028-02-01T12:00", "month", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_span_ends_with_its_sunday_or_the_last_day_of_its_month(now: str, span: str, first: str, last: str) -> None:
    """Monday begins a week; on Sunday the weekend is that one day; 2028 has a 29 February; the year turns within a week."""
    assert span_of(span, now) == (day_of(first), day_of(last))


def test_what_comes_after_the_month_begins_with_the_first_of_the_next() -> None:
    """On 31 December "after this month" is from 1 January on, and "over" is up to yesterday."""
    assert span_of("later", "2026-12-31T12:00")[0] == day_of("2027-01-01")
    assert span_of("past", "2026-12-31T12:00")[1] == day_of("2026-12-30")


def test_a_class_that_has_begun_is_on_today_and_what_is_over_is_only_over() -> None:
    """A class from 1 September to today is on in four spans; had it ended yesterday, it would be in "past" alone."""
    for last, wanted in (("2026-11-21", ["today", "weekend", "week", "month"]), ("2026-11-20", ["past"])):
        columns = Columns.of([_page("course", days=("2026-09-01", last))])
        found = [span for span in SPANS if mask(columns, _asked(when=span)).any()]
        assert found == wanted


def test_a_class_is_on_only_where_it_meets() -> None:
    """On Monday 23 November a class that meets on Wednesdays is on this week and this month, not today and not at the weekend."""
    held = tuple((day, day) for day in ("2026-11-18", "2026-11-25", "2026-12-02"))
    columns = Columns.of([replace(_page("course", days=("2026-11-18", "2026-12-02")), days=held)])
    monday, wednesday, thursday = (f"2026-11-{day}T10:00" for day in (23, 25, 26))
    found = {
        now: [span for span in SPANS if mask(columns, _asked(when=span, now=now)).any()]
        for now in (monday, wednesday, thursday)
    }
    assert found == {
        monday: ["week", "month", "later"],
        wednesday: ["today", "week", "month", "later"],
        thursday: ["later"],
    }


@pytest.mark.parametrize(
    "value", ["<script>", "1", "' OR 1=1", "COURSE", "course ", "\x00", "9" * 10_000, "../..", "สวัสดี"]
)
def test_a_value_that_nobody_offers_narrows_nothing(value: str) -> None:
    """As kind, span, district or opening it is as if nothing had been chosen: seven results, and no choice is marked."""
    asked = _asked(kind=value, when=value, district=value, open=value)
    assert mask(COLUMNS, asked).sum() == len(PAGES)
    found = count([(COLUMNS, ALL)], asked, ENGLISH, DISTRICTS)
    assert not [choice for facet in found for choice in facet.choices if choice.is_chosen]


def test_without_a_clock_nothing_of_time_is_offered_or_asked() -> None:
    """With no `now`, spans and what is open are left out and ignored; kinds and districts work."""
    asked = heeded(Asked("words", when="today", open="hours", kind="fair"), DISTRICTS)
    assert mask(COLUMNS, asked).sum() == 2
    assert list(_counts(count([(COLUMNS, ALL)], asked, ENGLISH, DISTRICTS))) == ["kind", "district"]


def test_a_dead_row_is_never_in_a_mask_or_a_count() -> None:
    """With one of two fairs replaced, one fair is left and counted."""
    columns = COLUMNS.without(np.array([6]))
    assert mask(columns, _asked(kind="fair")).sum() == 1
    assert _counts(count([(columns, ALL)], _asked(), ENGLISH, DISTRICTS))["kind"]["fair"] == 1


def test_every_span_has_a_label_and_days() -> None:
    """No name can be asked for that has no days, and every facet has a heading."""
    assert all(span_of(name, SATURDAY) for name in SPANS)
    assert set(facets.HEADINGS) == {"kind", "when", "district", "open"}
