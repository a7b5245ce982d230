"""Random deeds, done by the command line and by the window, leave equal projects, table by table."""

from __future__ import annotations

import csv
import random
import re
import shutil
import tomllib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
import tomli_w
from PySide6.QtWidgets import QDialog, QDoubleSpinBox
from test_both_faces import open_roster

from reskill.cli.parser import run
from reskill.desktop.dialogs.funds import FundsDialog
from reskill.desktop.dialogs.preferences import PreferencesDialog
from reskill.export.editions import write_workbook
from reskill.project.file import open_project
from reskill.project.schema import DECISIONS, DERIVED
from reskill.threshold_words import words_of
from reskill.work.settings import settings_text

CODES = ("43-6014.00", "43-4031.00", "43-3031.00", "25-4031.00", "13-2011.00")
THRESHOLDS = {"watch": (0.2, 0.3), "pay_floor": (0.7, 0.9)}
MOMENT = ("who", "at", "why", "source_file")  # of each face's own deed, and of its file
Deed = tuple[Callable[[Path, Path], None], Callable[..., None]]  # by the command line, by the window


def settings_of(project: Path) -> dict[str, object]:
    with closing(open_project(project)) as opened:
        return tomllib.loads(settings_text(opened))


def by_file(project: Path, folder: Path, settings: dict[str, object]) -> None:
    """Settings taken from a file by the command line."""
    (folder / "some.toml").write_bytes(tomli_w.dumps(settings).encode())
    assert run(["settings", "read", str(folder / "some.toml"), "--project", str(project)]) == 0


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=60_000)


def fill(window, kind: type[QDialog], name: str, number: float) -> None:
    """A number typed into a dialog, by what the field is called, and the dialog accepted."""
    dialog = kind(window.session, window)
    box = next(b for b in dialog.findChildren(QDoubleSpinBox) if b.accessibleName() == name)
    box.setValue(number)
    dialog.ok_button.click()


def threshold(draw: random.Random) -> Deed:
    name = draw.choice(list(THRESHOLDS))
    number = round(draw.uniform(*THRESHOLDS[name]), 2)

    def cli(project: Path, folder: Path) -> None:
        by_file(project, folder, {"thresholds": settings_of(project)["thresholds"] | {name: number}})

    return cli, lambda window, qtbot: fill(window, PreferencesDialog, words_of(name), number)


def fund(draw: random.Random) -> Deed:
    number = draw.randrange(50_000, 200_000, 5_000)

    def cli(project: Path, folder: Path) -> None:
        funds = settings_of(project)["fund"]
        first = min(funds[0]["amounts"])
        funds[0]["amounts"][first] = float(number)
        by_file(project, folder, {"fund": funds})

    def window(window, qtbot) -> None:
        dialog = FundsDialog(window.session, window)
        box = next(b for b in dialog.findChildren(QDoubleSpinBox) if b.accessibleName().startswith("Money of"))
        box.setValue(number)
        dialog.ok_button.click()

    return cli, window


def decide(draw: random.Random) -> Deed:
    title, code = draw.choice(["Court Clerk I", "Librarian", "Xq Zzyx", "Payroll Technician"]), draw.choice(CODES)

    def cli(project: Path, folder: Path) -> None:
        with (folder / "crosswalk.csv").open("w", newline="", encoding="utf-8") as f:
            out = csv.writer(f)
            out.writerow(["title", "department", "onet_soc_code", "share", "status", "who", "at", "why"])
            out.writerow([title, "", code, 1, "changed", "", "", ""])
        asked = ["crosswalk", "read", str(folder / "crosswalk.csv"), "--project", str(project), "--over", "decisions"]
        assert run(asked) == 0

    def window(window, qtbot) -> None:
        number = window.session.project.value("SELECT id FROM title WHERE title = ?", (title,))
        if number is None:  # it is no longer in the roster
            return
        window.go("titles")
        page = window.page()
        page.arrive(number)
        assert page.queue.current()["key"] == number
        page.look_up.setText(code)
        page.accept_button.click()

    return cli, window


def comment(draw: random.Random) -> Deed:
    words = f"Who checks it, {draw.randrange(10**6)}?"
    made: list[Path] = []

    def reviewed(project: Path, folder: Path) -> Path:
        """The union edition with a comment in its first row, which both faces read."""
        from reskill.reference.catalog import open_pack

        if not made:
            made.append(folder / f"{len(list(folder.glob('*.xlsx')))}.xlsx")
            with closing(open_project(project)) as opened, closing(open_pack()) as catalog:
                write_workbook(opened, catalog, made[0], "union")
            book = openpyxl.load_workbook(made[0])
            sheet = next(s for s in book if "Comment" in [c.value for c in s[1]])
            sheet.cell(2, [c.value for c in sheet[1]].index("Comment") + 1).value = words
            book.save(made[0])
        return made[0]

    def cli(project: Path, folder: Path) -> None:
        assert run(["review", str(reviewed(project, folder)), "--project", str(project)]) == 0

    def window(window, qtbot) -> None:
        from reskill.desktop import work

        work.read_review(window.session, made[0])
        settled(window, qtbot)

    return cli, window


def update(draw: random.Random) -> Deed:
    """Next year's roster: some titles with other numbers of positions, one of them new."""
    staff = [("Administrative Assistant II", 46_000), ("Court Clerk I", 43_000), ("Librarian", 61_000)]
    staff += [("Payroll Technician", 52_000), ("Permit Technician", 50_000)]
    rows = [(title, pay + 100 * i) for title, pay in staff for i in range(draw.randrange(1, 9))]
    files: list[Path] = []

    def cli(project: Path, folder: Path) -> None:
        files.append(folder / f"next {len(list(folder.glob('*.csv')))}.csv")
        with files[0].open("w", newline="", encoding="utf-8") as f:
            out = csv.writer(f)
            out.writerow(["Employee No", "Job Title", "Department", "Union", "Grade", "Annual Salary", "FTE", "Status"])
            out.writerows(
                [2000 + n, title, "Finance", "", "G5", pay, 1, "Filled"] for n, (title, pay) in enumerate(rows)
            )
        assert run(["project", "update", str(project), "--roster", str(files[0])]) in (0, 1)

    def window(window, qtbot) -> None:
        open_roster(window, qtbot, files[0])
        settled(window, qtbot)

    return cli, window


def held(project: Path) -> dict[str, list[str]]:
    """Every row of every table but the steps, without numbers of rows and the moment of a deed."""
    with closing(open_project(project)) as opened:
        out = {}
        for table in (*DECISIONS, *DERIVED):
            rows = opened.rows(f"SELECT * FROM {table}")
            own = {"id"} if table in ("mapping", "plan_note", "budget_line", "rejected", "comment") else set()
            told = (repr({k: v for k, v in r.items() if k not in (*MOMENT, *own)}) for r in rows)
            out[table] = sorted(
                re.sub(r"(made|until) [-\d]{10} [:\d]{8}", r"\1", t) for t in told
            )  # names of kept plans
        return out


@pytest.mark.parametrize("seed", (0, 7, 9))
def test_that_both_faces_leave_equal_projects(
    empty_window, qtbot, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_box, seed: int
) -> None:
    from reskill.desktop import errors

    monkeypatch.setattr(errors, "show_problems", lambda *_: None)
    draw = random.Random(seed)
    kinds = [*draw.sample([threshold, fund, decide, comment, update], 4), draw.choice([decide, fund, threshold])]
    deeds = [kind(draw) for kind in kinds]
    before, other = held(city), Path(shutil.copy(city, tmp_path / "window.reskill"))
    for cli, _ in deeds:
        cli(city, tmp_path)
    assert run(["project", "update", str(city)]) in (0, 1)  # 1 for a line that could not be used, or a plan of nobody
    empty_window.open_path(other)
    qtbot.waitUntil(lambda: empty_window.session.is_open and not empty_window.session.jobs.busy, timeout=20_000)
    for _, by_window in deeds:
        by_window(empty_window, qtbot)
    empty_window.do("whole_job")
    settled(empty_window, qtbot)
    empty_window.session.close()
    assert no_box == []
    by_command, by_window = held(city), held(other)
    assert by_command != before
    for table, rows in by_command.items():
        assert by_window[table] == rows, (table, [k.__name__ for k in kinds])
