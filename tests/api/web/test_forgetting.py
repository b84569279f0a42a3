"""Both processes leave no core behind, whatever ends them: by their own doing and by how they are started."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, make_offer, publish

OPENED = """
from api.web.config import from_environment
from api.web.factory import prepare
from api.web.serving import open_desk
config = from_environment(); prepare(config); desk = open_desk(config, "Asia/Taipei")
"""


def _limits(code: str, folder: Path) -> str:
    publish(folder / "output", [make_offer()])
    environment = {
        "HARBOUR_OUTPUT": str(folder / "output"),
        "HARBOUR_VAR": str(folder / "service"),
        "PYTHONPATH": str(ROOT),
    }
    run = f"import resource\n{code}\nprint(*resource.getrlimit(resource.RLIMIT_CORE))"
    told = subprocess.run(
        [sys.executable, "-c", run], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def test_whoever_holds_the_desks_key_writes_no_core(tmp_path: Path) -> None:
    """From the moment the desk's key is read, the size of a core is 0, and cannot be raised again."""
    assert _limits(OPENED, tmp_path) == "0 0"


@pytest.mark.parametrize("name", ["harbour", "harbour-desk"])
def test_systemd_starts_both_without_cores_and_with_folders_of_their_own(name: str) -> None:
    """Both units say LimitCORE=0, MemorySwapMax=0 and PrivateTmp=yes: what is opened reaches no disk."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "deploy" / f"{name}.service", encoding="utf-8")
    told = {key: unit["Service"].get(key) for key in ("LimitCORE", "MemorySwapMax", "PrivateTmp")}
    assert told == {"LimitCORE": "0", "MemorySwapMax": "0", "PrivateTmp": "yes"}
