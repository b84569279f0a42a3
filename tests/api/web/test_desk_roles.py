"""Who may open which page of the desk: every address is walked in every role, and outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from api.domain.intake import UNITS, unit_of
from api.domain.staffing import ROLES, Member, Permission, Role
from api.forms.base import validate
from api.forms.filing import Filing, filing
from api.services import desk_staff
from api.services.complaining import lodge
from tests.desk import Desk, open_desk, opened
from tests.support import PASSWORD, Clock, code_of, make_member, make_offer, sign_in

OPEN = {
    "desk.stylesheet",
    "desk_frame.choose_language",
    "desk_sign_in.sign_in",
    "desk_sign_in.sign_in_form",
    "desk_sign_in.sign_out",
}
"""What can be reached without signing in; nothing else may."""
VALUES = {"name": "a-class", "reference": "2026-000001", "day": "2026-11-21", "number": 1}


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk that keeps the list of one class."""
    with open_desk(tmp_path, clock, make_offer()) as found:
        yield found


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in OPEN]


def _permission(app: Flask, rule: Rule) -> Permission | None:
    found: Permission | None = getattr(app.view_functions[rule.endpoint], "permission", None)
    return found


def _asked(client: FlaskClient, rule: Rule) -> tuple[int, str]:
    """Ask for `rule` with its method; return status and where it leads to."""
    unknown = rule.arguments - VALUES.keys()
    assert not unknown, f"{rule.rule}: name a value for {unknown} in VALUES"
    path = client.application.url_map.bind("").build(rule.endpoint, {name: VALUES[name] for name in rule.arguments})
    method = "POST" if "POST" in (rule.methods or ()) else "GET"
    answer = client.open(path, method=method)
    return answer.status_code, answer.headers.get("Location", "")


def test_every_address_asks_for_a_permission(desk: Desk) -> None:
    """Each address of the desk but the 5 of signing in, language and style sheet names what it asks for."""
    app = desk.client().application
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= OPEN
    assert [rule.rule for rule in _rules(app) if _permission(app, rule) not in get_args(Permission)] == []
    assert len(_rules(app)) >= 20


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_own_pages_and_no_other(desk: Desk, role: Role) -> None:
    """In each of 4 roles, each address answers 403 in words exactly where the role does not include what it asks for."""
    client = desk.client("lin", role=role)
    for rule in _rules(client.application):
        permission = _permission(client.application, rule)
        assert permission
        status, leads_to = _asked(client, rule)
        is_refused = status == 403 or (rule.rule == "/" and leads_to == "/audit")
        assert is_refused == (permission not in ROLES[role].may), f"{role} {rule.rule}: {status} {leads_to}"
        assert leads_to != "/sign-in", rule.rule
        assert status < 500, f"{role} {rule.rule}: {status}"


def test_outside_every_address_leads_to_the_sign_in_form(desk: Desk) -> None:
    """Nobody reaches anything without a session, with whatever method."""
    outside = desk.client().application.test_client()
    for rule in _rules(outside.application):
        assert _asked(outside, rule) == (303, "/sign-in"), rule.rule


def test_what_a_role_may_do_is_what_the_brief_says() -> None:
    """An auditor reads no words of cases and no lists; only a second officer or a chief confirms; only a chief sees staff."""
    may: dict[Permission, set[str]] = {
        permission: {role for role, row in ROLES.items() if permission in row.may}
        for permission in get_args(Permission)
    }
    everybody = set(ROLES)
    assert may["cases"] == may["lists"] == may["names"] == may["refer"] == everybody - {"auditor"}
    assert may["second"] == {"second", "chief"}
    assert may["escalations"] == may["retention"] == may["staff"] == {"chief"}
    assert may["audit"] == may["closings"] == {"chief", "auditor"}
    assert may["statistics"] == everybody


def test_cases_are_seen_by_their_unit_and_corruption_by_its_own_alone() -> None:
    """An officer sees the cases of their units, a chief those of all units but the ethics office, an auditor none."""
    officer = Member("lin", "officer", frozenset({"migrants"}))
    assert [unit for unit in UNITS if officer.sees(unit)] == ["migrants"]
    assert [unit for unit in UNITS if not Member("wu", "chief").sees(unit)] == ["ethics"]
    assert Member("wu", "chief", frozenset({"ethics"})).sees("ethics")
    assert not any(Member("ho", "auditor", frozenset(UNITS)).sees(unit) for unit in UNITS)
    assert unit_of("corruption", "case") == "ethics"


def test_a_page_of_another_role_is_a_sentence_with_the_way_back(desk: Desk) -> None:
    """An auditor who opens a list gets a designed page with status 403 and a link to their first page, in both languages."""
    for language, words in (("en", "not part of your role"), ("zh-hant", "")):
        client = desk.client("ho", language, "auditor")
        page = opened(client, "/courses/a-class", 403)
        assert words in page.text_content()
        assert page.xpath("//main//a/@href") == ["/audit"]
        assert [str(link) for link in page.xpath("//nav//a/@href")] == ["/audit", "/statistics"]


def test_signing_in_leads_each_role_to_its_first_page(desk: Desk) -> None:
    """An officer begins at the cases, an auditor at the audit; the bare address leads there, too."""
    begins: dict[Role, str] = {"officer": "/", "auditor": "/audit"}
    for role, first in begins.items():
        client = desk.client("lin", role=role)
        code = code_of(desk.resources, desk_staff.add_staff(desk.resources, make_member("lin", role), PASSWORD))
        answer = client.post("/sign-in", data={"username": "lin", "password": PASSWORD, "code": code})
        assert (answer.status_code, answer.headers["Location"]) == (303, first)
        assert (client.get("/").headers.get("Location") or "/") == first


def test_a_wrong_name_password_or_code_is_one_sentence(desk: Desk) -> None:
    """Three wrong answers are byte for byte one page with status 403 but for the name typed; a half code is said at its field."""
    client = desk.client().application.test_client()
    secret = desk_staff.add_staff(desk.resources, make_member(), PASSWORD)
    right = {"username": "lin", "password": PASSWORD, "code": code_of(desk.resources, secret)}
    pages = set()
    for wrong in ({"username": "nobody"}, {"password": "wrong"}, {"code": "000000"}):
        answer = client.post("/sign-in", data=right | wrong)
        assert answer.status_code == 403
        pages.add(answer.text.replace("nobody", "lin"))
        assert PASSWORD not in answer.text
    assert len(pages) == 1
    opened(client, "/sign-in", 422, **(right | {"code": "12 34"}))
    spaced = f"{right['code'][:3]} {right['code'][3:]}"
    assert client.post("/sign-in", data=right | {"code": spaced}).status_code == 303


def test_too_many_wrong_tries_say_how_long_to_wait(desk: Desk) -> None:
    """The seventh answer is 429 with Retry-After and the seconds in words."""
    client = desk.client().application.test_client()
    form = {"username": "lin", "password": "wrong", "code": "000000"}
    for _ in range(6):
        answer = client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")


def test_no_second_factor_is_enrolled_or_read_over_the_web(desk: Desk) -> None:
    """SecureDrop's IDOR on 2FA enrolment: no address takes a member's name, and no page shows a secret, a chief's included."""
    client = desk.client()
    secret = desk_staff.add_staff(desk.resources, make_member("chen"), PASSWORD)
    rules = [rule.rule for rule in client.application.url_map.iter_rules()]
    assert [rule for rule in rules if any(word in rule for word in ("totp", "factor", "secret", "staff/"))] == []
    assert [rule.rule for rule in client.application.url_map.iter_rules() if rule.rule == "/staff"] == ["/staff"]
    assert client.post("/staff", data={"username": "chen"}).status_code == 405
    for path in ("/staff", "/audit"):
        assert secret not in client.get(path).text


def test_another_site_cannot_sign_somebody_out_or_in(desk: Desk) -> None:
    """SecureDrop's CSRF on sign-out: a press from another site is 403 and the session goes on; a link signs nobody out."""
    client = desk.client()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert client.post("/sign-out", headers=headers).status_code == 403
        assert client.post("/sign-in", data={"username": "x"}, headers=headers).status_code == 403
    assert client.get("/sign-out").status_code == 405
    assert client.get("/").status_code == 200
    assert client.post("/sign-out").status_code == 303
    assert client.get("/").status_code == 303


def test_the_audit_page_tells_who_did_what(desk: Desk, clock: Clock) -> None:
    """Opening a list once a day, saving it each time, signing in and out are told, newest first, by action and by name."""
    chief = desk.client("wu")
    clock.move(seconds=60)
    lin = desk.client("lin", role="officer")
    for path in (
        "/courses/a-class",
        "/courses/a-class",
        "/courses/a-class/roster.csv",
        "/courses/a-class/attendance.csv",
    ):
        assert lin.get(path).status_code == 200
    lin.post("/sign-out")
    rows = [
        [cell.text_content() for cell in row.findall("td")] for row in opened(chief, "/audit").findall(".//tbody/tr")
    ]
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("lin", "signed out", "lin"),
        ("lin", "saved a list with names as a table", "a-class"),
        ("lin", "saved a list with names as a table", "a-class"),
        ("lin", "opened a list with names", "a-class"),
        ("lin", "signed in", "lin"),
        ("by command", "added a member of staff", "lin"),
        ("wu", "signed in", "wu"),
        ("by command", "added a member of staff", "wu"),
    ]
    for query, found in (
        ("action=signed-in", 2),
        ("reference=a-class", 3),
        ("reference=wu", 2),
        ("before=3", 2),
        ("before=x", 8),
    ):
        assert len(opened(chief, f"/audit?{query}").findall(".//tbody/tr")) == found, query
    assert opened(chief, "/audit?reference=nothing").find(".//tbody") is None


def test_a_long_audit_is_read_page_by_page(desk: Desk) -> None:
    """Of 205 rows the first page shows 100, the second 100, the third 5, each once."""
    chief = desk.client("wu")
    for _ in range(203):
        desk_staff.sign_out(desk.resources, "wu")
    address, seen = "/audit", []
    for expected in (100, 100, 5):
        page = opened(chief, address)
        numbers = [row.findtext("td") for row in page.findall(".//tbody/tr")]
        assert len(numbers) == expected
        seen += numbers
        address = next(iter(page.xpath("//main//a[contains(@href, 'before=')]/@href")), "")
    assert address == ""
    assert len(set(seen)) == 205


def test_the_page_of_staff_shows_everybody(desk: Desk) -> None:
    """Name, role, units and languages stand in words; who never signed in says so; both languages of the desk."""
    desk_staff.add_staff(desk.resources, Member("chen", "second", frozenset({"migrants"}), frozenset()), PASSWORD)
    for language in ("en", "zh-hant"):
        page = opened(desk.client("wu", language), "/staff")
        rows = [[cell.text_content() for cell in row.findall("td")] for row in page.findall(".//tbody/tr")]
        assert [row[0] for row in rows] == ["chen", "wu"]
        if language == "en":
            assert rows[0][1:] == ["second officer", "Migrant workers section", "–", "never"]
            assert rows[1][1] == "section chief"


def test_a_case_of_another_unit_is_not_there(desk: Desk) -> None:
    """A case about papers is there for its unit and a chief; no address of one about corruption is there for a chief.

    That is asked of every address that names a case, of an officer of another unit and of a chief.
    """
    answers = {"about": {"category": "papers"}, "story": {"what": "They keep my passport."}, "person": {"name": "Anh"}}
    form = validate(filing("case", "migrant"), {"door": "case", "kind": "migrant", "answers": answers})
    assert isinstance(form, Filing), form
    lodge(desk.service, form, "vi", "one press")
    app = desk.app()
    inside = sign_in(app.test_client(), desk.resources, make_member("lin", "officer", {"migrants"}))
    other = sign_in(app.test_client(), desk.resources, make_member("ho", "second", {"safety", "ethics"}))
    chief = sign_in(app.test_client(), desk.resources, make_member("wu", "chief", ()))
    rules = [rule for rule in _rules(app) if "reference" in rule.arguments]
    assert len(rules) >= 5
    assert [client.get("/cases/2026-000001").status_code for client in (inside, chief)] == [200, 200]
    for rule in rules:
        permission = _permission(app, rule)
        if permission in ROLES["second"].may:
            assert _asked(other, rule)[0] == 404, rule.rule
    desk.service.writer.write(lambda connection: connection.exec_driver_sql("UPDATE cases SET kind = 'corruption'"))
    for rule in rules:
        assert _asked(chief, rule)[0] == 404, rule.rule
    for client, is_there in ((chief, False), (inside, False), (other, True)):
        assert ("2026-000001" in client.get("/").text) == is_there
    assert other.get("/cases/2026-000001").status_code == 200
