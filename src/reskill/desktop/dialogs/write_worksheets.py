"""For which roles task worksheets are written, and how many pages of titles that makes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from reskill.desktop import worksheet_work
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.rows_model import count
from reskill.desktop.session import Session
from reskill.exposure.bands import AT_RISK
from reskill.queries import roles, titles
from reskill.worksheets.book import titles_in


class WriteWorksheetsDialog(Dialog):
    """The chosen roles, those at risk, or every role; OK asks for the file."""

    form = "write_worksheets"

    chosen_box: QRadioButton
    at_risk_box: QRadioButton
    every_box: QRadioButton
    effect_label: QLabel

    def __init__(self, session: Session, chosen: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._scopes: list[tuple[QRadioButton, list[int]]] = [
            (self.chosen_box, list(chosen)),
            (self.at_risk_box, titles_in(self.project, AT_RISK)),
            (self.every_box, titles_in(self.project)),
        ]
        self._without = roles.without_tasks(self.project)
        if len(chosen) == 1:
            title = titles.name(self.project, chosen[0])
            self.chosen_box.setText(f"The &chosen role: {title.replace('&', '&&')}")
        elif chosen:
            self.chosen_box.setText(f"The {len(chosen)} &chosen roles")
        for box, ids in self._scopes:
            box.setVisible(bool(ids) or box is not self.chosen_box)
            box.setEnabled(bool(ids))
            box.toggled.connect(self._show_effect)
        next((box for box, ids in self._scopes if ids), self.every_box).setChecked(True)
        self._show_effect()

    def _titles(self) -> list[int]:
        return next((ids for box, ids in self._scopes if box.isChecked()), [])

    def _show_effect(self) -> None:
        titles = self._titles()
        without = sum(t in self._without for t in titles)
        left_out = f" {count(without, 'title')} without tasks will be left out." if without else ""
        self.ok_button.setEnabled(len(titles) > without)
        self.effect_label.setText(f"{count(len(titles) - without, 'worksheet')} in one workbook.{left_out}")

    def _on_ok(self) -> None:
        target = worksheet_work.ask_target(self.session, self)
        if target:
            self.accept()
            worksheet_work.write(self.session, self._titles(), target)
