"""What a search for work at job fairs finds."""

import datetime as dt

from api.domain.openings import Fair, Firm, Opening, Wish, find

TODAY = dt.date(2026, 11, 21)
NAMES = {"welder": ("電焊工", "Thợ hàn", "Welder"), "cook": ("廚師", "Đầu bếp", "Cook")}
STEEL = Firm("樣本鋼構", "Sample Steel", (Opening("welder", 3, (36000, 48000), "month"),), ("th",))
KITCHEN = Firm("樣本餐廳", "Sample Kitchen", (Opening("cook", 1, "unknown", "month"),), ())


def _fair(name: str, day: dt.date, *firms: Firm, district: str = "zuoying", interpreters: tuple[str, ...] = ()) -> Fair:
    return Fair(name, {}, day, dt.time(9), dt.time(12), district, False, interpreters, True, firms)


LATER = _fair("later", dt.date(2027, 1, 9), STEEL, KITCHEN, interpreters=("vi",))
SOON = _fair("soon", dt.date(2026, 11, 22), STEEL, district="fengshan")
OVER = _fair("over", dt.date(2026, 11, 20), STEEL)
FAIRS = (LATER, SOON, OVER)


def _found(**wish: str) -> list[tuple[str, str]]:
    return [(stand.fair.id, stand.firm.latin) for stand in find(FAIRS, Wish(**wish), NAMES, TODAY)]


def test_without_a_wish_all_stands_of_coming_fairs_are_found_the_next_first() -> None:
    """Three stands at two coming fairs; the fair of yesterday is left out."""
    assert _found() == [("soon", "Sample Steel"), ("later", "Sample Steel"), ("later", "Sample Kitchen")]


def test_work_is_found_in_any_language_without_marks_and_in_simplified_letters() -> None:
    """The words "tho han", "电焊" and "STEEL weld" all find the two welders; "thợ hàn đầu" finds nothing."""
    for words in ("tho han", "电焊", "STEEL weld", "鋼構"):
        assert _found(words=words) == [("soon", "Sample Steel"), ("later", "Sample Steel")], words
    assert _found(words="thợ hàn đầu") == []


def test_each_answer_narrows_what_is_found() -> None:
    """Job, district and language must all fit; a language counts by the fair's interpreters or at the stand itself."""
    assert _found(job="cook") == [("later", "Sample Kitchen")]
    assert _found(district="fengshan") == [("soon", "Sample Steel")]
    assert _found(language="vi") == [("later", "Sample Steel"), ("later", "Sample Kitchen")]
    assert _found(language="th") == [("soon", "Sample Steel"), ("later", "Sample Steel")]
    assert _found(language="th", job="cook") == []
