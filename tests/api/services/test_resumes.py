"""Resumes: sealed to their code, the same press once, gone after the fair."""

import datetime as dt

import pytest
from sqlalchemy import select

from api.domain.codes import read
from api.forms.base import validate
from api.forms.resume import Resume
from api.services import resumes
from api.services.resources import Resources
from api.store.resumes import resumes as table
from tests.support import NOW, Clock

DAY = NOW.date() + dt.timedelta(days=1)


def _resume(name: str = "Nguyễn Thị Mẫu", **more: object) -> Resume:
    body = {"fair": "a-fair", "name": name, "phone": "0912 345 678", "work": {"job": "welder", "years": "3"}, **more}
    filled = validate(Resume, body)
    assert isinstance(filled, Resume)
    return filled


def _keep(resources: Resources, press: str = "press", until: dt.date = DAY, **more: object) -> str:
    kept = resumes.keep(resources, _resume(**more), "vi", press, until)  # type: ignore[arg-type]
    assert isinstance(kept, resumes.Kept)
    return kept.code


def test_the_code_opens_what_was_kept_and_nothing_else_does(resources: Resources) -> None:
    """Sixteen digits with check digits bring everything back, in the language of the person; another code brings nothing."""
    code = _keep(resources)
    assert read(code, 16) == code
    kept = resumes.look_up(resources, code)
    assert isinstance(kept, resumes.Kept)
    assert (kept.resume, kept.language) == (_resume(), "vi")
    assert isinstance(resumes.look_up(resources, "0000000000000098"), resumes.UnknownResume)


def test_nothing_of_the_person_lies_on_the_disk(resources: Resources) -> None:
    """Neither name, phone nor code can be read in the row, and its length does not tell a short name from a long one."""
    code = _keep(resources)
    _keep(resources, "another", name="A")
    with resources.reader.begin() as connection:
        rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    for row in rows:
        everything = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in row.values())
        for secret in ("Nguyễn", "0912 345 678", "welder", code):
            assert secret.encode() not in everything
    assert len({len(row["sealed"]) for row in rows}) == 1


def test_the_same_press_gives_the_same_code_once(resources: Resources) -> None:
    """Pressed twice it is one row and one code; the same key for other words is refused."""
    assert _keep(resources) == _keep(resources)
    assert isinstance(resumes.keep(resources, _resume("B"), "vi", "press", DAY), resumes.PressReused)
    with resources.reader.begin() as connection:
        assert len(connection.execute(select(table)).all()) == 1


def test_a_change_keeps_the_code_and_a_deletion_leaves_nothing(resources: Resources) -> None:
    """After a change the code opens the new words; after the deletion it opens nothing, and deleting again is no error."""
    code = _keep(resources)
    assert isinstance(resumes.change(resources, code, _resume("New"), "th", DAY), resumes.Kept)
    kept = resumes.look_up(resources, code)
    assert isinstance(kept, resumes.Kept)
    assert (kept.resume.name, kept.language) == ("New", "th")
    for _ in range(2):
        resumes.delete(resources, code)
    assert isinstance(resumes.look_up(resources, code), resumes.UnknownResume)
    assert isinstance(resumes.change(resources, code, _resume(), "vi", DAY), resumes.UnknownResume)


@pytest.mark.parametrize(("days", "left"), [(1, 1), (2, 0)])
def test_on_the_day_after_the_fair_it_is_gone(resources: Resources, clock: Clock, days: int, left: int) -> None:
    """On the day of the fair the code opens it; a day later it opens nothing even before the row itself is deleted."""
    code = _keep(resources)
    clock.move(days=days)
    assert isinstance(resumes.look_up(resources, code), resumes.Kept) is bool(left)
    assert resumes.forget(resources) == 1 - left
    with resources.reader.begin() as connection:
        assert len(connection.execute(select(table)).all()) == left


def test_keeping_one_forgets_those_whose_fair_is_over(resources: Resources, clock: Clock) -> None:
    """Even when no timer runs, the next resume that is kept sweeps out the old ones."""
    _keep(resources)
    clock.move(days=2)
    _keep(resources, "another", DAY + dt.timedelta(days=9))
    with resources.reader.begin() as connection:
        assert len(connection.execute(select(table)).all()) == 1
