"""The city, the person's name, light or dark, and every planning assumption."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from reskill.desktop import settings, theme
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.horizon import SHORT_NAMES
from reskill.programs.place import set_home
from reskill.project.file import Project
from reskill.reference.catalog import STATES
from reskill.threshold_words import GROUPS, ORDER, words_of
from reskill.thresholds import BOUNDS, DEFAULTS

APPEARANCES = (("As the system", "system"), ("Light", "light"), ("Dark", "dark"))
Editor = QSpinBox | QDoubleSpinBox | QComboBox


class PreferencesDialog(Dialog):
    """General settings, and one editor for each threshold; OK is one step."""

    form = "preferences"

    tabs: QTabWidget
    city: QLineEdit
    state: QComboBox
    zip_code: QLineEdit
    planner: QLineEdit
    appearance: QComboBox
    search: QLineEdit
    defaults_button: QPushButton
    area: QScrollArea
    inner: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._editors: dict[str, Editor] = {}
        self._shown: dict[str, float | int | str] = {}  # what an editor was filled with
        self._labels: dict[str, QLabel] = {}
        self._headings: dict[str, QLabel] = {}
        self.city.setText(self.project.city)
        self.zip_code.setText(self.project.setting("zip"))
        self.planner.setText(self.project.setting("planner") or self.project.who)
        self.state.addItem("(none)", "")
        for code, name in STATES.items():
            self.state.addItem(f"{name} ({code})", code)
        self.state.setCurrentIndex(max(0, self.state.findData(self.project.setting("state"))))
        for text, value in APPEARANCES:
            self.appearance.addItem(text, value)
        self.appearance.setCurrentIndex(max(0, self.appearance.findData(settings.appearance())))
        self._build()
        self._before = self._held()
        self.search.textChanged.connect(self._on_search_changed)
        self.defaults_button.clicked.connect(self._on_defaults)

    def _build(self) -> None:
        grid = QGridLayout(self.inner)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setColumnStretch(0, 1)
        here = self.project.thresholds
        line = 0
        for group in (*ORDER, ""):
            names = [f.name for f in fields(DEFAULTS) if GROUPS.get(f.name, "") == group]
            if names:
                heading = self._headings[group] = QLabel(group or "Other")
                heading.setProperty("role", "section")
                grid.addWidget(heading, line, 0, 1, 2)
                line += 1
            for name in names:
                label = self._labels[name] = QLabel(words_of(name))
                label.setWordWrap(True)
                editor = self._editors[name] = _editor(name)
                editor.setAccessibleName(words_of(name))
                editor.setToolTip(f"Default: {getattr(DEFAULTS, name)}")
                if isinstance(editor, QAbstractSpinBox):
                    theme.pad(editor)
                label.setBuddy(editor)
                _set(editor, getattr(here, name))
                self._shown[name] = _value(editor)
                grid.addWidget(label, line, 0)
                grid.addWidget(editor, line, 1)
                line += 1
        grid.setRowStretch(line, 1)

    def _on_search_changed(self, text: str) -> None:
        words = text.casefold().split()
        for name, label in self._labels.items():
            shown = all(w in f"{name} {label.text()}".casefold() for w in words)
            label.setVisible(shown)
            self._editors[name].setVisible(shown)
        for heading in self._headings.values():
            heading.setVisible(not words)

    def _held(self) -> dict[str, str]:
        """The general settings as the fields hold them."""
        return {
            "city": self.city.text().strip() or self.project.path.stem,
            "state": self.state.currentData(),
            "planner": self.planner.text().strip(),
        }

    def _on_defaults(self) -> None:
        self._shown.clear()
        for name, editor in self._editors.items():
            _set(editor, getattr(DEFAULTS, name))

    def deed(self, project: Project) -> None:
        """Save what was changed; what was changed to the default is no longer set."""
        with project.change("Change the preferences"):
            for name, text in self._held().items():
                if text != self._before[name]:
                    project.set_setting(name, text)
            if self.zip_code.text().strip() != project.setting("zip"):
                set_home(project, self.zip_code.text().strip())
            for name, editor in self._editors.items():
                value, default = _value(editor), getattr(DEFAULTS, name)
                if value == self._shown.get(name):
                    continue
                if value == default:
                    project.forget_setting(name)
                elif value != getattr(project.thresholds, name):
                    project.set_setting(name, str(value))

    def accept(self) -> None:
        """Keep the look too; it belongs to the person, not to the project."""
        choice = str(self.appearance.currentData())
        self.project.who = self.project.setting("planner") or self.project.who
        if choice != settings.appearance():
            settings.set_appearance(choice)
            theme.choose(choice)
        super().accept()


def _editor(name: str) -> Editor:
    default = getattr(DEFAULTS, name)
    if isinstance(default, str):
        box = QComboBox()
        for value, text in SHORT_NAMES.items():
            box.addItem(text, value)
        return box
    low, high = BOUNDS[name]
    if isinstance(default, int):
        whole = QSpinBox()
        whole.setRange(int(low), int(high))
        return whole
    number = QDoubleSpinBox()
    big = isinstance(default, float) and default > 5
    number.setDecimals(max(1 if big else 2, len(str(default).partition(".")[2])))
    number.setRange(low, high)
    number.setGroupSeparatorShown(True)
    number.setSingleStep(1 if big else 0.05)
    return number


def _set(editor: Editor, value: float | int | str) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(value)))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(value))
    else:
        Kept(editor, float(value))


def _value(editor: Editor) -> float | int | str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    return editor.value() if isinstance(editor, QSpinBox) else round(editor.value(), 6)
