"""The scenarios as cards: what each is about, and which one is in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reskill.desktop import theme
from reskill.planning.scenarios import Scenario


class ScenarioCards(QWidget):
    """One card for each scenario, with a button to let the plan go by it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(9)

    def show_scenarios(self, scenarios: Sequence[Scenario], in_force: str) -> None:
        """Show these, the one in force marked."""
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for scenario in scenarios:
            self._box.addWidget(self._card(scenario, scenario.name == in_force), 1)

    def _card(self, scenario: Scenario, in_force: bool) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setProperty("chosen", in_force)
        card.setAccessibleName(f"{scenario.title}{', in force' if in_force else ''}. {scenario.story}")
        title, story, button = QLabel(scenario.title), QLabel(scenario.story), QPushButton()
        title.setProperty("role", "section")
        title.setWordWrap(True)
        story.setWordWrap(True)
        story.setAlignment(Qt.AlignmentFlag.AlignTop)
        button.setText("In force" if in_force else "Use this")
        button.setAccessibleName(f"{button.text()}: {scenario.title}")
        button.setEnabled(not in_force)
        if in_force:
            button.setIcon(theme.icon("done", "good"))
        button.clicked.connect(lambda: self.chosen.emit(scenario.name))
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 11, 12, 12)
        box.addWidget(title)
        box.addWidget(story, 1)
        box.addWidget(button)
        return card
