"""Programs side by side."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtWidgets import QTextBrowser, QWidget

from reskill.desktop.dialogs.dialog import ViewDialog
from reskill.desktop.palette import colours
from reskill.desktop.session import Session
from reskill.programs.comparison import Fact, compare


class CompareProgramsDialog(ViewDialog):
    """A table with a column for each program; a dash means unknown."""

    form = "compare_programs"

    comparison: QTextBrowser

    def __init__(self, session: Session, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.comparison.setHtml(_table(compare(self.project, ids)))


def _table(facts: Sequence[Fact]) -> str:
    c = colours()
    width = 84 // len(facts[0].values)
    rows = []
    for fact in facts:
        tag = "th" if fact is facts[0] else "td"
        cells = "".join(f"<{tag} width='{width}%' align='left'>{html.escape(v) or '–'}</{tag}>" for v in fact.values)
        rows.append(f"<tr><td width='16%' style='color:{c.muted}'>{html.escape(fact.label)}</td>{cells}</tr>")
    return f"<table width='100%' cellspacing='0' cellpadding='6' border='1'>{''.join(rows)}</table>"
