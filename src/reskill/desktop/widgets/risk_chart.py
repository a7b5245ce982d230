"""Exposure against headcount, or against the use of AI that was seen: a mark for each role, sized by payroll, with the
thresholds as lines to drag."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reskill.desktop.delegates.band import COLOURS
from reskill.desktop.palette import Colours, colour, colours
from reskill.desktop.rows_model import count
from reskill.exposure.bands import AT_RISK, BANDS
from reskill.exposure.observed_use import IS, standing

SYMBOLS = dict(zip(BANDS, "otds", strict=True))  # a band has its own shape, not only a colour
LINES = ("watch", "at_risk", "priority")
HEIGHTS = {"watch": 0.94, "at_risk": 0.84, "priority": 0.94}  # of the lines' names, apart when the lines are near
POSITIONS, USE = "positions", "use"
TENTHS = range(0, 101, 20)
HEADCOUNTS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10000)
SMALLEST, LARGEST = 7.0, 40.0  # marks, in pixels


@dataclass(frozen=True)
class Mark:
    """One role on the chart; net exposure in [0, 1], payroll in US dollars a year. `other` is the net exposure by
    GPT-4's ratings where these put the role in another band, None elsewhere; `use` the use of AI that was seen on its
    work, in [0, 1], None where it is not known."""

    key: int
    name: str
    net: float
    other: float | None
    use: float | None
    positions: int
    payroll: float
    band: str


class RiskChart(QWidget):
    """The chart; pyqtgraph is imported when it is first shown."""

    picked = Signal(int)  # the key of a mark that was clicked
    moved = Signal(dict)  # thresholds by name, as the lines stand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Roles by exposure and headcount")
        self.setMinimumHeight(170)
        self._plot: Any = None
        self._scatters: dict[str, Any] = {}
        self._lines: dict[str, Any] = {}
        self._ring: Any = None
        self._reaches: Any = None
        self._seen: Any = None  # the line of observed use
        self._against = POSITIONS
        self._marks: dict[int, Mark] = {}
        self._setting = False
        self._drawn_in: Colours | None = None

    def show_marks(self, marks: Sequence[Mark], thresholds: dict[str, float], against: str = POSITIONS) -> None:
        """Show these roles and thresholds against POSITIONS, or against USE those whose use is known."""
        self._build()
        self._against = against
        self._set_axis()
        marks = [m for m in marks if against == POSITIONS or m.use is not None]
        self._marks = {m.key: m for m in marks}
        most = max((m.payroll for m in marks), default=1) or 1
        for band, scatter in self._scatters.items():
            of_band = [m for m in marks if m.band == band]
            scatter.setData(
                x=[m.net * 100 for m in of_band],
                y=[self._height(m) for m in of_band],
                size=[SMALLEST + (LARGEST - SMALLEST) * math.sqrt(m.payroll / most) for m in of_band],
                data=[m.key for m in of_band],
            )
        apart = [m for m in marks if m.other is not None]
        self._reaches.setData(
            x=[100 * end for m in apart for end in (m.net, m.other or 0.0)],
            y=[self._height(m) for m in apart for _ in range(2)],
        )
        self.set_thresholds(thresholds)
        top = max((m.positions for m in marks), default=10)
        self._plot.setXRange(-4, 102, padding=0)  # so that the largest mark at zero is whole
        low, high = (-0.1, math.log10(max(10, top)) + 0.25) if against == POSITIONS else (-4, 104)
        self._plot.setYRange(low, high, padding=0)
        at_risk = [m for m in marks if m.band in AT_RISK]
        self.setAccessibleDescription(
            f"{count(len(marks), 'role')}, {len(at_risk)} of them at risk or priority; lines lead from"
            f" {count(len(apart), 'role')} to where GPT-4's ratings put them. {self._quadrants(marks)}"
            "The table has the figures."
        )

    def _height(self, mark: Mark) -> float:
        return math.log10(max(1, mark.positions)) if self._against == POSITIONS else 100 * (mark.use or 0.0)

    def _quadrants(self, marks: Sequence[Mark]) -> str:
        """How many roles are in each quadrant of what could be done and what is done, in words; '' against headcount."""
        if self._against == POSITIONS:
            return ""
        found = Counter(standing(m.net, m.use) for m in marks)
        return "".join(f"{count(n, 'role')}: {words}. " for words, n in sorted(found.items()))

    def _set_axis(self) -> None:
        axis = self._plot.getAxis("left")
        headcount = self._against == POSITIONS
        axis.setTicks(
            [[(math.log10(n), f"{n:,}") for n in HEADCOUNTS]] if headcount else [[(n, str(n)) for n in TENTHS]]
        )
        axis.setLabel("positions" if headcount else "use of AI seen, %", color=colour("muted").name())
        self._seen.setVisible(not headcount)
        self.setAccessibleName(f"Roles by exposure and {'headcount' if headcount else 'observed use of AI'}")

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chart anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plot is not None and self._drawn_in != colours():
            plot, self._plot = self._plot, None
            thresholds = self.thresholds()
            plot.deleteLater()
            self.show_marks(list(self._marks.values()), thresholds, self._against)

    def set_thresholds(self, thresholds: dict[str, float]) -> None:
        """Put the lines where the thresholds are."""
        self._setting = True
        for name, line in self._lines.items():
            line.setValue(thresholds[name] * 100)
        self._setting = False

    def thresholds(self) -> dict[str, float]:
        """Thresholds as the lines stand, in order."""
        values = sorted(round(line.value()) / 100 for line in self._lines.values())
        return dict(zip(LINES, values, strict=True))

    def point_out(self, key: int | None) -> None:
        """Ring the mark of a role."""
        mark = self._marks.get(key) if key is not None else None
        if self._ring is not None:
            self._ring.setData(x=[mark.net * 100] if mark else [], y=[self._height(mark)] if mark else [])

    def _build(self) -> None:
        if self._plot is not None:
            return
        import pyqtgraph as pg

        self._drawn_in = colours()
        plot = pg.PlotWidget(background=colour("base"))
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName("Chart of roles")
        text, border = colour("muted"), colour("border")
        for side, label in (("bottom", "exposure outside protected tasks, %"), ("left", "")):
            axis = plot.getAxis(side)
            axis.setPen(pg.mkPen(border))
            axis.setTextPen(pg.mkPen(text))
            axis.setStyle(tickFont=self.font(), tickLength=4)
            axis.setLabel(label, color=text.name())
            axis.label.setFont(self.font())
        plot.showGrid(x=False, y=False)
        self._reaches = pg.PlotDataItem(connect="pairs", pen=pg.mkPen(text, width=1, style=Qt.PenStyle.DotLine))
        plot.addItem(self._reaches)
        self._seen = pg.InfiniteLine(pos=100 * IS, angle=0, pen=pg.mkPen(text, width=1, style=Qt.PenStyle.DashLine))
        plot.addItem(self._seen)
        for band in BANDS:
            fill = QColor(colour(COLOURS[band]))
            edge = QColor(fill)
            fill.setAlpha(150)
            scatter = pg.ScatterPlotItem(
                symbol=SYMBOLS[band], brush=fill, pen=pg.mkPen(edge, width=1), hoverable=True, tip=self._tip
            )
            scatter.sigClicked.connect(self._on_mark_clicked)
            plot.addItem(scatter)
            self._scatters[band] = scatter
        self._ring = pg.ScatterPlotItem(size=LARGEST + 6, brush=None, pen=pg.mkPen(colour("text"), width=2))
        plot.addItem(self._ring)
        for name in LINES:
            pen = pg.mkPen(colour(name), width=1.6, style=Qt.PenStyle.DashLine)
            line = pg.InfiniteLine(
                angle=90,
                movable=True,
                pen=pen,
                hoverPen=pg.mkPen(colour(name), width=3),
                bounds=(1, 99),
                label=f"{name.replace('_', ' ')} {{value:.0f}}%",
                labelOpts={
                    "position": HEIGHTS[name],
                    "color": colour(name),
                    "movable": False,
                    "anchors": [(0, 0.5), (0, 0.5)],
                },
            )
            line.sigPositionChanged.connect(self._on_line_moved)
            plot.addItem(line)
            self._lines[name] = line
        self._plot = plot
        layout = self.layout()
        if layout is not None:
            layout.addWidget(plot)

    def _tip(self, x: float, y: float, data: int) -> str:  # noqa: ARG002 (pyqtgraph names them)
        mark = self._marks[data]
        people = f"{count(mark.positions, 'position')}, ${mark.payroll:,.0f} a year"
        if self._against == USE:
            people += f"\nuse of AI seen on {mark.use:.0%}: {standing(mark.net, mark.use)}"
        other = "" if mark.other is None else f" ({mark.other:.0%} by GPT-4's ratings)"
        return f"{mark.name}\n{mark.net:.0%} net exposure{other}, {people}"

    def _on_mark_clicked(self, _scatter: Any, points: Any, _event: Any) -> None:
        if len(points):
            self.picked.emit(points[0].data())

    def _on_line_moved(self) -> None:
        if not self._setting:
            self.moved.emit(self.thresholds())
