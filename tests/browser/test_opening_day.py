"""The first of December at nine, and the evening of the draw: walked in Chromium without JavaScript, in five languages."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from i18n.languages import LANGUAGES
from tests.browser.conftest import Running, services
from tests.browser.people import Clerk, Reader

BEFORE, OPENING, EVENING = "2026-11-30T08:00:00", "2026-12-01T09:00:05", "2026-12-08T21:00:00"
ROUND = "2027-1"
SLUGS = [language.slug for language in LANGUAGES]
PASSPORTS = {slug: f"X{number}234567" for number, slug in enumerate(SLUGS, 1)}


@contextmanager
def _phone(browser: Browser, base: str, width: int = 360) -> Iterator[Page]:
    context = browser.new_context(base_url=base, viewport={"width": width, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """Return where the service of this test keeps its things."""
    return tmp_path / "var" / "service"


def _presses_enrol(reader: Reader, course: str, **fields: str) -> None:
    """Fill the live form of a class and press until the service has decided."""
    reader.opens(f"courses/{course}/enrol")
    for name, value in {"name": f"Nguyễn {reader.slug}", "contact.phone": "0912345678", **fields}.items():
        control = reader.page.locator(f"main [name='{name}']")
        control.select_option(value) if name.startswith("wishes") else control.fill(value)
    reader.presses("form[action$='/enrol'] .button")
    if reader.page.locator("main form[data-press] input[name=press]:not([value=''])").count():
        reader.presses("form[action$='/enrol'] .button")


def _says(page: Page) -> str:
    return page.locator("main").inner_text()


def test_at_nine_in_five_languages(browser: Browser, running: Running, var: Path) -> None:
    """In each language: a wrong document number is told and nothing typed is lost; the right one gives a seat and a code.

    A class at the same time is refused with the name of the first, and the seat is given back.
    """
    titles = json.loads((running.output / "current" / "catalogue.json").read_text(encoding="utf-8"))["bookable"]
    with services(running.output, var, OPENING) as (public, _, _):
        for slug in SLUGS:
            with _phone(browser, public) as page:
                reader = Reader(page, slug)
                _presses_enrol(reader, "walls-doors-and-windows", identity="A123456788")
                assert page.locator(".field__error").count() == 1
                assert page.locator("[name=name]").input_value() == f"Nguyễn {slug}"
                _presses_enrol(reader, "walls-doors-and-windows", identity=PASSPORTS[slug])
                code = reader.number_on_paper()
                assert len(code.replace(" ", "")) == 16
                _presses_enrol(reader, "taiwan-tea-brewing", identity=PASSPORTS[slug])
                other = titles["walls-doors-and-windows"]["words"][slug]["title"]
                assert other in page.locator(".notice--urgent").inner_text()
                reader.looks_up("enrolments", code)
                reader.presses("form[action$='/cancel'] .button")
                reader.presses("form[action$='/cancel'] .button")
                assert page.locator("form[action$='/cancel']").count() == 0


def test_the_evening_of_the_draw(browser: Browser, running: Running, var: Path, tmp_path: Path) -> None:
    """Five people, one with a partner, enter a round with wishes; two clerks type the numbers; everybody finds the result.

    The recipe and the document that the site publishes verify with Python alone in an empty folder.
    """
    with services(running.output, var, BEFORE) as (public, _, _), _phone(browser, public) as page:
        page.goto(f"/en/draws/{ROUND}")
        announced = page.request.get(f"/api/v1/draws/{ROUND}").json()
        assert announced["commitment"] in _says(page)
    codes = {}
    with services(running.output, var, OPENING) as (public, _, _):
        for slug in SLUGS:
            with _phone(browser, public) as page:
                reader = Reader(page, slug)
                extra = {"partner.name": "Bình", "partner.identity": "Y7654321"} if slug == SLUGS[0] else {}
                _presses_enrol(
                    reader,
                    "family-haircuts",
                    identity=PASSPORTS[slug],
                    **extra,
                    **{"wishes.second": "ballroom-dance-for-two"},
                )
                codes[slug] = reader.number_on_paper()
    with services(running.output, var, EVENING, ("lin", "wu")) as (public, desk, staff):
        for officer in staff.values():
            with _phone(browser, desk, 1100) as page:
                clerk = Clerk(page)
                clerk.signs_in(officer)
                page.goto(f"/draws/{ROUND}")
                page.locator("[name=numbers]").fill("38 25 17 11 5")
                page.locator("main form .button").last.click()
        with _phone(browser, public) as page:
            document = page.request.get(f"/api/v1/draws/{ROUND}")
            (tmp_path / "draw.json").write_bytes(document.body())
            (tmp_path / "before.json").write_text(json.dumps(announced), encoding="utf-8")
            (tmp_path / "draw.py").write_bytes(page.request.get("/data/draw.py").body())
            assert len(document.json()["entries"]) == 5
            assert "Nguyễn" not in document.text()
            for slug in SLUGS:
                reader = Reader(page, slug)
                page.goto(f"/{slug}/draws/{ROUND}")
                assert document.json()["secret"] in _says(page)
                reader.looks_up("enrolments", codes[slug])
                assert page.locator("form[action$='/cancel']").count() == 1
    checked = subprocess.run(
        [sys.executable, "-I", "draw.py", "draw.json", "before.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout.startswith(f"OK: {ROUND}"), checked.stdout
    assert checked.returncode == 0
