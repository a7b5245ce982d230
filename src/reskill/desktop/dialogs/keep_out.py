"""Keeping people out of training: a department, a title or a program, in some quarters or in all."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.session import Session
from reskill.planning.by_hand.typed import quarters_to_choose
from reskill.planning.ruled_out import quarter_of, rule_out
from reskill.project.file import Project
from reskill.queries import plan


class KeepOutDialog(Dialog):
    """Whom, from what, and when."""

    form = "keep_out"

    whom: QComboBox
    program: QComboBox
    first: QComboBox
    last: QComboBox
    why: QLineEdit

    def __init__(self, session: Session, why: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.whom.addItem("everybody", {})
        for name in plan.departments(self.project):
            self.whom.addItem(f"department {name}", {"department": name})
        for row in plan.titles_to_plan(self.project):
            self.whom.addItem(f"title {row['title']}", {"title_id": row["id"]})
        self.program.addItem("any program", None)
        for row in plan.programs_in_use(self.project):
            self.program.addItem(str(row["name"]), row["id"])
        for box, open_end in ((self.first, "the beginning"), (self.last, "the end")):
            box.addItem(open_end, "")
            for text in quarters_to_choose(self.project):
                box.addItem(text, text.partition(",")[0])
        self.why.setText(why)

    def deed(self, project: Project) -> None:
        """Rule it out."""
        first, last = self.first.currentData(), self.last.currentData()
        rule_out(
            project,
            **self.whom.currentData(),
            program_id=self.program.currentData(),
            first=quarter_of(first) if first else None,
            last=quarter_of(last) if last else None,
            why=self.why.text(),
        )
