"""A funding rule of the planner's own: what it asks, where that stands, and what it is checked on."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.checks.rulebook import Rule, add_rule
from reskill.problem import ReskillError
from reskill.project.file import Project

CHECKED = {  # what stands in the box -> the rule's unit
    "what a named person says of its papers": "",
    "a share of the funds' cash in a year, at most": "share",
    "US dollars on the funds in a year, at most": "US dollars",
}


class AddRuleDialog(Dialog):
    """One line for each thing that a rule needs."""

    form = "add_rule"

    name_line: QLineEdit
    words: QLineEdit
    level: QComboBox
    checked_on: QComboBox
    value: QLineEdit
    costs: QLineEdit
    kinds: QLineEdit
    jurisdiction: QLineEdit
    begins: QLineEdit
    ends: QLineEdit
    source: QLineEdit
    read_on: QLineEdit

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.level.addItems(["warning", "error"])
        self.checked_on.addItems(list(CHECKED))

    def deed(self, project: Project) -> None:
        """Add the rule."""
        text = self.value.text().strip().lstrip("$").replace(",", "")
        try:
            value = float(text) if text else None
        except ValueError:
            raise ReskillError(f"{text!r} is no value.", "Write a number, as 0.1 or 5000.") from None
        add_rule(
            project,
            Rule(
                id=self.name_line.text().strip(),
                check=0,
                level="error" if self.level.currentText() == "error" else "warning",
                text=self.words.text().strip(),
                parameter="most" if value is not None else "",
                value=value,
                unit=CHECKED[self.checked_on.currentText()],
                applies_to=_list(self.kinds.text()),
                jurisdiction=self.jurisdiction.text().strip().upper(),
                effective_from=self.begins.text().strip(),
                effective_to=self.ends.text().strip(),
                source=self.source.text().strip(),
                on=True,
                own=True,
                read_on=self.read_on.text().strip(),
                costs=_list(self.costs.text()),
            ),
        )


def _list(text: str) -> str:
    return ";".join(part.strip() for part in text.split(";") if part.strip())
