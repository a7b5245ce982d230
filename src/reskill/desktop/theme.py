"""Putting the window's look on: Fusion, the named palette and ui/theme.qss, again whenever the system changes."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

import reskill.paths as paths
from reskill.desktop import palette

SCALE = {"page": 1.55, "section": 1.12, "figure": 1.9, "small": 0.92, "city": 1.15}
BOLD = {"page", "section", "figure", "city", "strong"}


def dress(app: QApplication) -> None:
    """Give the program its look and keep it in step with the system's light or dark setting.

    Where the system asks for high contrast, its own colours are left alone.
    """
    app.setStyle("Fusion")
    _apply(app)
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda _: _apply(app))
    accessibility = hints.accessibility()
    accessibility.contrastPreferenceChanged.connect(lambda _: _apply(app))


def choose(name: str) -> None:
    """Give the program the look that a person chose: system, light or dark."""
    palette.choose(name)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _apply(app)


def _apply(app: QApplication) -> None:
    icon.cache_clear()
    if high_contrast():
        app.setPalette(QPalette())  # the system's
        app.setStyleSheet(_font_rules())
        return
    app.setPalette(palette.qt_palette(palette.colours()))
    app.setStyleSheet(style_sheet())


def high_contrast() -> bool:
    """Whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # must outlive what it gives
    accessibility = hints.accessibility()
    return accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast


def style_sheet() -> str:
    """ui/theme.qss with each @name replaced by its colour, @Nem by pixels and @icon(name colour) by a file."""
    values = {name: value for name, value in asdict(palette.colours()).items() if isinstance(value, str)}
    line = QFontMetrics(QApplication.font()).height()
    text = (paths.shipped("ui") / "theme.qss").read_text(encoding="utf-8")
    text = re.sub(r"@icon\((\w+) (\w+)\)", lambda m: _url(_icon_file(m[1], values[m[2]])), text)
    text = re.sub(r"@([0-9.]+)em", lambda m: f"{round(float(m[1]) * line)}px", text)
    return re.sub(r"@([a-z_]+)", lambda m: values[m[1]], text) + _font_rules()


def _url(path: str) -> str:
    """A file as a style sheet names it: quoted, since a person's name in the path may hold what ends a bare url."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'url("{escaped}")'


def _icon_file(name: str, colour: str) -> str:
    """The file of an icon in a colour; a style sheet can only name files, so it is drawn into the cache."""
    drawn = paths.user_cache() / "icons" / f"{name}-{colour.removeprefix('#')}.svg"
    if not drawn.exists():
        svg = (paths.shipped("ui") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        drawn.parent.mkdir(exist_ok=True)
        drawn.write_text(svg.replace("currentColor", colour), encoding="utf-8")
    return drawn.as_posix()


def pad(box: QAbstractSpinBox) -> None:
    """Give the text of a number box the air that the style sheet gives to other fields, but cannot give here."""
    line = box.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(5, 0, 0, 0)


def font(role: str) -> QFont:
    """The system's font at the size and weight of a role, for what is painted by hand."""
    made = QFont(QApplication.font())
    if made.pointSizeF() > 0:
        made.setPointSizeF(made.pointSizeF() * SCALE.get(role, 1.0))
    else:
        made.setPixelSize(round(made.pixelSize() * SCALE.get(role, 1.0)))
    if role in BOLD:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _font_rules() -> str:
    """Style sheet rules for labels by their `role`, relative to the system's own font."""
    rules = []
    for role, scale in SCALE.items():
        own = QApplication.font()
        size = f"{own.pointSizeF() * scale:.1f}pt" if own.pointSizeF() > 0 else f"{round(own.pixelSize() * scale)}px"
        weight = "600" if role in BOLD else "400"
        rules.append(f'QLabel[role="{role}"] {{ font-size: {size}; font-weight: {weight}; }}')
    return "\n".join(rules)


@cache
def icon(name: str, colour: str = "muted") -> QIcon:
    """An icon of ui/icons drawn in one of the named colours."""
    svg = (paths.shipped("ui") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", getattr(palette.colours(), colour)).encode()))
    made = QIcon()
    for size in (16, 20, 32, 40):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
