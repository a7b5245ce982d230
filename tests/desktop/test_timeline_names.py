"""The names beside the timeline: told apart where there is little room, whole under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from reskill.desktop.widgets.short_names import in_room
from reskill.desktop.widgets.timeline import HEAD, Timeline
from reskill.pathways.practice import PRACTICE
from reskill.planning.timeline_chart import Bar

NAMES = (f"{PRACTICE} Bookkeeping, Accounting, and Auditing Clerks", f"{PRACTICE} Cooks")


def test_that_names_that_begin_alike_are_told_apart_in_little_room(qtbot) -> None:
    chart = Timeline()
    qtbot.addWidget(chart)
    metrics = chart.fontMetrics()
    room = metrics.horizontalAdvance(NAMES[1]) + 4
    assert in_room(NAMES[1], metrics, room) == NAMES[1]
    cut = in_room(NAMES[0], metrics, room)
    assert cut.startswith("Practice: Bookkeeping") and metrics.horizontalAdvance(cut) <= room
    libraries = "Department of Public Libraries"
    assert in_room(libraries, metrics, metrics.horizontalAdvance(libraries) + 4) == libraries
    assert in_room(libraries, metrics, metrics.horizontalAdvance("Public Libraries") + 4) == "Public Libraries"


@pytest.mark.parametrize(("row", "said"), [(0, NAMES[0]), (1, NAMES[1]), (5, "")])
def test_that_the_pointer_tells_the_whole_name_of_a_row(qtbot, row: int, said: str) -> None:
    chart = Timeline()
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    bars = [Bar(key=n, row=n, first=0, length=1, text="1") for n in range(2)]
    chart.show_bars(NAMES, ["FY2028 Q1"], bars)
    chart.show()
    QToolTip.hideText()
    high = chart.area(bars[1]).center().y() - chart.area(bars[0]).center().y()
    spot = QPoint(10, HEAD + high * row + high // 2)
    QApplication.sendEvent(
        chart.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, spot, chart.viewport().mapToGlobal(spot))
    )
    assert QToolTip.text() == said
