"""What each action of the window does: the list of its menus, in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox

from reskill.desktop import files, work, worksheet_work

if TYPE_CHECKING:
    from reskill.desktop.main_window import MainWindow

NEED_PROJECT = (
    "import_roster",
    "export_workbook",
    "read_review",
    "write_worksheets",
    "read_worksheets",
    "save",
    "save_copy",
    "close_project",
    "find_here",
    "preferences",
    "update_figures",
    "make_plan",
    "whole_job",
    "oversight_rules",
)


def of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Every action of the form by name, and what it does."""
    session = window.session
    return {
        "new_project": lambda: _new_project(window),
        "open_project": lambda: _open(window, files.ask_project(window)),
        "sample_city": lambda: work.sample_city(session, window.open_path),
        "import_roster": lambda: _import(window, files.ask_roster(window)),
        "export_workbook": lambda: window.go("review"),
        "read_review": lambda: work.ask_review(session, window),
        "write_worksheets": lambda: _write_worksheets(window),
        "read_worksheets": lambda: worksheet_work.ask_returned(session, window),
        "save": lambda: _save(window),
        "save_copy": lambda: files.save_copy(session, window),
        "restore_backup": lambda: _restore_backup(window),
        "reference_packs": lambda: _reference_packs(window),
        "close_project": session.leave,
        "quit": window.close,
        "undo": lambda: session.turn(back=True),
        "redo": lambda: session.turn(back=False),
        "find_here": lambda: _find_here(window),
        "preferences": lambda: _preferences(window),
        "update_figures": lambda: work.update_figures(session),
        "make_plan": lambda: work.make_plan(session),
        "whole_job": lambda: work.whole_job(session),
        "oversight_rules": lambda: _oversight_rules(window),
        "keys": lambda: _keys(window),
        "about": lambda: _about(window),
    }


def open_path(window: MainWindow, path: Path) -> None:
    """Open a project, or import a roster; for a roster, a project is made first when none is open."""
    if path.suffix.lower() not in files.ROSTER_SUFFIXES:
        files.open_file(window.session, path)
    elif window.session.is_open:
        _import(window, path)
    else:
        _new_project(window, then=lambda: _import(window, path))


def _open(window: MainWindow, path: Path | None) -> None:
    if path:
        files.open_file(window.session, path)


def _new_project(window: MainWindow, then: Callable[[], object] = lambda: None) -> None:
    from reskill.desktop.dialogs.new_project import NewProjectDialog

    dialog = NewProjectDialog(window)
    if dialog.exec():
        dialog.make(window.session, then)


def _import(window: MainWindow, path: Path | None) -> None:
    if path:
        from reskill.desktop.dialogs.import_roster import ImportRosterDialog

        dialog = ImportRosterDialog(window.session, path, window)
        if dialog.exec():
            dialog.take_in()


def _write_worksheets(window: MainWindow) -> None:
    from reskill.desktop.dialogs.write_worksheets import WriteWorksheetsDialog
    from reskill.desktop.pages.tasks import TasksPage

    page = window.page()
    chosen = page.chosen_titles() if isinstance(page, TasksPage) else []
    WriteWorksheetsDialog(window.session, chosen, window).exec()


def _save(window: MainWindow) -> None:
    project = window.session.project
    if project.lost:
        raise project.lost
    window.say(f"Everything is saved, as always: {project.path}")


def _restore_backup(window: MainWindow) -> None:
    from reskill.desktop.dialogs.restore import RestoreDialog

    RestoreDialog(window.session, window).exec()


def _reference_packs(window: MainWindow) -> None:
    from reskill.desktop.dialogs.reference_packs import ReferencePacksDialog

    ReferencePacksDialog(window.session, window).exec()


def _preferences(window: MainWindow) -> None:
    from reskill.desktop.dialogs.preferences import PreferencesDialog

    PreferencesDialog(window.session, window).exec()


def _oversight_rules(window: MainWindow) -> None:
    from reskill.desktop.dialogs.oversight_rules import OversightRulesDialog

    OversightRulesDialog(window.session, window).exec()


def _keys(window: MainWindow) -> None:
    from reskill.desktop.dialogs.about import keys_text

    QMessageBox.information(window, "Keys on the Titles page", keys_text())


def _about(window: MainWindow) -> None:
    from reskill.desktop.dialogs.about import AboutDialog

    AboutDialog(window).exec()


def _find_here(window: MainWindow) -> None:
    page = window.page()
    field = page.search_field() if page else None
    if field:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
