"""Links between cases: computed at the desk, kept as keyed hashes, told as counts."""

from pathlib import Path

import pytest

from api.services import case_linking
from api.services.case_linking import Linked, Linking
from api.services.resources import DeskResources, Resources
from tests.support import Clock, open_service
from tests.worked import Bureau

FIRM = {"name": "海風人力仲介有限公司", "number": "12345675", "address": "高雄市前鎮區一心一路12號"}


@pytest.fixture
def bureau(stores: tuple[Resources, DeskResources]) -> Bureau:
    """Return a bureau without any case."""
    return Bureau(*stores)


def test_cases_about_the_same_are_counted(bureau: Bureau) -> None:
    """Of five cases about one agency, named, numbered or located, the fourth has 3 earlier, 1 of them closed, and 1 later."""
    told = [
        FIRM,
        {"name": "海风人力仲介公司"},
        {"number": FIRM["number"]},
        {**FIRM, "name": "海風人力仲介"},
        {"address": "前鎮區一心一路十二號"},
    ]
    cases = [bureau.lodge(respondent=each) for each in told]
    alone = bureau.lodge(respondent={"name": "別家有限公司"})
    assert Linking(bureau.desk).round() == 6
    bureau.answers(cases[0])
    bureau.closes(cases[0])
    bureau.confirms(cases[0])
    assert bureau.opens(cases[3]).linked == Linked(3, 1, 1)
    assert bureau.opens(alone).linked == Linked()
    assert bureau.opens(cases[3]).linked.total == 4
    assert "linked" in bureau.row(cases[3]).flags
    assert "linked" not in bureau.row(alone).flags


def test_an_agency_is_linked_by_its_licence(bureau: Bureau) -> None:
    """Licence 2036, written in three ways, links three cases; licence 2037 and a firm are somebody else."""
    cases = [
        bureau.lodge("case", "agency", respondent={"number": typed})
        for typed in ("2036", "許可證第2036號", " ２０３６ ", "2037", "12345675")
    ]
    assert Linking(bureau.desk).round() == 5
    assert [bureau.opens(each).linked.total for each in cases] == [2, 2, 2, 0, 0]


def test_a_round_looks_at_each_case_once(bureau: Bureau) -> None:
    """The second round has nothing to do; a new case is looked at alone; cases that name nobody are looked at, too."""
    linking = Linking(bureau.desk)
    bureau.lodge(respondent=FIRM)
    bureau.lodge()
    assert (linking.round(), linking.round()) == (2, 0)
    bureau.lodge(respondent=FIRM)
    assert (linking.round(), linking.round()) == (1, 0)


def test_a_stolen_file_of_the_desk_names_nobody(tmp_path: Path, clock: Clock) -> None:
    """Neither name, number nor address stands in any file, and under another desk's key the same firm has another hash."""
    hashes = []
    for name in ("a", "b"):
        with open_service(tmp_path / name, clock) as (service, desk):
            bureau = Bureau(service, desk)
            bureau.lodge(respondent=FIRM)
            Linking(desk).round()
            with desk.reader.begin() as connection:
                hashes += [row[0] for row in connection.exec_driver_sql("SELECT hash FROM links ORDER BY sort")]
    assert len(hashes) == len(set(hashes)) == 6
    for path in tmp_path.rglob("*.db*"):
        for word in ("海風人力", "12345675", "一心一路"):
            assert word.encode() not in path.read_bytes(), f"{word} stands in {path.name}"


def test_a_complaint_of_before_there_were_fields_is_linked_by_its_line() -> None:
    """What was sealed as one line about the employer is compared as a name."""
    assert case_linking.respondent_of({"what": "x", "employer": "PT Kanari"}) == {"name": "PT Kanari"}
    assert case_linking.respondent_of({"respondent": {"name": "", "phone": None}}) == {}


def test_a_case_of_corruption_shows_at_the_ethics_office_alone(bureau: Bureau) -> None:
    """Of a firm with one corruption case and one dispute the dispute is linked with none and not flagged; the other with 1."""
    corrupt, dispute = bureau.lodge("tip", "corruption", respondent=FIRM), bureau.lodge(respondent=FIRM)
    assert Linking(bureau.desk).round() == 2
    assert bureau.row(corrupt, bureau.chen).unit == "ethics"
    assert bureau.opens(dispute).linked == Linked()
    assert "linked" not in bureau.row(dispute).flags
    assert bureau.opens(corrupt).linked.total == 1
    assert "linked" in bureau.row(corrupt, bureau.chen).flags
