"""`harbour desk --add` and `--remove`: how members of staff come and go."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.__main__ import main
from api.domain.intake import UNITS
from api.domain.staffing import Member
from api.services.desk_staff import everybody, sign_in
from i18n.languages import BY_SLUG, DESK
from tests.support import NOW, PASSWORD, ROOT, Clock, code_of, make_offer, open_service, publish

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def desk_command(tmp_path: Path) -> Command:
    """Return how `harbour desk` is run on an installation of its own."""
    publish(tmp_path / "output", [make_offer()])
    environment = os.environ | {
        "HARBOUR_OUTPUT": str(tmp_path / "output"),
        "HARBOUR_VAR": str(tmp_path / "service"),
        "HARBOUR_NOW": NOW.isoformat(),
    }

    def run(*options: str, password: str = PASSWORD) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "api", "desk", *options]
        return subprocess.run(
            command, env=environment, cwd=ROOT, input=password, text=True, capture_output=True, check=False
        )

    return run


def test_a_member_is_added_changed_and_removed(desk_command: Command, tmp_path: Path) -> None:
    """Adding prints the secret once, its address and a QR code; a second time it resets both and keeps the role.

    Without a role it is an officer who reads the languages of the desk; `all` units are all but the closed one.
    """
    first = desk_command("--add", "lin", "--role", "second", "--units", "safety,ethics", "--languages", "all")
    assert first.returncode == 0, first.stderr
    again = desk_command("--add", "lin")
    secrets = [each.stdout.split("shown only now: ")[1].split()[0] for each in (first, again)]
    assert len(set(secrets)) == 2
    assert f"secret={secrets[0]}" in first.stdout
    assert first.stdout.startswith("lin may sign in: second; units: ethics, safety\n")
    assert sum("█" in line or "▄" in line for line in first.stdout.splitlines()) > 15
    desk_command("--add", "wu", "--units", "all")
    clock = Clock(NOW)
    with open_service(tmp_path, clock) as (_, resources):
        assert [each.member for each in everybody(resources)] == [
            Member("lin", "second", frozenset({"safety", "ethics"}), frozenset(BY_SLUG)),
            Member("wu", "officer", frozenset(UNITS) - {"ethics"}, frozenset(each.slug for each in DESK)),
        ]
        assert isinstance(sign_in(resources, "lin", PASSWORD, code_of(resources, secrets[1]), ""), Member)
    assert desk_command("--remove", "wu").stdout == "wu may sign in no more\n"
    unknown = desk_command("--remove", "wu")
    assert (unknown.returncode, unknown.stderr) == (1, "harbour: there is no member of staff called wu\n")


def test_what_cannot_be_done_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A short password, an unknown unit or language, a name that nobody can have: 1 and a sentence, nothing opened."""
    for options, password, words in (
        (("lin",), "short", "a password has at least 8 characters"),
        (("lin", "--units", "sales"), PASSWORD, "unknown: sales; known are inspection"),
        (("lin", "--languages", "xx"), PASSWORD, "unknown: xx"),
        (("console",), PASSWORD, "'console' cannot be a user name"),
        (("a" * 61,), PASSWORD, "cannot be a user name"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(password))
        assert main(["desk", "--add", *options]) == 1
        told = capsys.readouterr()
        assert (told.out, words in told.err) == ("", True)


def test_units_where_cases_would_lie_are_named(desk_command: Command) -> None:
    """After the first chief of `all` units the ethics office is named three times; after its own officer only that no chief sees it."""
    chief = desk_command("--add", "lin", "--role", "chief", "--units", "all")
    assert chief.stderr.splitlines()[-3:] == [
        "WARNING: nobody can open the cases of: ethics",
        "WARNING: nobody keeps as their own the cases of: ethics",
        "WARNING: no chief sees the cases of: ethics",
    ]
    officer = desk_command("--add", "su", "--units", "ethics")
    assert [line for line in officer.stderr.splitlines() if "WARNING" in line] == [
        "WARNING: no chief sees the cases of: ethics"
    ]
    assert "WARNING" not in desk_command("--add", "su", "--role", "chief").stderr
    assert "nobody can open the cases of: ethics" in desk_command("--remove", "su").stderr
