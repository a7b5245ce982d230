"""Undo and redo actions that name the step they would take back or do again."""

from __future__ import annotations

from PySide6.QtGui import QAction

from reskill.desktop.session import Session


def name_steps(session: Session, undo: QAction, redo: QAction) -> None:
    """Put the next steps' labels into the two actions, and switch them off when there is none."""
    for action, verb, query in (
        (undo, "&Undo", "SELECT label, inverse FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"),
        (redo, "&Redo", "SELECT label, inverse FROM step WHERE state = 'undone' ORDER BY id LIMIT 1"),
    ):
        found = session.project.rows(query) if session.is_open else []
        able = bool(found) and found[0]["inverse"] is not None and session.project.writable
        action.setText(f"{verb}: {found[0]['label'].replace('&', '&&')}" if able else verb)
        action.setEnabled(able)
