"""Numbers in boxes that show no more digits than they need, and lose none that a person did not change."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

MOST_DECIMALS = 4


class Kept:
    """The number behind a box: while the box is left as it was filled, the number is what it was, to the last digit."""

    def __init__(self, box: QSpinBox | QDoubleSpinBox, number: float, scale: float = 1.0) -> None:
        self._box, self._number, self._scale = box, number, scale
        if isinstance(box, QDoubleSpinBox):
            digits = f"{number * scale:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
            box.setDecimals(max(box.decimals(), len(digits)))
            box.setValue(number * scale)
        else:
            box.setValue(round(number * scale))
        self._shown = box.value()

    @property
    def changed(self) -> bool:
        """Whether the box holds another number than it was filled with."""
        return self._box.value() != self._shown

    @property
    def number(self) -> float:
        """The number that the box stands for, in the unit of the one it was filled with."""
        return round(self._box.value() / self._scale, 8) if self.changed else self._number
