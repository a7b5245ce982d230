"""Undo and redo actions that name the step they would take back or do again."""

from __future__ import annotations

from PySide6.QtGui import QAction

from reskill.desktop.session import Session


def name_steps(session: Session, undo: QAction, redo: QAction) -> None:
    """Put the next steps' labels into the two actions, and switch them off when there is none."""
    labels = session.project.turns if session.is_open else ("", "")
    for action, verb, label in zip((undo, redo), ("&Undo", "&Redo"), labels, strict=True):
        action.setText(f"{verb}: {label.replace('&', '&&')}" if label else verb)
        action.setEnabled(bool(label))
