"""Whatever is sent: a clear sentence in the reader's language, the right status, nothing lost, never a 5xx by accident."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.services import complaining
from api.services.case_queue import queue
from api.services.envelopes import Envelope, open_words
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.store import cases
from api.store.engine import open_writer
from api.store.writer import Writer
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from tests.filing import Person, answers, body, filled, flat
from tests.support import make_member, visit
from tests.swaps import cheap_copy, wait_for_mending

SLUGS = [language.slug for language in LANGUAGES]
ENROL = "/en/courses/smartphone-video/enrol"
KEY = {"Idempotency-Key": "0f8fad5b-d9cb-469f-a165-70867728950e"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("path", ["no-such-page", "guides/no-such-guide/", "courses/no-such-class/enrol", "search/x"])
def test_an_unknown_address_is_a_designed_404(client: FlaskClient, slug: str, path: str) -> None:
    """The sentence is in the reader's language, with ways on and the hotline."""
    page = visit(client, f"/{slug}/{path}", 404)
    assert "1955" in page.text_content()
    assert page.xpath(f"//main//a[@href='/{slug}/']")


def test_an_unknown_language_is_a_404_in_the_browsers_language(client: FlaskClient) -> None:
    """/xx/ answers a Vietnamese browser in Vietnamese."""
    answer = client.get("/xx/guides/", headers={"Accept-Language": "vi,en;q=0.5"})
    assert answer.status_code == 404
    assert '<html lang="vi">' in answer.text


def test_a_path_that_climbs_out_is_a_404(client: FlaskClient) -> None:
    """No file outside the printed pages is ever sent."""
    for path in ("/../build.json", "/%2e%2e/catalogue.json", "/vi/..%2f..%2fbuild.json", "//etc/passwd"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("field", ["name", "contact.phone", "contact.email"])
def test_hostile_text_in_every_field_of_enrolment_stays_text(client: FlaskClient, field: str) -> None:
    """Markup and template code typed into a form come back as the letters that were typed."""
    form = {"name": "Anh", "contact.phone": "0912345678", field: HOSTILE}
    status = 200 if field == "name" else 422
    page = visit(client, ENROL, status, form)
    assert not page.xpath("//main//script | //main//img")
    assert page.xpath(f"//input[@name='{field}']/@value") == [HOSTILE]


@pytest.mark.parametrize(
    ("part", "field", "most"),
    [("story", "what", 5000), ("respondent", "name", 120), ("respondent", "address", 200), ("person", "name", 60)],
)
def test_ten_thousand_letters_come_back_whole_with_a_sentence(
    client: FlaskClient, part: str, field: str, most: int
) -> None:
    """A text that is too long is told its limit, and not one letter of it is lost."""
    person = Person(client)
    while not person.page.xpath(f"//*[@name='answers.{part}.{field}'][not(@type='hidden')]"):
        person.goes_on(**flat(answers()))
    page = person.goes_on(422, **{f"answers.{part}.{field}": "字" * 10_000})
    assert f"at most {most} letters" in page.find(".//main").text_content()
    control = page.xpath(f"//*[@name='answers.{part}.{field}']")[0]
    assert len((control.get("value") or control.text_content()).strip()) == 10_000


def test_a_megabyte_is_refused_in_words(client: FlaskClient) -> None:
    """More than the form can ever hold is 413 with a page, not a broken connection."""
    visit(client, "/vi/go/on", 413, {"answers.story.what": "x" * 1_000_000})


@pytest.mark.parametrize(
    ("content_type", "data", "status"),
    [
        ("application/json", b'{"course": "smartphone-video", "na', 400),
        ("application/json", b"\xff\xfe", 400),
        ("text/plain", b"{}", 415),
        ("application/x-www-form-urlencoded", b"course=x", 415),
        ("application/json", b"[]", 422),
        ("application/json", b'"text"', 422),
        ("application/json", b"{}", 422),
        ("application/json", b'{"name": "\\ud800", "course": "x", "contact": {"phone": "0912345678"}}', 422),
        ("application/json", b'{"name": 7, "course": null, "contact": "x"}', 422),
    ],
)
@pytest.mark.parametrize("call", ["/api/v1/enrolments", "/api/v1/cases"])
def test_broken_json_is_a_problem_with_the_right_status(
    client: FlaskClient, call: str, content_type: str, data: bytes, status: int
) -> None:
    """Cut off is 400, the wrong type 415, the wrong shape or a lone surrogate 422: always problem+json, in Thai if asked."""
    answer = client.post(f"{call}?lang=th", data=data, content_type=content_type, headers=KEY)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Content-Language"] == "th"
    assert answer.get_json()["status"] == status


def test_invisible_letters_in_a_name_are_dropped_and_a_text_keeps_its_own(
    client: FlaskClient, resources: Resources, desk_resources: DeskResources
) -> None:
    """A bidirectional override cannot turn a name about on the roster; evidence is kept letter by letter."""
    lodged = complaining.lodge(resources, filled(what="a\u200db\nc", person={"name": "A\u202enh"}), "en", "a press")
    assert isinstance(lodged, complaining.Lodged)
    with resources.reader.begin() as connection:
        kept = cases.parts(connection, 1, "words", "name")
    boxes = [Envelope(row["sealed"], row["key_desk"], row["key_escrow"]) for row in kept]
    told = [open_words(box, desk_resources.private_key) for box in boxes]
    assert (told[0]["what"], told[1]["name"]) == ("a\u200db\nc", "Anh")
    answer = client.post(
        "/api/v1/enrolments",
        json={"course": "smartphone-video", "name": "\u202e\u200b", "contact": {"phone": "0912345678"}},
        headers=KEY,
    )
    assert answer.get_json()["errors"][0]["field"] == "name"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("path", "field", "right"), [("cases", "receipt", 26), ("enrolments", "code", 16)])
def test_a_wrong_receipt_or_code_is_told_apart_from_a_mistyped_one(
    client: FlaskClient, slug: str, path: str, field: str, right: int
) -> None:
    """A slip of the pen is 422 at the field; a whole number that nobody was given is 404; both keep what was typed."""
    mistyped = visit(client, f"/{slug}/{path}", 422, {field: "1" * right})
    assert mistyped.xpath(f"//input[@name='{field}']/@value") == ["1" * right]
    unknown = visit(client, f"/{slug}/{path}", 404, {field: "0" * (right - 2) + "01"})
    assert unknown.find_class("notice--urgent")


def test_another_sites_form_is_refused(client: FlaskClient) -> None:
    """A page of another site cannot press our buttons; our own pages, which send no referrer, can."""
    form = {"receipt": "1"}
    assert client.post("/en/cases", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/en/cases", data=form, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/en/cases", data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 422
    assert client.post("/en/cases", data=form, headers={"Origin": "null"}).status_code == 422


def test_the_wrong_method_is_told_the_right_one(client: FlaskClient) -> None:
    """PUT on a page is 405 with the allowed methods."""
    answer = client.put("/api/v1/enrolments", json={})
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_a_damaged_index_is_answered_from_the_titles(
    output: Path, resources: Resources, tmp_path: Path, damage: str
) -> None:
    """Without a usable index the search answers 200 from titles, says so, and finds the guide all the same."""
    spoiled = tmp_path / "output"
    cheap_copy(output, spoiled)
    index = (spoiled / "current").resolve() / "index" / "vi"
    if damage == "missing":
        shutil.rmtree(index)
    else:
        for path in filter(Path.is_file, index.rglob("*")):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    client = create_app(Published(spoiled), resources).test_client()
    page = visit(client, "/vi/search?q=ho+chieu")
    assert "/vi/guides/passport/" in page.xpath("//main//ol//h2/a/@href")
    assert page.find_class("notice")
    wait_for_mending()


def test_a_locked_database_is_said_and_nothing_is_half_done(output: Path, resources: Resources) -> None:
    """While somebody else holds the file, a press is 503 with Retry-After in words; afterwards the same press gets its seat."""
    client = create_app(Published(output), resources).test_client()
    path = str(resources.reader.url.database)
    form = {"name": "Anh", "contact.phone": "0912345678", "press": "one press"}
    writer = Writer(open_writer(Path(path), busy_ms=50))
    locked = create_app(Published(output), Resources(**{**vars(resources), "writer": writer})).test_client()
    with sqlite3.connect(path, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        answer = locked.post(ENROL, data=form)
        holder.execute("ROLLBACK")
    holder.close()
    writer.close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "1955" in answer.text
    visit(client, ENROL, 201, form)


def test_a_full_queue_is_said_with_when_to_come_back(output: Path, resources: Resources) -> None:
    """With the queue full, JSON and page both answer 503 with Retry-After, and the seat count is untouched."""
    busy, go = threading.Event(), threading.Event()

    def slow(connection: object) -> None:
        del connection
        busy.set()
        go.wait(10)

    writer = Writer(open_writer(Path(str(resources.reader.url.database))), queue_size=1)
    threads = [threading.Thread(target=writer.write, args=(slow,)) for _ in range(2)]
    threads[0].start()
    assert busy.wait(10)
    threads[1].start()
    while writer.waiting < 1:
        threading.Event().wait(0.001)
    client = create_app(Published(output), Resources(**{**vars(resources), "writer": writer})).test_client()
    body = {"course": "smartphone-video", "name": "Anh", "contact": {"phone": "0912345678"}}
    answer = client.post("/api/v1/enrolments", json=body, headers=KEY)
    page = client.post(ENROL, data={"name": "Anh", "contact.phone": "0912345678", "press": "p"})
    go.set()
    for thread in threads:
        thread.join()
    writer.close()
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert client.get("/api/v1/courses/smartphone-video").get_json()["taken"] == 0


def test_nothing_personal_reaches_the_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """Names, phones, words and receipts appear in no log record, whatever goes wrong."""
    secret = "kanari-8841"  # noqa: S105
    for form in ({"name": secret, "contact.phone": secret}, {"name": secret * 900, "contact.phone": "0912345678"}):
        client.post(ENROL, data=form)
    client.post("/en/go/on", data={"door": "case", "kind": "x", "answers.story.what": secret})
    client.post("/en/cases", data={"receipt": secret})
    assert secret not in caplog.text


def test_names_and_bodies_that_no_page_of_ours_sends(client: FlaskClient) -> None:
    """Clashing field names, ten thousand brackets, a key of another press and an endless address: never a 5xx."""
    visit(client, ENROL, 422, {"contact": "x", "contact.phone": "", "name": "a"})
    clashing = {"door": "case", "answers": "x", "answers.story": "y", "kind": "dispute", "at": "check", "to": "file"}
    visit(client, "/en/go/on", 422, clashing)
    visit(client, "/en/cases", 422, {"receipt": "1", "receipt.x": "2"})
    deep = client.post("/api/v1/cases", data=b"[" * 10_000 + b"]" * 10_000, content_type="application/json")
    assert deep.status_code in {400, 422}
    assert client.get("/vi/" + "a" * 300).status_code == 404
    assert client.get("/vi/" + "ก" * 90).status_code == 404
    person = Person(client)
    person.files("a")
    form = person.held() | {"to": "file", "answers.story.what": "b"}
    assert visit(client, "/en/go/on", 409, form).find_class("notice--urgent")


def test_a_page_that_only_takes_a_press_says_so(client: FlaskClient) -> None:
    """GET on an address that takes POST alone is 405, not 404."""
    for path in ("/api/v1/enrolments", "/api/v1/cases/lookup", "/api/v1/cases/messages"):
        assert client.get(path).status_code == 405


def test_the_language_of_the_body_is_the_language_of_the_case(
    client: FlaskClient, desk_resources: DeskResources
) -> None:
    """A case whose body says "vi" is in the queue as Vietnamese, and its errors are worded in Vietnamese."""
    assert client.post("/api/v1/cases", json=body() | {"lang": "vi"}, headers=KEY).status_code == 201
    assert [row.lang for row in queue(desk_resources, make_member(), ())] == ["vi"]
    wrong = client.post("/api/v1/cases", json={"lang": "vi"}, headers=KEY)
    assert wrong.headers["Content-Language"] == "vi"
