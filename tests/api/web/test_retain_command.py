"""The command that erases what has been kept for long enough."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from api.__main__ import main
from tests.support import Clock, open_service, publish
from tests.worked import Bureau

LONG_AGO = dt.datetime(2019, 3, 1, 9)  # noqa: DTZ001 - the bureau's own time


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the case that was closed in 2019 in an installation of which the environment tells."""
    publish(tmp_path / "output", [])
    with open_service(tmp_path, Clock(LONG_AGO)) as stores:
        bureau = Bureau(*stores)
        lodged = bureau.lodge()
        bureau.answers(lodged)
        bureau.closes(lodged)
    monkeypatch.delenv("HARBOUR_NOW", raising=False)
    for name, folder in (("VAR", "service"), ("DESK_VAR", "desk"), ("OUTPUT", "output")):
        monkeypatch.setenv(f"HARBOUR_{name}", str(tmp_path / folder))
    return lodged.reference


def test_a_dry_run_tells_and_the_command_erases_once(reference: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A case of 2019 would be erased since 2024, is erased with a certificate of one line, and then there is nothing left to do."""
    assert main(["retain", "--dry-run"]) == 0
    assert capsys.readouterr().out == f"{reference} dispute closed 2019-03-01, until 2024-03-01: would be erased\n"
    assert main(["retain"]) == 0
    assert capsys.readouterr().out.startswith(f"{reference} erased ")
    assert main(["retain", "--dry-run"]) == 0
    assert capsys.readouterr().out == ""


def test_a_dry_run_names_a_tip_that_nobody_closed(
    reference: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tip of 2019 has a line of its own, and stays when the case beside it is erased."""
    with open_service(tmp_path, Clock(LONG_AGO)) as stores:
        bureau = Bureau(*stores)
        bureau.press()
        tip = bureau.lodge("tip", "safety", "x").reference
    line = f"{tip} safety never closed, until 2021-03-01: held: Nobody has closed this tip: close it, and its words are erased.\n"
    assert main(["retain", "--dry-run"]) == 0
    assert line in capsys.readouterr().out
    assert main(["retain"]) == 0
    assert capsys.readouterr().out.startswith(f"{reference} erased ")
    assert main(["retain", "--dry-run"]) == 0
    assert capsys.readouterr().out == line


@pytest.mark.usefixtures("reference")
def test_letters_that_nothing_could_send_are_erased_after_two_weeks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two files in the folder of letters, of 15 and of 13 days ago, the older one is erased and counted."""
    folder = tmp_path / "desk" / "letters"
    folder.mkdir()
    now = time.time()
    for days in (13, 15):
        (folder / f"{days}.txt").write_text("0912345678")
        os.utime(folder / f"{days}.txt", (now - days * 86400,) * 2)
    assert main(["retain"]) == 0
    assert "letters in files erased: 1" in capsys.readouterr().out
    assert [each.name for each in folder.iterdir()] == ["13.txt"]


def test_a_rehearsal_erases_nothing(
    reference: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under HARBOUR_NOW the command refuses in a sentence; the dry run shows what that day would erase."""
    monkeypatch.setenv("HARBOUR_NOW", "2040-01-01T09:00")
    assert main(["retain"]) == 1
    assert "erases nothing" in capsys.readouterr().err
    assert main(["retain", "--dry-run"]) == 0
    assert reference in capsys.readouterr().out
