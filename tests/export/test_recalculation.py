"""Workbooks as another program calculates them. Needs LibreOffice."""

import importlib.util
import shutil
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from reskill.export.editions import EDITIONS, write_workbook
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "check_workbook.py"

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    """packaging/check_workbook.py as a module."""
    sys.path.insert(0, str(SCRIPT.parent))  # where its neighbour lies
    spec = importlib.util.spec_from_file_location("check_workbook", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("edition", sorted(set(EDITIONS) - {"evidence"}))  # that one has next to no formulas
def test_that_another_program_calculates_the_same(
    edition: str, checker: ModuleType, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", edition)
    verdict = checker.check(tmp_path / "a.xlsx", planned.path)
    assert verdict.differences == []
    assert verdict.formulas > 2


def test_that_a_wrong_value_is_found(
    checker: ModuleType, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for item in old.infolist():
            content = old.read(item)
            changed = content.replace(b"<v>43290.0</v>", b"<v>43290.02</v>")
            new.writestr(item, changed)
    found = checker.check(tmp_path / "b.xlsx", planned.path).differences
    assert any("written 43290.02, recalculated 43290" in d for d in found)
