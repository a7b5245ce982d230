"""What each action of the window does: the list of its menus, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu

from reskill.desktop import files, move_work, setting_work, work, worksheet_work
from reskill.desktop.pages.page import Page
from reskill.desktop.session import Session

Format = QKeySequence.SequenceFormat
NEED_PROJECT = (
    "import_roster",
    "count_moves",
    "export_workbook",
    "read_review",
    "write_worksheets",
    "read_worksheets",
    "write_settings",
    "read_settings",
    "write_decisions",
    "read_decisions",
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


@dataclass(frozen=True)
class Desk:
    """What the actions need: the window and its session, its page in front, going to a page, the status bar."""

    window: QMainWindow
    session: Session
    page: Callable[[], Page | None]
    go: Callable[[str], object]
    say: Callable[[str], object]


def of(desk: Desk) -> dict[str, Callable[[], object]]:
    """Every action of the form by name, and what it does."""
    session = desk.session
    return {
        "new_project": lambda: _new_project(desk),
        "open_project": lambda: _open(desk, files.ask_project(desk.window)),
        "sample_city": lambda: work.sample_city(session, lambda path: open_path(desk, path)),
        "import_roster": lambda: _import(desk, files.ask_roster(desk.window)),
        "count_moves": lambda: move_work.ask_earlier_roster(session, desk.window),
        "export_workbook": lambda: desk.go("review"),
        "read_review": lambda: work.ask_review(session, desk.window),
        "write_worksheets": lambda: _write_worksheets(desk),
        "read_worksheets": lambda: worksheet_work.ask_returned(session, desk.window),
        "write_settings": lambda: setting_work.ask_settings_target(session, desk.window),
        "read_settings": lambda: setting_work.ask_settings(session, desk.window),
        "write_decisions": lambda: setting_work.ask_decisions_target(session, desk.window),
        "read_decisions": lambda: setting_work.ask_decisions(session, desk.window),
        "save": lambda: _save(desk),
        "save_copy": lambda: files.save_copy(session, desk.window),
        "restore_backup": lambda: _restore_backup(desk),
        "reference_packs": lambda: _reference_packs(desk),
        "close_project": session.leave,
        "quit": desk.window.close,
        "undo": lambda: session.turn(back=True),
        "redo": lambda: session.turn(back=False),
        "find_here": lambda: _find_here(desk),
        "preferences": lambda: _preferences(desk),
        "update_figures": lambda: work.update_figures(session),
        "make_plan": lambda: work.make_plan(session),
        "whole_job": lambda: work.whole_job(session),
        "oversight_rules": lambda: _oversight_rules(desk),
        "read_details": lambda: _read_details(desk),
        "plan_help": lambda: _plan_help(desk),
        "keys": lambda: _keys(desk),
        "about": lambda: _about(desk),
    }


def open_path(desk: Desk, path: Path) -> None:
    """Open a project, or import a roster; for a roster, a project is made first when none is open."""
    if path.suffix.lower() not in files.ROSTER_SUFFIXES:
        files.open_file(desk.session, path)
    elif desk.session.is_open:
        _import(desk, path)
    else:
        from reskill.work.planner import city_of

        _new_project(desk, city_of(path.name), then=lambda: _import(desk, path))


def _open(desk: Desk, path: Path | None) -> None:
    if path:
        files.open_file(desk.session, path)


def _new_project(desk: Desk, city: str = "", then: Callable[[], object] = lambda: None) -> None:
    from reskill.desktop.dialogs.new_project import NewProjectDialog

    dialog = NewProjectDialog(desk.window, city)
    if dialog.exec():
        dialog.make(desk.session, then)


def _import(desk: Desk, path: Path | None) -> None:
    if path:
        from reskill.desktop.dialogs.import_roster import ImportRosterDialog

        dialog = ImportRosterDialog(desk.session, path, desk.window)
        if dialog.exec():
            dialog.take_in()


def _write_worksheets(desk: Desk) -> None:
    from reskill.desktop.dialogs.write_worksheets import WriteWorksheetsDialog
    from reskill.desktop.pages.tasks import TasksPage

    page = desk.page()
    chosen = page.chosen_titles() if isinstance(page, TasksPage) else []
    WriteWorksheetsDialog(desk.session, chosen, desk.window).exec()


def _save(desk: Desk) -> None:
    project = desk.session.project
    if project.lost:
        raise project.lost
    desk.say(f"Everything is saved, as always: {project.path}")


def _restore_backup(desk: Desk) -> None:
    from reskill.desktop.dialogs.restore import RestoreDialog

    RestoreDialog(desk.session, desk.window).exec()


def _reference_packs(desk: Desk) -> None:
    from reskill.desktop.dialogs.reference_packs import ReferencePacksDialog

    ReferencePacksDialog(desk.session, desk.window).exec()


def _preferences(desk: Desk) -> None:
    from reskill.desktop.dialogs.preferences import PreferencesDialog

    PreferencesDialog(desk.session, desk.window).exec()


def _oversight_rules(desk: Desk) -> None:
    from reskill.desktop.dialogs.oversight_rules import OversightRulesDialog

    OversightRulesDialog(desk.session, desk.window).exec()


def _read_details(desk: Desk) -> None:
    from reskill.desktop.dialogs.help import ReadingDialog

    page = desk.page()
    if page and page.details:
        ReadingDialog(page.details.title, page.details.as_html(whole=True), desk.window).show()


def _plan_help(desk: Desk) -> None:
    from reskill.desktop.dialogs.help import help_on_plan

    help_on_plan(desk.window).show()


def _keys(desk: Desk) -> None:
    from reskill.desktop.dialogs.about import keys_as_html
    from reskill.desktop.dialogs.help import ReadingDialog

    keyed = [
        a for menu in desk.window.menuBar().findChildren(QMenu) for a in menu.actions() if not a.shortcut().isEmpty()
    ]
    told = [(a.shortcut().toString(Format.NativeText), _plain(a.text())) for a in keyed]
    ReadingDialog("Keys", keys_as_html(told), desk.window).show()


def _plain(text: str) -> str:
    """The words of a menu's entry, without the sign before its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _about(desk: Desk) -> None:
    from reskill.desktop.dialogs.about import AboutDialog

    AboutDialog(desk.window).exec()


def _find_here(desk: Desk) -> None:
    page = desk.page()
    field = page.search_field() if page else None
    if field:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
