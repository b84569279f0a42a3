"""The queue by languages: what cannot wait, what a member reads, the others; a deadline never hides behind a language."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.domain.staffing import Member, Role
from tests.casework import lodge
from tests.desk import Desk, open_desk, opened
from tests.support import NOW, Clock, sign_in

FIRST, OWN, OTHERS = "First, in whatever language", "In the languages that you read", "In other languages"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with nothing to enrol in."""
    with open_desk(tmp_path, Clock(NOW)) as made:
        yield made


def _reader(
    desk: Desk, name: str, languages: Iterable[str], role: Role = "officer", unit: str = "migrants"
) -> FlaskClient:
    """Return a client that has signed in, in English, as a member of `unit` who reads `languages`."""
    client = desk.app().test_client()
    client.post("/language", data={"language": "en", "back": "/"})
    return sign_in(client, desk.resources, Member(name, role, frozenset({unit}), frozenset(languages)))


def _lines(client: FlaskClient, path: str = "/") -> list[str]:
    """Return headings and references of the queue, from top to bottom."""
    rows = opened(client, path).xpath("//tbody/tr")
    return [str(row.findtext("th/a") or row.findtext("th")) for row in rows]


def test_what_a_member_reads_comes_before_what_she_does_not(desk: Desk) -> None:
    """Of four cases a reader of Vietnamese and Thai sees her two first, by deadline, then those that a colleague reads."""
    made = {lang: lodge(desk, lang, lang).reference for lang in ("id", "vi", "en", "th")}
    client = _reader(desk, "lin", ("vi", "th"))
    assert _lines(client)[0] == FIRST, "without a chief, what nobody reads is with all"
    _reader(desk, "ayu", ("id", "en"))
    assert _lines(client) == [OWN, made["vi"], made["th"], OTHERS, made["id"], made["en"]]
    assert _lines(client, "/?lang=id") == [OTHERS, made["id"]]


def test_who_reads_everything_needs_no_headings(desk: Desk) -> None:
    """Two fresh cases, both in languages that the member reads: two rows and no heading."""
    made = [lodge(desk, lang, lang).reference for lang in ("id", "vi")]
    assert _lines(_reader(desk, "lin", ("id", "vi"))) == made


def test_an_overdue_case_is_at_the_top_in_whatever_language(desk: Desk) -> None:
    """After 62 days an Indonesian case is late: a reader of Vietnamese sees it above her own fresh one, marked as late."""
    late = lodge(desk, "lama", "id").reference
    desk.clock.move(days=62)
    fresh = lodge(desk, "mới", "vi").reference
    client = _reader(desk, "lin", ("vi",))
    assert _lines(client) == [FIRST, late, OWN, fresh]
    assert "due--late" in opened(client, "/").xpath("//tbody/tr[th/a]")[0].get("class")


def test_what_nobody_in_the_unit_reads_is_at_the_top_for_its_chief(desk: Desk) -> None:
    """A Thai case where all read Vietnamese: first for the unit's chief, flagged; for an officer and a chief elsewhere among others."""
    known, unread = (lodge(desk, lang, lang).reference for lang in ("vi", "th"))
    officer = _reader(desk, "lin", ("vi",))
    chief = _reader(desk, "wang", ("vi",), "chief")
    elsewhere = _reader(desk, "hsu", ("vi",), "chief", "safety")
    assert _lines(chief) == [FIRST, unread, OWN, known]
    assert "nobody in the unit reads" in opened(chief, "/").xpath("//tbody/tr[th/a]")[0].text_content()
    for other in (officer, elsewhere):
        assert _lines(other) == [OWN, known, OTHERS, unread]
    _reader(desk, "somchai", ("th",))
    assert _lines(chief) == [OWN, known, OTHERS, unread]
