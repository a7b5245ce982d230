"""Several occupations for one title, with shares that sum to 100%."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QSpinBox, QWidget

from reskill.desktop import theme
from reskill.desktop.dialogs.dialog import Dialog
from reskill.desktop.number_box import Kept
from reskill.desktop.session import Session
from reskill.matching.decisions import set_blend
from reskill.project.file import Project
from reskill.queries import titles
from reskill.queries.rows import Row

STEP = 5


class BlendDialog(Dialog):
    """A share for each suggested occupation; those at 0% are left out."""

    form = "blend"

    title_label: QLabel
    shares_area: QWidget
    sum_label: QLabel
    why: QPlainTextEdit

    def __init__(self, session: Session, title: Row, candidates: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title_id = int(title["key"])
        self._shares: dict[str, Kept] = {}
        self.title_label.setText(title["title"])
        held = titles.shares(self.project, self._title_id)
        names = {c["code"]: c["occupation"] for c in candidates} | {c: n for c, (n, _) in held.items()}
        grid = QGridLayout(self.shares_area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for line, (code, name) in enumerate(names.items()):
            box = QSpinBox()
            theme.pad(box)
            box.setRange(0, 100)
            box.setSingleStep(STEP)
            box.setSuffix(" %")
            box.setAccessibleName(f"Share of {name}")
            self._shares[code] = Kept(box, held[code][1] if code in held else 0, 100)
            box.valueChanged.connect(self._show_sum)
            label = QLabel(name)
            label.setWordWrap(True)
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
        self._show_sum()

    def _show_sum(self) -> None:
        total = round(100 * sum(kept.number for kept in self._shares.values()))
        self.sum_label.setText(
            "The shares sum to 100%." if total == 100 else f"The shares sum to {total}%; make it 100%."
        )
        self.ok_button.setEnabled(total == 100)

    def deed(self, project: Project) -> None:
        """Set the blend."""
        shares = [(code, kept.number) for code, kept in self._shares.items() if kept.number]
        set_blend(project, self._title_id, shares, self.why.toPlainText(), self.catalog)
