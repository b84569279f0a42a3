"""A desk with real stores and a small build of its own: what its tests and its pictures are made with."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
from flask import Flask
from flask.testing import FlaskClient

from api.domain.offers import OFFERS, Offer
from api.domain.staffing import Role
from api.forms.base import validate
from api.forms.enrolment import Enrolment
from api.services import enrolling, ordering, timing
from api.services.enrolling import Enrolled
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.services.rosters import roster
from api.web.desk import create_desk
from i18n.languages import LANGUAGES
from tests.support import NOW, Clock, announce, check_page, make_member, open_service, sign_in


def publish(output: Path, offers: dict[str, Offer]) -> Published:
    """Write a build that announces `offers` and nothing else, and follow it."""
    folder = output / "builds" / "one"
    folder.mkdir(parents=True)
    frame = {"base_url": "http://127.0.0.1:8000", "hotline": "1955", "police": "110", "timezone": "Asia/Taipei"}
    words = {name: {each.slug: {"title": name.replace("-", " ").title()} for each in LANGUAGES} for name in offers}
    catalogue = {
        "courses": [],
        "offers": OFFERS.dump_python(list(offers.values()), mode="json"),
        "bookable": {name: {"folder": "courses", "sample": True, "words": words[name]} for name in offers},
        "titles": {},
        "fairs": [],
        "districts": {},
    }
    built = {"build": "one", "frame": frame | {"built_on": NOW.date().isoformat()}}
    for name, data in (("build", built), ("catalogue", catalogue), ("law", {"figures": {}, "articles": {}})):
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    (output / "current").symlink_to("builds/one")
    return Published(output)


@dataclass
class Desk:
    """A desk with its service behind it; the service carries orders out while the desk waits, unless it `is_away`."""

    service: Resources
    resources: DeskResources
    offers: dict[str, Offer]
    published: Published
    clock: Clock
    is_away: bool = False
    held: dict[str, Enrolled] = field(default_factory=dict)

    def carry_out(self, seconds: float = 0) -> None:
        """Carry out what was ordered, as the service does a moment later."""
        del seconds
        if not self.is_away:
            ordering.carry_out(self.service, self.offers)

    def tick(self) -> None:
        """Let the service do what is due."""
        timing.tick(self.service, self.offers)

    def app(self) -> Flask:
        """Return the desk as it is served, with sessions of its own."""
        return create_desk(self.published, self.resources, b"test", self.carry_out)

    def client(self, officer: str = "lin", language: str = "en", role: Role = "chief") -> FlaskClient:
        """Return a client that has signed in as `officer`."""
        client = self.app().test_client()
        client.post("/language", data={"language": language, "back": "/"})
        return sign_in(client, self.resources, make_member(officer, role))

    def enrol(self, *names: str, course: str = "a-class", **more: Any) -> None:
        """Let people press the button, in this order."""
        for name in names:
            body = {"name": name, "contact": {"phone": "0912 345 678"}, "course": course, **more}
            form = validate(Enrolment, body)
            assert isinstance(form, Enrolment), form
            wishes = enrolling.wished(form, self.offers)
            assert wishes
            got = enrolling.enrol(self.service, self.offers, wishes, form, f"press of {name} {course}", "vi")
            assert isinstance(got, Enrolled), got
            self.held[name] = got

    def entry(self, name: str, course: str = "a-class") -> str:
        """Return the number of the entry of `name`, as the form of the roster sends it."""
        found = roster(self.resources, course)
        return str(next(row.entry for row in (*found.rows, *found.gone) if row.name == name))

    def state(self, name: str, course: str = "a-class") -> tuple[str, int]:
        """Return state and place of `name` on the list."""
        found = roster(self.resources, course)
        return next((row.state, row.place) for row in (*found.rows, *found.gone) if row.name == name)


@contextmanager
def open_desk(folder: Path, clock: Clock, *offers: Offer) -> Iterator[Desk]:
    """Yield a desk for `offers`, on real files below `folder`."""
    announced = announce(*offers)
    with open_service(folder, clock) as (service, resources):
        yield Desk(service, resources, announced, publish(folder / "output", announced), clock)


def opened(client: FlaskClient, path: str, status: int = 200, **form: Any) -> lxml.html.HtmlElement:
    """Open `path`, or post `form` to it, and check the page."""
    answer = client.post(path, data=form) if form else client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}, not {status}"
    return check_page(answer.text, path)


def said(client: FlaskClient, path: str, **form: Any) -> str:
    """Post `form` to `path` and return the words of the page that it leads to."""
    answer = client.post(path, data=form, follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    assert answer.history, f"{path} did not lead on"
    return str(check_page(answer.text, path).text_content())
