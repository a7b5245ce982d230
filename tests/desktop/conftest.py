"""A small city, planned once by the core, and a window on a copy of it for each test."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

ROSTER = [
    # title, department, unit, grade, pay, how many
    ("Administrative Assistant II", "City Clerk", "AFSCME 1204", "G7", 46000, 9),
    ("Court Clerk I", "Municipal Court", "AFSCME 1204", "G6", 43000, 12),
    ("Accounts Payable Clerk", "Finance", "AFSCME 1204", "G7", 47000, 6),
    ("Payroll Technician", "Finance", "AFSCME 1204", "G8", 52000, 3),
    ("Data Entry Operator", "Water Utility", "AFSCME 1204", "G4", 37000, 5),
    ("Police Officer", "Police", "FOP 9", "P1", 78000, 20),
    ("Firefighter", "Fire", "IAFF 33", "F1", 74000, 15),
    ("Librarian", "Libraries", "SEIU 32", "G10", 61000, 4),
    ("Civil Engineer", "Engineering", "", "G14", 88000, 3),
    ("Custodian", "Facilities", "SEIU 32", "G2", 33000, 7),
    ("Xq Zzyx", "Facilities", "SEIU 32", "G2", 30000, 2),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # the offscreen platform says this of every window and list
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", "support raise", "support grabbing"))


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster of 86 positions in CSV, with one line that has no title."""
    path = tmp_path_factory.mktemp("roster") / "small_city.csv"
    with path.open("w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["Employee No", "Job Title", "Department", "Union", "Grade", "Annual Salary", "FTE", "Status"])
        number = 1000
        for title, department, unit, grade, pay, positions in ROSTER:
            for i in range(positions):
                number += 1
                out.writerow(
                    [number, title, department, unit, grade, pay + 100 * i, 1, "Vacant" if i == 3 else "Filled"]
                )
        out.writerow([number + 1, "", "Finance", "", "G1", 30000, 1, "Filled"])
    return path


@pytest.fixture(scope="session")
def planned(roster: Path, catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project file of the small city, planned."""
    from reskill.project.file import create
    from reskill.work import planner

    path = tmp_path_factory.mktemp("planned") / "small.reskill"
    project = create(path, city="Small City", state="NJ")
    planner.plan_roster(project, catalog, str(roster), budget=300_000)
    project.close()
    return path


@pytest.fixture
def city(planned: Path, tmp_path: Path) -> Path:
    """A copy of the planned project that a test may change."""
    return Path(shutil.copy(planned, tmp_path / "small.reskill"))


@pytest.fixture(autouse=True)
def look(qapp) -> None:
    """The look that the program gives itself."""
    from reskill.desktop.app import application

    application()


@pytest.fixture
def no_box(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What would have been shown in an error box."""
    from reskill.desktop import errors

    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda error, parent=None: shown.append(error))
    return shown


@pytest.fixture
def empty_window(qtbot):
    """A window without a project, destroyed by the GUI thread at the end."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from reskill.desktop.main_window import MainWindow

    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(empty_window, city: Path, qtbot, no_box):
    """A window on the small city, with nothing going on."""
    empty_window.open_path(city)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    qtbot.waitUntil(lambda: not empty_window.session.jobs.busy, timeout=20_000)
    yield empty_window
    assert no_box == []
