"""Things that tests are made with: the clock, the stores, the universal checks of a page."""

import datetime as dt
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import lxml.html
import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.domain.intake import UNITS
from api.domain.meetings import Meeting, clashing
from api.domain.offers import OFFERS, Offer
from api.domain.staffing import Member, Role
from api.services import tickets
from api.services.desk_staff import add_staff
from api.services.resources import DeskResources, Resources
from api.services.secrets import (
    desk_private_key,
    desk_public_key,
    escrow_public_key,
    make_desk_key,
    make_escrow_key,
    pepper,
)
from api.services.signing import signing_key
from api.store.engine import open_reader, open_writer
from api.store.migrate import migrate
from api.store.writer import Writer
from i18n.languages import BY_SLUG, by_slug

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - the bureau's own time, without a zone
LEFTOVERS = ("%(", "{{", "{%", "{art-", "{tel-", "None", "Undefined", "\ue000")


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """Return the time it stands at."""
        return self.now

    def move(self, **span: float) -> None:
        """Move it forward."""
        self.now += dt.timedelta(**span)


PASSWORD = "correct horse"  # noqa: S105 - of a desk that lives for one test


def make_member(name: str = "lin", role: Role = "chief", units: Iterable[str] = UNITS) -> Member:
    """Return a member of staff who reads every language; unless said otherwise a chief of every unit."""
    return Member(name, role, frozenset(units), frozenset(BY_SLUG))


def code_of(resources: DeskResources, secret: str, steps: int = 0) -> str:
    """Return the code that the second device shows now, or so many steps later."""
    now = resources.clock().replace(tzinfo=resources.zone)
    return str(pyotp.TOTP(secret).at(now, counter_offset=steps))


def sign_in(client: FlaskClient, resources: DeskResources, member: Member | None = None) -> FlaskClient:
    """Add `member` to the staff and sign in as them."""
    member = member or make_member()
    code = code_of(resources, add_staff(resources, member, PASSWORD))
    answer = client.post("/sign-in", data={"username": member.username, "password": PASSWORD, "code": code})
    assert answer.status_code == 303, answer.status_code
    return client


class Seconds:
    """A clock that counts seconds since 1970, begins in the middle of one, and that a test moves."""

    def __init__(self) -> None:
        self.now = int(time.time()) + 0.7

    def __call__(self) -> float:
        """Return the seconds that it stands at."""
        return self.now


@contextmanager
def open_service(folder: Path, clock: Clock) -> Iterator[tuple[Resources, DeskResources]]:
    """Yield the resources of a service and of its desk below `folder`, on real files."""
    service, desk = folder / "service", folder / "desk"
    migrate(service / "service.db", "service")
    migrate(desk / "desk.db", "desk")
    make_desk_key(desk, service)
    make_escrow_key(folder / "escrow", service)
    writer, desk_writer = Writer(open_writer(service / "service.db")), Writer(open_writer(desk / "desk.db"))
    readers = [open_reader(service / "service.db"), open_reader(desk / "desk.db")]
    yield (
        Resources(
            writer,
            readers[0],
            readers[1],
            pepper(service),
            desk_public_key(service),
            escrow_public_key(service),
            signing_key(service),
            clock,
            frozenset({"email"}),
        ),
        DeskResources(
            desk_writer,
            readers[1],
            readers[0],
            desk_private_key(desk),
            signing_key(desk),
            pepper(desk),
            clock,
            ZoneInfo("Asia/Taipei"),
            escrow_public_key(service),
        ),
    )
    writer.close()
    desk_writer.close()
    for reader in readers:
        reader.dispose()


def make_offer(
    name: str = "a-class", capacity: int = 2, opens_in: float = -1, closes_in: float = 24, **more: Any
) -> Offer:
    """Return an offer whose enrolment opens and closes so many hours from now."""
    hour = dt.timedelta(hours=1)
    window = (NOW + opens_in * hour, NOW + closes_in * hour)
    return Offer(name, more.pop("allocation", "first-come"), capacity, *window, **more)


def make_meetings(day: int, hour: int = 9, hours: int = 2) -> tuple[Meeting, ...]:
    """Return one meeting, so many days from now, at that hour."""
    starts_at = NOW.replace(hour=hour) + dt.timedelta(days=day)
    return (Meeting(starts_at, starts_at + dt.timedelta(hours=hours)),)


def announce(*offers: Offer) -> dict[str, Offer]:
    """Return `offers` as a build announces them, each with those that meet at one of the same times."""
    others = clashing({offer.id: offer.meetings for offer in offers})
    return {offer.id: replace(offer, clashes=others[offer.id]) for offer in offers}


def publish(output: Path, offers: Iterable[Offer]) -> None:
    """Write a build below `output` that announces `offers` and has no pages."""
    folder = output / "builds" / "offers"
    folder.mkdir(parents=True)
    frame = {
        "base_url": "http://127.0.0.1",
        "hotline": "1955",
        "police": "110",
        "built_on": "2026-11-21",
        "timezone": "Asia/Taipei",
    }
    catalogue = {
        "courses": [],
        "offers": OFFERS.dump_python(list(offers), mode="json"),
        "bookable": {},
        "titles": {},
        "fairs": [],
        "districts": {},
    }
    files = {
        "build": {"build": "offers", "frame": frame},
        "catalogue": catalogue,
        "law": {"figures": {}, "articles": {}},
    }
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (output / "current").symlink_to("builds/offers")


def began(client: FlaskClient, seconds: int = 120) -> dict[str, str]:
    """Return what the first page of a form gave along so many seconds ago."""
    pepper: bytes = client.application.extensions["resources"].pepper
    return {"ticket": tickets.issue(pepper, "page", int(time.time()) - seconds)}


def check_page(html: str, path: str) -> lxml.html.HtmlElement:
    """Check everything that is promised of all pages; return the parsed page."""
    assert html.startswith("<!doctype html>"), f"{path}: no doctype"
    page = lxml.html.document_fromstring(html)
    slug = path.strip("/").split("/")[0]
    if language := by_slug(slug):
        assert page.get("lang") == language.tag, f"{path}: lang is {page.get('lang')}"
    assert (page.findtext(".//title") or "").strip(), f"{path}: no title"
    assert len(page.findall(".//h1")) == 1, f"{path}: needs one h1"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"{path}: an id stands twice: {sorted(ids)}"
    assert not page.xpath("//*[@style or @onclick or @onload]"), f"{path}: inline style or handler"
    assert not page.xpath("//style"), f"{path}: inline style sheet"
    for name in page.xpath("//@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href"):
        assert str(name).startswith("/static/") or name == "/desk.css", f"{path}: asks {name} of somebody else"
    for control in page.xpath("//input[not(@type='hidden' or @hidden)] | //textarea | //select"):
        labelled = page.xpath(f"//label[@for='{control.get('id')}']")
        assert labelled, f"{path}: control {control.get('name')} has no label"
    for form in page.findall(".//form"):
        assert form.get("action"), f"{path}: a form without action"
    for link in page.xpath("//a[@href]"):
        assert link.text_content().strip(), f"{path}: an empty link to {link.get('href')}"
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), f"{path}: heading levels jump"
    words = page.text_content()
    for leftover in LEFTOVERS:
        assert leftover not in words, f"{path}: {leftover!r} is left over"
    assert page.find_class("skip"), f"{path}: no skip link"
    if "desk" not in (page.find("body").get("class") or ""):
        _check_frame(page, path)
    return page


def _check_frame(page: lxml.html.HtmlElement, path: str) -> None:
    """Check what frames every public page: search, menu, the way back, and the number to call."""
    is_alone = bool(page.find_class("tongues"))
    assert is_alone or page.xpath("//form[@role='search']"), f"{path}: no search"
    assert is_alone or page.find_class("language-menu"), f"{path}: no language menu"
    assert page.xpath("//aside[@class='call-bar']//a[starts-with(@href, 'tel:')]"), f"{path}: no number to call"
    parts = [part for part in path.split("/") if part and part != "index.html"]
    assert is_alone or len(parts) == 1 or page.find_class("breadcrumbs"), f"{path}: no breadcrumbs"


def visit(
    client: FlaskClient, path: str, status: int = 200, form: dict[str, str] | None = None
) -> lxml.html.HtmlElement:
    """Open `path` (or post `form` to it) and check the page and the headers of the answer."""
    response: TestResponse = client.get(path) if form is None else client.post(path, data=form)
    assert response.status_code == status, f"{path}: {response.status_code}, not {status}"
    assert response.mimetype == "text/html", f"{path}: {response.mimetype}"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"], f"{path}: no content security policy"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    page = check_page(response.text, path)
    if any(part in path for part in ("/complaints", "/cases", "/go/", "/diary")):
        _check_traces(response, page, path)
    return page


def _check_traces(response: TestResponse, page: lxml.html.HtmlElement, path: str) -> None:
    """Check what keeps a sensitive page out of the browser's files: headers, a title that tells nothing, forms that are not kept."""
    assert response.headers["Cache-Control"] == "no-store", f"{path}: may be kept"
    assert response.headers["Referrer-Policy"] == "no-referrer", f"{path}: tells where one came from"
    assert page.findtext(".//title") == page.xpath("string(//a[@class='brand'])"), f"{path}: the title tells something"
    assert page.xpath("//link[@rel='icon']/@href") == ["/static/plain.svg"], f"{path}: the icon tells something"
    for form in page.xpath("//form[@method='post']"):
        assert form.get("autocomplete") == "off", f"{path}: the state of {form.get('action')} is kept"
        assert form.xpath(".//input[@type='password'][@value]"), f"{path}: the body of {form.get('action')} is kept"
