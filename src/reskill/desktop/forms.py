"""Building a widget from its Qt Designer form at run time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QDialog, QWidget

import reskill.paths as paths
from reskill.desktop import theme
from reskill.desktop.room import keep_within

Promoted = Sequence[type[QWidget]]


class FormError(Exception):
    """A form that cannot be used: it is not there, or one of its object names hides a method of Qt."""


def load(widget: QWidget, stem: str, promoted: Promoted = ()) -> None:
    """Build ui/<stem>.ui onto `widget`; every object of the form becomes an attribute of the same name.

    `promoted` gives the classes that the form names. Raises FormError.
    """
    load_into(widget, widget, stem, promoted)
    if isinstance(widget, QDialog):
        keep_within(widget)


def load_into(owner: QWidget, widget: QWidget, stem: str, promoted: Promoted = ()) -> None:
    """As `load`, with the form on `widget` and the attributes on `owner`, whose frame holds the widget."""
    path = paths.shipped("ui") / f"{stem}.ui"
    loader = _Loader(owner, widget, promoted)
    if not loader.load(str(path)):
        raise FormError(f"{path} could not be loaded")
    if loader.refused:
        raise FormError(f"{path.name}: {', '.join(loader.refused)} hides a method of {type(owner).__name__}")
    for box in widget.findChildren(QAbstractSpinBox):
        theme.pad(box)
    draw_icons(widget)


def draw_icons(widget: QWidget) -> None:
    """Give the buttons on a widget the icons that their form names, in the colours in force."""
    for button in widget.findChildren(QAbstractButton):
        name = button.property("icon_name")
        if name:
            button.setIcon(theme.icon(str(name), "accent_text" if button.property("kind") == "primary" else "text"))


class _Loader(QUiLoader):
    def __init__(self, owner: QWidget, root: QWidget, promoted: Promoted) -> None:
        super().__init__()
        self._owner = owner
        self._root = root
        self._promoted = {p.__name__: p for p in promoted}
        self.refused: list[str] = []

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        if parent is None:
            return self._root
        if class_name in self._promoted:
            made = self._promoted[class_name](parent)
            made.setObjectName(name)
        else:
            made = super().createWidget(class_name, parent, name)
        self._keep(name, made)
        return made

    def createAction(self, parent: QObject | None = None, name: str = "") -> QAction:
        made = super().createAction(parent, name)
        self._keep(name, made)
        return made

    def _keep(self, name: str, made: QObject) -> None:
        if hasattr(type(self._owner), name):
            self.refused.append(name)
        else:
            setattr(self._owner, name, made)
