"""The paper of a case at the desk: for whom, with which name, with the day on which it was received."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from api.services import case_names
from api.services.complaining import Lodged
from api.services.desk_staff import member
from i18n.languages import SOURCE
from i18n.messages import translate
from tests.casework import lodge, officer
from tests.desk import Desk, open_desk, opened
from tests.support import NOW, Clock, make_member

FIRM = {"who": "agency", "name": "大港人力仲介有限公司"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with nothing to enrol in."""
    with open_desk(tmp_path, Clock(NOW)) as made:
        yield made


@pytest.fixture
def lodged(desk: Desk) -> Lodged:
    """Return a case filed in Vietnamese, with a name and one file."""
    name = {"name": "Nguyễn Thị Lan"}
    return lodge(desk, "Chủ giữ hộ chiếu của tôi", files=[b"picture"], respondent=FIRM, person=name)


def test_the_paper_of_a_case_has_its_words_its_day_and_its_unit(desk: Desk, lodged: Lodged) -> None:
    """Chinese and Vietnamese line by line, the words as written, 民國115年11月21日, the file, the reference; not the receipt."""
    page = opened(officer(desk), f"/cases/{lodged.reference}/paper")
    words = page.find_class("paper")[0].text_content()
    for part in (
        "Chủ giữ hộ chiếu của tôi",
        FIRM["name"],
        "民國115年11月21日",
        lodged.reference,
        "file-1.jpg",
        "越南語",
    ):
        assert part in words, part
    assert lodged.receipt not in words
    assert {each.get("lang") for each in page.find_class("paper__words")} == {"vi", None}


def test_the_name_is_on_the_paper_only_after_two_officers_and_each_time_noted(desk: Desk, lodged: Lodged) -> None:
    """Sealed at first; asked alone it is refused with 409; agreed to, it is printed, and the audit has the opening."""
    path = f"/cases/{lodged.reference}/paper"
    client = officer(desk)
    first = opened(client, path).text_content()
    assert "Nguyễn" not in first
    assert translate("In a sealed envelope", SOURCE) in first
    assert "Nguyễn" not in client.post(path).text
    assert client.post(path).status_code == 409
    lin = member(desk.resources, "lin")
    assert lin
    second = make_member("wu", "second", ["migrants"])
    case_names.ask_name(desk.resources, lin, lodged.reference, "danger", "a")
    case_names.grant_name(desk.resources, second, lodged.reference, "lin", "b")
    page = opened(client, path)
    assert "Nguyễn" not in page.text_content()
    assert page.xpath("//form[@action=$path]", path=path)
    answer = client.post(path)
    assert answer.status_code == 200
    assert "Nguyễn Thị Lan" in answer.text
    with desk.resources.reader.begin() as connection:
        noted = connection.exec_driver_sql("SELECT count(*) FROM desk_audit WHERE action = 'name-opened'").scalar()
    assert noted == 1


def test_a_mediation_is_printed_as_the_form_with_the_parties(desk: Desk) -> None:
    """Both sides stand on the form, for the unit of labour relations alone; another unit finds no paper, neither page nor PDF."""
    case = lodge(desk, "x", door="mediation", kind="dispute")
    own, other = officer(desk, units=["relations"]), officer(desk, "wu")
    page = opened(own, f"/cases/{case.reference}/paper")
    assert "Nguyễn Thị Lan" in page.text_content()
    assert len(page.find_class("paper__signature")) == 1
    for end in ("paper", "paper.pdf"):
        assert other.get(f"/cases/{case.reference}/{end}").status_code == 404
    assert other.post(f"/cases/{case.reference}/paper").status_code == 404


def test_the_paper_of_a_case_is_a_pdf_without_the_name(desk: Desk, lodged: Lodged) -> None:
    """The file is called by the reference, kept nowhere, and holds the words and not the sealed name."""
    answer = officer(desk).get(f"/cases/{lodged.reference}/paper.pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{lodged.reference}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "大港人力仲介有限公司" in text
    assert "Nguy" not in text
