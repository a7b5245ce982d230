"""What the menu By hand has for a plan that is lived with: keeping, comparing and signing it, and what happens after."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox, QWidget

from reskill.desktop import errors, files
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.planning.actuals.remainder import settle
from reskill.planning.actuals.sheet import Taken, write_sheet
from reskill.planning.actuals.unreported import told, unreported
from reskill.planning.by_hand.typed import quarters_to_choose
from reskill.planning.kept.plans import keep, kept_plans, sign
from reskill.planning.ruled_out import quarter_of
from reskill.progress import Tick
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def fill(menu: QMenu, session: Session, window: QWidget, why: str, cohort_id: int | None) -> None:
    """Add the deeds; `cohort_id` is the one cohort that is chosen, None where not one is."""
    kept = kept_plans(session.project)
    open_plans = [p.name for p in kept if p.who and not p.signed_by]  # not those kept by themselves
    menu.addAction("Keep this &plan…", lambda: _keep(session, window, why))
    menu.addAction("&Compare plans…", lambda: _compare(session, window)).setEnabled(bool(kept))
    menu.addAction("S&ign a kept plan…", lambda: _sign(session, window, open_plans)).setEnabled(bool(open_plans))
    after = menu.addMenu("After signin&g")
    after.addAction("Report &spending…", lambda: _spending(session, window, cohort_id))
    after.addAction("People's &answers…", lambda: _answers(session, window))
    after.addAction("&Write a sheet for reports…", lambda: _write(session, window))
    after.addAction("&Read reports…", lambda: _read(session, window))
    after.addAction("Settle the &past…", lambda: _settle(session, window, why))
    after.addAction("&To do in a quarter…", lambda: _to_do(session, window))


def _keep(session: Session, window: QWidget, why: str) -> None:
    name, sure = QInputDialog.getText(window, "Keep this plan", "Name, such as offer to the union:")
    if sure:
        session.do(lambda p: keep(p, name, why))


def _compare(session: Session, window: QWidget) -> None:
    from reskill.desktop.dialogs.compare_plans import ComparePlansDialog

    ComparePlansDialog(session, window).exec()


def _sign(session: Session, window: QWidget, open_plans: list[str]) -> None:
    name, sure = QInputDialog.getItem(window, "Sign a kept plan", "Plan:", open_plans, 0, False)
    if not sure:
        return
    by, sure = QInputDialog.getText(window, "Sign a kept plan", f"Who signs {name}?")
    if sure:
        session.do(lambda p: sign(p, name, by))


def _spending(session: Session, window: QWidget, cohort_id: int | None) -> None:
    from reskill.desktop.dialogs.report_spending import ReportSpendingDialog

    ReportSpendingDialog(session, cohort_id, window).exec()


def _answers(session: Session, window: QWidget) -> None:
    from reskill.desktop.dialogs.people_answers import PeopleAnswersDialog

    PeopleAnswersDialog(session, window).exec()


def _to_do(session: Session, window: QWidget) -> None:
    from reskill.desktop.dialogs.quarter_to_do import QuarterToDoDialog

    QuarterToDoDialog(session, window).exec()


def _settle(session: Session, window: QWidget, why: str) -> None:
    quarters = quarters_to_choose(session.project)[1:]
    text, sure = QInputDialog.getItem(window, "Settle the past", "The rest of the plan begins in:", quarters, 0, False)
    if not sure:
        return
    quarter = quarter_of(text.partition(",")[0])
    classes = unreported(session.project, quarter)
    if classes and not _counts_as_planned(window, told(classes, quarter)):
        return
    session.do(lambda p: settle(p, quarter, why, as_planned=bool(classes)))


def _counts_as_planned(window: QWidget, text: str) -> bool:
    asked = QMessageBox.question(window, "Settle the past", f"{text}\n\nDo they count as planned?")
    return asked == QMessageBox.StandardButton.Yes


def _write(session: Session, window: QWidget) -> None:
    project = session.project
    start = project.path.with_name("reports.csv")
    files.write(
        session,
        window,
        "Write a sheet for reports",
        start,
        "Tables (*.csv)",
        lambda target: write_sheet(project, target),
    )


def _read(session: Session, window: QWidget) -> None:
    """Take reports in; lines that could not be are shown with their places."""
    name, _ = QFileDialog.getOpenFileName(window, "Read reports", str(session.project.path.parent), files.TABLES)
    if not name:
        return

    def read(project: Project, _catalog: Catalog, tick: Tick) -> Taken:
        from reskill.export.reports import read_reports

        return read_reports(project, Path(name), tick)

    def say(taken: Taken) -> None:
        also = f" and {count(taken.comments, 'comment')}" if taken.comments else ""
        session.said.emit(f"{count(taken.reports, 'report')}{also} taken in from {Path(name).name}.")
        if taken.problems:
            errors.show_problems(f"Left open by {Path(name).name}", taken.problems)

    session.work(f"Reading {Path(name).name}", read, say)
