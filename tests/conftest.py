"""What every test shares: an own home for the program, an offscreen screen, and the real data when it is at hand."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew, to be reviewed as a diff")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's folders, apart from the user's own."""
    folder = tmp_path_factory.mktemp("home")
    os.environ["RESKILL_HOME"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real rosters, releases and labels, which is not part of the project."""
    folder = Path(os.environ.get("RESKILL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the real data (../shared) is not at hand")
    return folder / "data"


@pytest.fixture(scope="session")
def catalog(home: Path):
    """The embedded reference."""
    from reskill.reference.catalog import open_pack

    return open_pack()


@pytest.fixture(scope="session")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new, empty project file, made once and never changed."""
    from reskill.project.file import create

    made = create(tmp_path_factory.mktemp("empty") / "city.reskill", city="Testville", state="IL")
    made.close()
    return made.path


@pytest.fixture
def project(empty_project: Path, tmp_path: Path):
    """A copy of the empty project."""
    from reskill.project.file import open_project

    opened = open_project(Path(shutil.copy(empty_project, tmp_path)))
    yield opened
    opened.close()


@pytest.fixture
def for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes the IT department's file of this computer, which the program reads at its next start."""
    from reskill import machine

    file = tmp_path / "everybody" / machine.NAME
    file.parent.mkdir()
    monkeypatch.setattr(machine, "place", lambda: file)

    def write(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        machine.defaults.cache_clear()
        return file

    yield write
    machine.defaults.cache_clear()
