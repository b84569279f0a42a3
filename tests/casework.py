"""Cases at a desk as tests need them: filed through the service, read and answered through the pages."""

from collections.abc import Iterable
from typing import Any

import lxml.html
from flask.testing import FlaskClient

from api.domain.staffing import Role
from api.services import case_linking, complaining, returning
from api.services.complaining import Lodged
from tests.desk import Desk
from tests.filing import filled
from tests.support import make_member, sign_in


def lodge(desk: Desk, what: str = "x", lang: str = "vi", files: Iterable[bytes] = (), **more: Any) -> Lodged:
    """File a complaint at the service of `desk`, with files; link it as the desk does a moment later."""
    waiting = [complaining.stage(desk.service, content, "jpg") for content in files]
    tickets = tuple(each.ticket for each in waiting if isinstance(each, complaining.Staged))
    form = filled(what=what, **more).model_copy(update={"files": tickets})
    got = complaining.lodge(desk.service, form, lang, f"press of {what} {more}")
    assert isinstance(got, Lodged), got
    case_linking.Linking(desk.resources).round()
    return got


def officer(desk: Desk, name: str = "lin", role: Role = "officer", units: Iterable[str] = ("migrants",)) -> FlaskClient:
    """Return a client that has signed in as an officer of `units`, in English."""
    client = desk.app().test_client()
    client.post("/language", data={"language": "en", "back": "/"})
    return sign_in(client, desk.resources, make_member(name, role, units))


def held(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the hidden fields of the form of a page of a case."""
    return {each.get("name"): each.get("value") for each in page.xpath("//main//form//input[@type='hidden']")}


def reply(client: FlaskClient, reference: str, status: int = 303, **form: Any) -> str:
    """Preview a reply and send it as it was shown; return the page or the address that it leads to."""
    path = f"/cases/{reference}/reply"
    start = held(lxml.html.document_fromstring(client.get(path).text))
    filled_in = {"step": "answered", "lang": "en"} | {name.replace("__", "."): value for name, value in form.items()}
    shown = client.post(path, data=start | filled_in)
    assert shown.status_code == 200, shown.text
    sent = client.post(path, data=held(lxml.html.document_fromstring(shown.text)) | filled_in | {"do": "send"})
    assert sent.status_code == status, sent.status_code
    return sent.text


def looked_up(desk: Desk, lodged: Lodged) -> returning.CaseView:
    """Return what the holder of the receipt sees."""
    found = returning.look_up(desk.service, lodged.receipt)
    assert isinstance(found, returning.CaseView)
    return found
