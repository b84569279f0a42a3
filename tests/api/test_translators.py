"""The commands for translators, run as they are typed, on a copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

GUIDE = Path("content/guides/annual-leave")
OLD, NEW = "雇主的休假通知", "雇主寄來的休假通知"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the project in which a Chinese block of a critical guide changed on 23 November 2026."""
    for name in ("api", "content", "i18n", "plugins", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    facts = tmp_path / GUIDE / "facts.toml"
    kept = [line for line in facts.read_text(encoding="utf-8").splitlines() if not line.startswith("critical")]
    facts.write_text("critical = true\n" + "\n".join(kept), encoding="utf-8")
    chinese = tmp_path / GUIDE / "zh-hant.md"
    chinese.write_text(chinese.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    assert "1 Chinese blocks recorded, 0 dropped" in _harbour(tmp_path, "2026-11-23", "bind").stdout
    return tmp_path


def _harbour(house: Path, day: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(house), "HARBOUR_NOW": f"{day}T10:00:00"}
    command = [sys.executable, "-m", "api", *words]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def test_a_critical_page_stops_check_and_build_until_its_translation_is_imported(house: Path) -> None:
    """On the eighth day check and build fail with four faults; export, a translator and import mend one of them."""
    assert _harbour(house, "2026-11-30", "check", "annual-leave").returncode == 0
    for command in ("check", "build"):
        failed = _harbour(house, "2026-12-01", command)
        assert (failed.returncode, (failed.stdout + failed.stderr).count("for 8 days on a critical page")) == (1, 4)
    listed = _harbour(house, "2026-12-01", "check", "--translations", "vi.md").stdout
    assert "1 blocks wait" in listed
    line = (house / GUIDE / "vi.md").read_text(encoding="utf-8").splitlines().index("## evidence") + 4
    assert f"{GUIDE}/vi.md:{line}: outdated for 8 days (late): the Chinese now says: " in listed
    assert _harbour(house, "2026-12-01", "translate", "export", "vi", "--to", "out", "annual").returncode == 0
    path = house / "out" / "vi" / "guides.annual-leave.po"
    before = (house / GUIDE / "vi.md").read_bytes()
    refused = _harbour(house, "2026-12-01", "translate", "import", str(path))
    assert (refused.returncode, (house / GUIDE / "vi.md").read_bytes()) == (1, before)
    assert f"{path}:" in refused.stderr
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    taken = _harbour(house, "2026-12-01", "translate", "import", str(path))
    assert (taken.returncode, "1 blocks loaded" in taken.stdout) == (0, True)
    assert _harbour(house, "2026-12-01", "check").stdout.count("for 8 days on a critical page") == 3


def test_a_language_that_nobody_translates_into_is_refused(house: Path) -> None:
    """The source language and an unknown one are no choice; nothing is written."""
    for slug in ("zh-hant", "fr"):
        refused = _harbour(house, "2026-12-01", "translate", "export", slug)
        assert (refused.returncode, "invalid choice" in refused.stderr) == (2, True)
    assert not (house / "var").exists()
