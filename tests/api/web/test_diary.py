"""The diary with a stamp, in five languages and without JavaScript: lines go in, lines and stamp come out, nothing stays."""

import hashlib
import io
import json
import logging
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from api.domain.diary import fingerprint
from api.services.published import Published
from api.services.resources import Resources
from api.services.signing import is_signed
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from tests.support import Clock, publish, visit

SLUGS = [language.slug for language in LANGUAGES]
LINES = "20/11 06:00–22:00 <b>không nghỉ</b>\r\n\r\n21/11  05:30–23:00 鎖門"
CANARY = "không nghỉ"


@pytest.fixture
def client(tmp_path: Path, resources: Resources) -> FlaskClient:
    """Return a client of a service whose build has no pages."""
    publish(tmp_path / "output", [])
    return create_app(Published(tmp_path / "output"), resources).test_client()


def _stamp(client: FlaskClient, slug: str = "vi", lines: str = LINES) -> str:
    page = visit(client, f"/{slug}/diary", 200, {"text": lines})
    return " ".join(node.text_content() for node in page.xpath("//dl[@class='fact-list']//dd")[1:])


def _said(client: FlaskClient, slug: str, lines: str, stamp: str) -> str:
    page = visit(client, f"/{slug}/diary/check", 200, {"kept": lines, "stamp": stamp})
    return str(page.find_class("notice")[0].text_content())


@pytest.mark.parametrize("slug", SLUGS)
def test_lines_come_back_with_a_stamp_that_holds(client: FlaskClient, clock: Clock, slug: str) -> None:
    """Written at 10:00, copied by hand with other blanks, checked a day later: the same lines; with one digit changed: not."""
    visit(client, f"/{slug}/diary")
    page = visit(client, f"/{slug}/diary", 200, {"text": LINES})
    assert page.xpath("//p[@class='own']")[0].text == "20/11 06:00–22:00 <b>không nghỉ</b>\n21/11 05:30–23:00 鎖門"
    assert page.xpath("//div[@class='code']/*[local-name()='svg']")
    stamp = _stamp(client, slug)
    clock.move(days=1)
    said = {
        _said(client, slug, LINES, stamp),
        _said(client, slug, LINES.replace("\r\n", "\n  "), stamp),
        _said(client, slug, LINES.replace("22:00", "23:00"), stamp),
        _said(client, slug, LINES, stamp.replace("2026-11-21", "2026-11-20")),
    }
    assert len(said) == 3


def test_a_stamp_of_another_house_is_not_ours(client: FlaskClient) -> None:
    """A made-up signature, and a stamp whose time was put back by a minute, are told as not ours; never an error."""
    stamp = _stamp(client, "en")
    for wrong in (f"2026-11-21 10:00 {'0' * 128}", stamp.replace("10:00", "09:59"), "no stamp", "2026-11-21 10:00"):
        assert _said(client, "en", LINES, wrong).startswith("This is not our stamp")


def test_nothing_of_it_stays(
    client: FlaskClient, resources: Resources, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """After 20 stamps and 20 checks every table has as many rows as before, no file holds a word of it, and no log was written."""
    caplog.set_level(logging.DEBUG)

    def rows() -> dict[str, int]:
        with resources.reader.begin() as connection:
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608

    before, sizes = rows(), {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for _ in range(20):
        stamp = _stamp(client)
        _said(client, "vi", LINES, stamp)
    assert rows() == before
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == sizes
    assert CANARY not in caplog.text
    assert fingerprint(LINES) not in caplog.text


def test_no_copy_of_the_page_is_kept_and_its_title_is_neutral(client: FlaskClient) -> None:
    """Every answer of the diary says no-store and no-referrer, and the window is called as the site is."""
    for response in (
        client.get("/id/diary"),
        client.post("/id/diary", data={"text": LINES}),
        client.post("/id/diary/check", data={"kept": LINES, "stamp": "x"}),
        client.post("/id/diary", data={}),
        client.get("/id/diary/nothing"),
    ):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        page = lxml.html.document_fromstring(response.text)
        assert page.findtext(".//title") == page.find_class("brand")[0].text_content()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_missing_is_said_and_nothing_is_lost(client: FlaskClient, slug: str) -> None:
    """Nothing written, only blanks, too much written, a stamp without lines: 422, a sentence at the field, the rest kept."""
    for form in ({}, {"text": ""}, {"text": " \u200b\n\u3000"}, {"text": "x" * 20_001}, {"sha256": "zz"}):
        page = visit(client, f"/{slug}/diary", 422, form)
        assert page.find_class("error-summary")
    page = visit(client, f"/{slug}/diary/check", 422, {"kept": LINES, "stamp": ""})
    assert "không nghỉ" in page.get_element_by_id("f-kept").text
    page = visit(client, f"/{slug}/diary/check", 422, {"stamp": "2026-11-21 10:00 ab"})
    assert page.get_element_by_id("f-stamp").get("value") == "2026-11-21 10:00 ab"


def test_a_fingerprint_alone_gets_the_same_stamp(client: FlaskClient) -> None:
    """What a script sends is the fingerprint: the page comes without lines, and its stamp holds for the lines."""
    page = visit(client, "/en/diary", 200, {"sha256": fingerprint(LINES)})
    assert page.xpath("//p[@class='own']")[0].text is None
    stamp = " ".join(node.text_content() for node in page.xpath("//dl[@class='fact-list']//dd")[1:])
    assert _said(client, "en", LINES, stamp).startswith("These are the same lines")
    page = visit(client, "/en/diary/check", 200, {"sha256": fingerprint(LINES), "stamp": stamp})
    assert page.find_class("notice")[0].text_content().startswith("These are the same lines")


def test_a_program_gets_a_signed_statement(client: FlaskClient) -> None:
    """POST /api/v1/diary/stamp with 64 digits: a statement with time and fingerprint, signed with the key; 63 digits: 422."""
    digest = hashlib.sha256(b"anything").hexdigest()
    answer = client.post("/api/v1/diary/stamp", json={"sha256": digest}).get_json()
    said = {"a": "labour-harbour diary 1", "at": "2026-11-21T10:00", "fingerprint": digest}
    assert json.loads(answer["statement"]) == said
    assert is_signed(answer["key"], answer["statement"], answer["signature"])
    for wrong in (digest[:-1], digest.upper(), digest + "a", 5, None, [digest], ""):
        response = client.post("/api/v1/diary/stamp?lang=th", json={"sha256": wrong})
        assert (response.status_code, response.mimetype) == (422, "application/problem+json"), wrong
    assert client.post("/api/v1/diary/stamp", data=io.BytesIO(b"{"), content_type="application/json").status_code == 400
