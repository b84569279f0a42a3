"""No opening and no vacancy is published below the minimum wage of its day."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from api.content.library import read
from api.content.lint import faults
from tests.support import ROOT

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("vacancies/weekend-shop-assistant", "wage = [200, 205]", "wage = [195, 205]", "195 a hour is below"),
        ("fairs/luzhu-precision", "wage = [35000, 45000]", "wage = [29499, 45000]", "29499 a month is below"),
    ],
)
def test_a_wage_below_the_minimum_is_a_fault(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    """NT$195 an hour and NT$29,499 a month are told with their line; what stands there now passes."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    path = content / name / "facts.toml"
    assert not [each for each in faults(read(content), DAY) if "minimum wage" in each.problem]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = [each for each in faults(read(content), DAY) if "minimum wage" in each.problem]
    assert {each.path for each in found} == {path}
    assert problem in found[0].problem
    assert new in path.read_text(encoding="utf-8").splitlines()[found[0].line - 1]


def test_neighbours_are_mutual(tmp_path: Path) -> None:
    """When one half of a pair of neighbours is missing, the pair is told."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    site = content / "site.toml"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace('cijin = ["gushan", ', "cijin = ["), encoding="utf-8")
    assert any("('gushan', 'cijin')" in each.problem for each in read(content).faults)
