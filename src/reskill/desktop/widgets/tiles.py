"""Figures in a row of tiles: a number, what it counts, and a line on what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

Figure = tuple[str, str, str]  # what it counts, the number, what it means


class Tiles(QWidget):
    """One tile for each figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._tiles: list[tuple[QFrame, QLabel, QLabel, QLabel]] = []

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these figures."""
        while len(self._tiles) < len(figures):
            self._tiles.append(self._new_tile())
        for (frame, name, number, meaning), figure in zip(self._tiles, figures, strict=False):
            name.setText(figure[0])
            number.setText(figure[1])
            meaning.setText(figure[2])
            frame.setAccessibleName(f"{figure[0]}: {figure[1]}. {figure[2]}")
        for i, (frame, *_) in enumerate(self._tiles):
            frame.setVisible(i < len(figures))

    def _new_tile(self) -> tuple[QFrame, QLabel, QLabel, QLabel]:
        frame = QFrame()
        frame.setProperty("kind", "card")
        labels: list[QLabel] = []
        box = QVBoxLayout(frame)
        box.setContentsMargins(16, 11, 16, 11)
        box.setSpacing(1)
        for role in ("small", "figure", "small"):
            label = QLabel()
            label.setProperty("role", role)
            label.setWordWrap(role == "small" and bool(labels))
            labels.append(label)
            box.addWidget(label)
        box.addStretch()
        self._box.addWidget(frame, 1)
        return frame, labels[0], labels[1], labels[2]
