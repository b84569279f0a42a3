"""The public page of the proof, the signed days, and the note that a receipt gets, in five languages."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.__main__ import main
from api.domain import proof
from api.domain.codes import RECEIPT_DIGITS, derive
from api.services import proving
from api.services.published import Published
from api.services.resources import Resources
from api.web.factory import create_app
from i18n.languages import LANGUAGES, by_slug
from i18n.messages import translate
from tests.filed import alter, file
from tests.support import Clock, publish, visit
from theme.page import SITE_NAME

SLUGS = [language.slug for language in LANGUAGES]
RECEIPT, UNKNOWN = (derive(b"pepper", seed, RECEIPT_DIGITS) for seed in (b"known", b"unknown"))


@pytest.fixture
def client(tmp_path: Path, resources: Resources, clock: Clock) -> FlaskClient:
    """Return a client of a service with a closed day on which two cases with four records were filed."""
    publish(tmp_path / "output", [])
    file(resources, "1" * 26)
    file(resources, RECEIPT, "written", "withdrawn")
    clock.move(days=1)
    proving.close_days(resources)
    return create_app(Published(tmp_path / "output"), resources).test_client()


@pytest.mark.parametrize("slug", SLUGS)
def test_anybody_sees_the_last_days_and_how_to_check(client: FlaskClient, resources: Resources, slug: str) -> None:
    """The day before with its root, the recipe, all days and the key; the history names only the site, and one can leave."""
    page = visit(client, f"/{slug}/proof")
    assert page.findtext(".//title") == translate(SITE_NAME, by_slug(slug))  # type: ignore[arg-type]
    assert page.xpath("//nav[@class='leave-now']")
    document = proving.days(resources)
    assert page.xpath("//tbody//code/text()") == [row["root"] for row in document["days"]]
    assert {"/data/proof.py", "/data/filings.json"} <= set(page.xpath("//main//a/@href"))
    assert document["key"] in page.text_content()


def test_at_most_sixty_days_are_shown_and_all_are_sent(client: FlaskClient, resources: Resources, clock: Clock) -> None:
    """After 100 days the page shows 60, the newest in front; the file has 101 and may be kept for 10 minutes."""
    clock.move(days=100)
    proving.close_days(resources)
    assert len(visit(client, "/en/proof").xpath("//tbody/tr")) == 60
    response = client.get("/data/filings.json")
    assert len(response.get_json()["days"]) == 101
    assert response.headers["Cache-Control"] == "public, max-age=600"
    assert proof.verify(response.get_json()) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_receipt_gets_a_note_that_the_recipe_finds_right(client: FlaskClient, slug: str, tmp_path: Path) -> None:
    """With the digits in groups: a file called note.json, not to be kept by anybody; proof.py names its three records."""
    visit(client, f"/{slug}/go/proof")
    grouped = " ".join(RECEIPT[start : start + 4] for start in range(0, 26, 4))
    response = client.post(f"/{slug}/go/proof", data={"receipt": grouped})
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="note.json"'
    assert response.headers["Cache-Control"] == "no-store"
    assert RECEIPT not in response.text
    shutil.copy(str(proof.__file__), tmp_path / "proof.py")
    (tmp_path / "note.json").write_bytes(response.data)
    (tmp_path / "filings.json").write_bytes(client.get("/data/filings.json").data)
    command = [sys.executable, "-I", "proof.py", "filings.json", "note.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert [line.split(": among")[0] for line in done.stdout.splitlines()[1:4]] == [
        f"OK: 2026-000002, number {number} ({step}), 2026-11-21T10:00:00"
        for number, step in enumerate(("lodged", "written", "withdrawn"))
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_wrong_receipt_is_told_and_kept_in_its_field(client: FlaskClient, slug: str) -> None:
    """Digits that are no receipt are 422, a receipt that nobody has is 404; both stay in the field."""
    for typed, status in (("1234", 422), (UNKNOWN, 404)):
        page = visit(client, f"/{slug}/go/proof", status, {"receipt": typed})
        assert page.get_element_by_id("f-receipt").get("value") == typed


def test_a_program_gets_the_same_note(client: FlaskClient) -> None:
    """POST /api/v1/cases/proof answers what the page sends; an unknown receipt is 404, half of one 422."""
    answer = client.post("/api/v1/cases/proof", json={"receipt": RECEIPT})
    assert answer.get_json() == json.loads(client.post("/vi/go/proof", data={"receipt": RECEIPT}).data)
    assert client.post("/api/v1/cases/proof", json={"receipt": UNKNOWN}).status_code == 404
    assert client.post("/api/v1/cases/proof", json={"receipt": RECEIPT[:13]}).status_code == 422


def test_the_command_tells_whole_from_broken(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`harbour verify proof` ends with 0 beside its own copy, with 1 when a letter is altered or the copy is longer than the days."""
    monkeypatch.setenv("HARBOUR_VAR", str(tmp_path / "service"))
    monkeypatch.setenv("HARBOUR_DESK_VAR", str(tmp_path / "desk"))
    copy = tmp_path / "kept.json"
    copy.write_bytes(client.get("/data/filings.json").data)
    assert main(["verify", "proof"]) == 0
    assert main(["verify", "proof", str(copy)]) == 0
    longer = json.loads(copy.read_text(encoding="utf-8"))
    longer["days"].append(longer["days"][-1] | {"day": "2026-11-22"})
    (tmp_path / "longer.json").write_text(json.dumps(longer), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", "proof", str(copy), str(tmp_path / "longer.json")]) == 1
    assert capsys.readouterr().out == "BROKEN: 2026-11-22: not what your copy says.\n"
    assert main(["verify", "proof", str(tmp_path / "nothing.json")]) == 1
    alter(tmp_path, "UPDATE case_letters SET step = 'written' WHERE step = 'withdrawn'")
    capsys.readouterr()
    assert main(["verify", "proof"]) == 1
    assert capsys.readouterr().out == "BROKEN: Case 2026-000002, letter 2: altered (step).\n"
