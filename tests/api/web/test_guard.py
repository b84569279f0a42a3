"""What stands before a press: it keeps everything that was written, and lets through whoever waits or works."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import altcha
import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client

from api.domain import pacing
from api.domain.codes import derive
from api.domain.pacing import AT_ONCE
from api.services.case_queue import queue
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.services.slowing import Slowing, network_of
from api.web.factory import create_app
from api.web.guard import guard
from api.web.serving import server_of
from api.web.uploads import most_bytes
from i18n.languages import LANGUAGES, SOURCE
from tests.filing import Person, answers, body, flat
from tests.support import ROOT, Seconds, began, make_member, visit

SLUGS = [language.slug for language in LANGUAGES]
HOSTILE = '"><script>alert(1)</script>'
STORY = f"ไม่จ่ายค่าจ้าง\n{HOSTILE}"
FORM = {"door": "case", "kind": "migrant", "at": "check", "to": "file", "press": "one press of mine"} | flat(
    answers(what=STORY)
)
CALL = body()


@pytest.fixture
def seconds() -> Seconds:
    """Return a clock that stands at this second."""
    return Seconds()


@pytest.fixture
def slow(output: Path, resources: Resources, seconds: Seconds) -> FlaskClient:
    """Return a client of a service whose seconds a test counts."""
    return create_app(Published(output), resources, Slowing(resources.pepper, seconds)).test_client()


def _hidden(page: Any) -> dict[str, str]:
    return {field.get("name"): field.get("value") for field in page.xpath("//form[@data-wait]//input[@name]")}


def _key(number: int) -> dict[str, str]:
    return {"Idempotency-Key": f"a key for one press, number {number}"}


def _solution(challenge: dict[str, Any]) -> str:
    found = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    assert found
    return altcha.Payload(altcha.Challenge.from_dict(challenge), found).to_base64()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_waiting_keeps_every_word_and_files_it_in_time(
    slow: FlaskClient, seconds: Seconds, desk_resources: DeskResources, slug: str
) -> None:
    """Filed in no time: 429 and 5 seconds in words; early tells the rest; in time the same words are filed, once."""
    address = f"/{slug}/go/on"
    page = visit(slow, address, 429, FORM | {"extra": "", "answers.person.name": ""})
    kept = _hidden(page)
    assert {name: kept[name] for name in FORM} == FORM
    assert kept.keys() == FORM.keys() | {"answers.person.name", "ticket", "turn"}
    assert page.find(".//form[@data-wait]").get("action") == address
    assert "5" in page.find_class("notice")[0].text_content()
    assert not page.xpath("//main//script")
    assert queue(desk_resources, make_member(), ()) == []
    seconds.now += 2
    early = visit(slow, address, 429, kept)
    assert early.find(".//form[@data-wait]").get("data-wait") == "3"
    seconds.now += 3
    visit(slow, address, 201, _hidden(early))
    visit(slow, address, 200, _hidden(early))
    assert len(queue(desk_resources, make_member(), ())) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_another_language_on_a_page_of_waiting_loses_nothing_and_files_nothing(
    slow: FlaskClient, seconds: Seconds, desk_resources: DeskResources, slug: str
) -> None:
    """Four buttons carry every word to "check your answers" in their language; no link leads out of the page but the way home.

    Nothing is filed by them, and after the wait the same words are filed from there with one press.
    """
    page = visit(slow, f"/{slug}/go/on", 429, FORM)
    tongues = page.xpath("//form[@data-wait]//*[@class='tongues']/button")
    assert sorted(each.get("formaction") for each in tongues) == sorted(
        f"/{other}/go/on" for other in SLUGS if other != slug
    )
    assert [href for href in page.xpath("//header//a/@href") if href != f"/{slug}/"] == []
    seconds.now += 6
    for each in tongues:
        carried = MultiDict([*_hidden(page).items(), (each.get("name"), each.get("value"))])
        there = visit(slow, each.get("formaction"), 200, carried)
        kept = {field.get("name"): field.get("value") for field in there.xpath("//main//input[@name]")}
        assert {name: kept[name] for name in FORM if name != "to"} == {n: v for n, v in FORM.items() if n != "to"}
    assert queue(desk_resources, make_member(), ()) == []
    visit(slow, tongues[-1].get("formaction"), 201, kept | {"to": "file"})
    assert len(queue(desk_resources, make_member(), ())) == 1


def test_another_language_while_a_look_up_waits_keeps_the_digits(slow: FlaskClient) -> None:
    """The thirty-first look-up waits; its buttons send the same digits to the same neutral address in their language."""
    number = derive(b"guess", b"one", 26)
    for _ in range(AT_ONCE):
        assert slow.post("/api/v1/cases/lookup", json={"receipt": number}).status_code == 404
    for address in ("go/mine", "go/proof"):
        page = visit(slow, f"/id/{address}", 429, {"receipt": number})
        button = page.xpath(f"//*[@class='tongues']/button[@formaction='/th/{address}']")[0]
        there = visit(slow, button.get("formaction"), 429, _hidden(page))
        assert (_hidden(there)["receipt"], button.get("name")) == (number, None)


def test_the_wait_is_told_to_programs_too(slow: FlaskClient) -> None:
    """Every page of waiting has the status 429, Retry-After, no-store, and no referrer."""
    answer = slow.post("/vi/go/on", data=FORM)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_a_filled_hidden_field_waits_longer_and_loses_nothing(slow: FlaskClient, seconds: Seconds) -> None:
    """A browser that fills it costs its owner 20 seconds; the field is not carried along, and the complaint is filed."""
    form = FORM | began(slow) | {"extra": "https://spam.example"}
    page = visit(slow, "/en/go/on", 429, form)
    assert page.find(".//form[@data-wait]").get("data-wait") == "20"
    assert "extra" not in _hidden(page)
    seconds.now += 20
    visit(slow, "/en/go/on", 201, _hidden(page))


def test_a_solved_challenge_files_at_once(slow: FlaskClient) -> None:
    """What the script sends, the solution beside the kept fields, is filed without a second of waiting."""
    page = visit(slow, "/th/go/on", 429, FORM)
    challenge = page.find(".//form[@data-wait]").get("data-challenge")
    solution = _solution(json.loads(challenge))
    visit(slow, "/th/go/on", 201, _hidden(page) | {"altcha": solution})


def test_the_first_page_carries_a_ticket_and_a_field_that_people_leave_empty(slow: FlaskClient) -> None:
    """The field is hidden, out of the tab order, never filled by a browser that asks, and labelled for whoever meets it."""
    page = visit(slow, "/en/go/on", 200, {"door": "case", "to": "begin"})
    trap = page.xpath("//input[@name='extra']")[0]
    assert (trap.get("tabindex"), trap.get("autocomplete"), trap.get("value")) == ("-1", "off", "")
    around = trap.getparent()
    assert (around.get("aria-hidden"), around.get("class")) == ("true", "visually-hidden")
    assert around.findtext("label") == "Leave this empty"
    assert re.fullmatch(r"\d+\.[0-9a-f]{16}\.[0-9a-f]{32}", page.xpath("//input[@name='ticket']/@value")[0])


def test_every_value_of_a_field_is_carried(slow: FlaskClient) -> None:
    """A field that was ticked three times comes back three times."""
    fields = MultiDict([("languages", "a"), ("languages", "b"), ("languages", "c"), ("turn", "x"), ("altcha", "y")])
    with slow.application.test_request_context("/", method="POST"):
        page = guard(SOURCE, "go/on", fields)
    assert page
    names = re.findall(r'type="hidden" name="(\w+)"', page.get_data(as_text=True))
    assert names == ["languages", "languages", "languages", "ticket", "turn"]


def test_mistakes_do_not_count(slow: FlaskClient) -> None:
    """Forty times something missing, forty wrong receipts: each is told its mistake, and the right press goes through."""
    for _ in range(40):
        assert slow.post("/en/go/on", data=FORM | {"answers.story.what": " "}).status_code == 422
        assert slow.post("/api/v1/cases", json={}, headers=_key(1)).status_code == 422
        assert slow.post("/en/cases", data={"receipt": "1" * 26}).status_code == 422
        assert slow.post("/api/v1/cases/lookup", json={"receipt": "1" * 26}).status_code == 422
    visit(slow, "/en/go/on", 201, FORM | began(slow))
    assert slow.post("/api/v1/cases", json=CALL, headers=_key(2)).status_code == 201


def test_guesses_of_receipts_are_slowed_before_the_slow_derivation(
    slow: FlaskClient, resources: Resources, seconds: Seconds
) -> None:
    """Thirty unknown receipts are 404, the next is a page of waiting that keeps what was typed; in time it is looked up."""
    numbers = [derive(b"guess", str(number).encode(), 26) for number in range(AT_ONCE + 2)]
    for number in numbers[:AT_ONCE]:
        assert slow.post("/api/v1/cases/lookup", json={"receipt": number}).status_code == 404
    page = visit(slow, "/id/cases", 429, {"receipt": numbers[-2]})
    assert _hidden(page)["receipt"] == numbers[-2]
    told = slow.post("/api/v1/cases/lookup?lang=id", json={"receipt": numbers[-1]})
    assert (told.status_code, told.headers["Retry-After"]) == (429, "2")
    solution = _solution(told.get_json()["altcha"])
    assert slow.post("/api/v1/cases/lookup", json={"receipt": numbers[-1], "altcha": solution}).status_code == 404
    again = slow.post("/api/v1/cases/lookup", json={"receipt": numbers[-1], "altcha": solution})
    assert again.status_code == 429
    seconds.now += 2
    visit(slow, "/id/cases", 404, _hidden(page))
    assert resources.pepper not in told.data


def test_a_flood_of_calls_is_told_when_to_come_back_and_what_to_solve(slow: FlaskClient, seconds: Seconds) -> None:
    """The thirty-first case in a moment is 429 in words with a challenge; solved, or two seconds later, it is filed."""
    for number in range(AT_ONCE):
        assert slow.post("/api/v1/cases", json=CALL, headers=_key(number)).status_code == 201
    told = slow.post("/api/v1/cases?lang=th", json=CALL, headers=_key(100))
    assert (told.status_code, told.mimetype) == (429, "application/problem+json")
    assert (told.headers["Retry-After"], told.headers["Content-Language"]) == ("2", "th")
    assert told.get_json().keys() == {"type", "title", "status", "detail", "errors", "altcha"}
    solved = CALL | {"altcha": _solution(told.get_json()["altcha"])}
    assert slow.post("/api/v1/cases", json=solved, headers=_key(100)).status_code == 201
    assert slow.post("/api/v1/cases", json=solved, headers=_key(101)).status_code == 429
    assert slow.post("/api/v1/cases", json=CALL | {"altcha": ["x"]}, headers=_key(102)).status_code == 429
    seconds.now += 2
    assert slow.post("/api/v1/cases", json=CALL, headers=_key(101)).status_code == 201


@pytest.fixture
def told() -> Flask:
    """Return a service that tells whose address it sees."""
    app = Flask("told")
    app.add_url_rule("/", "told", lambda: str(request.remote_addr))
    return app


@pytest.fixture
def ask(told: Flask) -> Iterator[Any]:
    """Return how to ask it through waitress, as we set it up, from `peer` with a forwarded header."""
    servers = []

    def asked(peer: str, forwarded: str, proxy: str = "") -> str:
        servers.append(server_of(told, ("127.0.0.1", 0), 1, most_bytes, proxy))
        headers = {"X-Forwarded-For": forwarded, "Forwarded": f"for={forwarded}"}
        return Client(servers[-1].application).get("/", headers=headers, environ_base={"REMOTE_ADDR": peer}).text

    yield asked
    for server in servers:
        server.close()


def test_a_forged_header_changes_nothing(ask: Any) -> None:
    """Without a proxy nobody is believed; with one, it alone, and of it the last address that it names."""
    assert ask("203.0.113.7", "198.51.100.9") == "203.0.113.7"
    assert ask("127.0.0.1", "198.51.100.9") == "127.0.0.1"
    assert ask("203.0.113.7", "198.51.100.9", "127.0.0.1") == "203.0.113.7"
    assert ask("127.0.0.1", "198.51.100.9", "127.0.0.1") == "198.51.100.9"
    assert ask("127.0.0.1", "10.0.0.1, 198.51.100.9", "127.0.0.1") == "198.51.100.9"
    assert ask("127.0.0.1", "2001:db8:5::", "127.0.0.1") == "2001:db8:5::"


@pytest.mark.parametrize(
    "address",
    ["203.0.113.7", "::ffff:203.0.113.7", "2001:db8:5:6::1", "2001:db8:5::1", "2001:db8::1", "2001::1", "2001:0:5::1"],
)
def test_nginx_tells_the_network_and_not_the_address(address: str) -> None:
    """The map in deploy/nginx.conf turns an address into an address of its network that is not the reader's own."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    rows = re.findall(r'^ +"~(.*)" "\$\{(\w+)\}(.*)";$', conf, flags=re.MULTILINE)
    assert len(rows) == 4
    found = ((re.match(pattern.replace("(?<", "(?P<"), address), name, tail) for pattern, name, tail in rows)
    network = next(f"{match[name]}{tail}" for match, name, tail in found if match)
    assert network_of(network) == network_of(address)
    assert network != address


def test_nginx_replaces_what_a_visitor_forged_everywhere() -> None:
    """The header is set once for the whole server: no location sets headers of its own, which would drop it."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert conf.count("proxy_set_header X-Forwarded-For $reader_network;") == 1
    before, *locations = re.split(r"^    location ", conf, flags=re.MULTILINE)
    assert "X-Forwarded-For" in before
    assert "proxy_set_header" not in "".join(locations)
    assert "HARBOUR_PROXY=127.0.0.1" in (ROOT / "deploy" / "harbour.service").read_text(encoding="utf-8")


def test_a_flood_of_files_is_told_to_wait_and_keeps_its_answers(
    slow: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a network that may send 5 files at once the sixth is asked to wait with 429, and every answer is kept."""
    monkeypatch.setattr(pacing, "FILES_AT_ONCE", 5)
    person = Person(slow, "en")
    person.answers_all("words")
    person.sends(person.held() | {"to": "change files"})
    for status in (200, 200, 200, 200, 200, 429):
        form = person.held() | {"to": "add", "file": (io.BytesIO(b"plain words"), "a.txt")}
        answer = slow.post("/en/go/file", data=form, content_type="multipart/form-data")
        assert answer.status_code == status
    assert "Please wait a minute" in answer.text
    assert 'name="answers.story.what" value="words"' in answer.text


def test_nginx_hands_on_ten_thousand_letters() -> None:
    """A search for 10,000 Thai letters, nine signs each in an address, fits into one buffer of nginx: our page answers it."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    found = re.search(r"^    large_client_header_buffers \d+ (\d+)k;$", conf, re.MULTILINE)
    assert found
    assert int(found[1]) * 1024 > len("GET /th/search?q= HTTP/1.1") + len(quote("ก" * 10_000))


def test_nginx_writes_down_neither_reader_nor_words() -> None:
    """Its one form of a line has a time, a method, a status and a size; what fails is written from crit up, without the request."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"\$\w+", conf.split("log_format quiet", 1)[1].split(";", 1)[0]) == [
        "$time_iso8601",
        "$request_method",
        "$status",
        "$bytes_sent",
    ]
    assert {line.split()[2] for line in re.findall(r"^\s*access_log .*;$", conf, re.MULTILINE)} == {"quiet;"}
    assert {line.split()[2] for line in re.findall(r"^\s*error_log .*;$", conf, re.MULTILINE)} == {"crit;"}


def test_typing_a_receipt_back_is_paced_like_looking_a_case_up(slow: FlaskClient) -> None:
    """So many wrong receipts at once are checked, the next one gets the page of waiting, which keeps what was typed."""
    form = FORM | {"reference": "K-1", "receipt": derive(b"guess", b"back", 26), "to": ""}
    told = [slow.post("/vi/go/noted", data=form).status_code for _ in range(AT_ONCE)]
    assert told == [422] * AT_ONCE
    kept = _hidden(visit(slow, "/vi/go/noted", 429, form))
    assert {name: kept[name] for name in form if name != "to"} == {name: form[name] for name in form if name != "to"}
    assert slow.post("/vi/go/mine", data={"receipt": form["receipt"]}).status_code == 429
