"""Complaints as tests file them: what is answered at each door, and a person who goes through its pages."""

from typing import Any

import lxml.html
from flask.testing import FlaskClient

from api.forms.base import validate
from api.forms.filing import Filing, filing
from tests.support import visit

CATEGORIES = {"dispute": "wages", "migrant": "papers", "discrimination": "harassment", "corruption": "bribe"}
OTHER_SIDE = {"name": "大港鋼鐵股份有限公司", "address": "高雄市小港區中鋼路1號"}


def answers(door: str = "case", kind: str = "migrant", what: str = "x", **parts: Any) -> dict[str, Any]:
    """Return the answers that `door` must have about `kind`, and the `parts` given."""
    needed: dict[str, Any] = {"about": {"category": CATEGORIES.get(kind, "other")}, "story": {"what": what}}
    if door == "mediation":
        needed |= {
            "applicant": {"name": "Nguyễn Thị Lan", "phone": "0912345678"},
            "respondent": OTHER_SIDE,
            "demand": {"wish": "Lương tháng 3", "method": "mediator"},
        }
    return needed | parts


def body(door: str = "case", kind: str = "migrant", what: str = "x", **parts: Any) -> dict[str, Any]:
    """Return a complaint as the JSON interface takes it."""
    return {"door": door, "kind": kind, "answers": answers(door, kind, what, **parts)}


def filled(door: Any = "case", kind: str = "migrant", what: str = "x", **parts: Any) -> Filing:
    """Return a complaint as the services take it."""
    form = validate(filing(door, kind), body(door, kind, what, **parts))
    assert isinstance(form, Filing), form
    return form


def flat(parts: dict[str, Any]) -> dict[str, str]:
    """Return answers by the names of the fields of a page."""
    return {f"answers.{part}.{name}": value for part, found in parts.items() for name, value in found.items()}


class Person:
    """Somebody who files a complaint page by page and sends what each page holds, as a browser does."""

    def __init__(self, client: FlaskClient, slug: str = "en", door: str = "case", kind: str = "migrant") -> None:
        self.client, self.slug, self.door, self.kind = client, slug, door, kind
        self.page = self.sends({"door": door, "to": "begin"})
        if door != "mediation":
            self.goes_on(kind=kind)

    def sends(self, form: dict[str, str], status: int = 200, to: str = "go/on") -> lxml.html.HtmlElement:
        """Post `form` and look at what comes."""
        self.page = visit(self.client, f"/{self.slug}/{to}", status, form)
        return self.page

    def held(self) -> dict[str, str]:
        """Return what the page would send: hidden fields, and what is typed and chosen; a browser drops the first line end."""
        form = self.page.xpath("//main//form")[0]
        return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}

    def goes_on(self, status: int = 200, way: str = "next", /, **typed: str) -> lxml.html.HtmlElement:
        """Fill the page in and press one of its buttons."""
        return self.sends(self.held() | typed | {"to": way}, status)

    def answers_all(self, what: str = "x", **parts: Any) -> None:
        """Go through all pages up to the check."""
        every = flat(answers(self.door, self.kind, what, **parts))
        while not self.page.xpath("//button[@value='file']"):
            names = set(self.page.xpath("//main//form//@name"))
            self.goes_on(**{name: value for name, value in every.items() if name in names})

    def files(self, what: str = "x", **parts: Any) -> str:
        """File it; return the receipt."""
        self.answers_all(what, **parts)
        self.goes_on(201, "file")
        return str(self.page.xpath("//p[@class='receipt__number']")[0].text_content())
