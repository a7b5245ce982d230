"""The named colours of the window, light and dark: the only place where a colour is written down."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True)
class Colours:
    """Colours by what they say. Text pairs have a contrast of at least 4.5:1, marks of at least 3:1 on `base`."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str  # secondary text
    border: str
    control: str  # outline of what can be typed in or pressed
    accent: str  # primary buttons, links, selection marks
    accent_text: str
    highlight: str
    highlight_text: str
    good: str
    warn: str
    bad: str
    track: str  # the empty part of a bar
    low: str
    watch: str
    at_risk: str
    priority: str
    neutral: str  # not estimated
    series: tuple[str, ...]  # distinguishable fills for funds and other categories


LIGHT = Colours(
    window="#f5f6f8",
    base="#ffffff",
    alternate="#f8f9fb",
    text="#1a2230",
    muted="#566173",
    border="#dfe3e9",
    control="#8791a1",
    accent="#1d5fa6",
    accent_text="#ffffff",
    highlight="#d9e7f7",
    highlight_text="#10243d",
    good="#1f7a52",
    warn="#8f5a00",
    bad="#b3261e",
    track="#e6e9ee",
    low="#2f7d6d",
    watch="#8a6a00",
    at_risk="#bf5410",
    priority="#a3193f",
    neutral="#6b7585",
    series=("#1d5fa6", "#2f7d6d", "#a8620a", "#7a4fa3", "#a3193f", "#5a6473"),
)

DARK = Colours(
    window="#14181e",
    base="#1b2129",
    alternate="#1f262f",
    text="#e7ebf1",
    muted="#a5b0bf",
    border="#2f3843",
    control="#6f7b8b",
    accent="#7db6f5",
    accent_text="#0d1a29",
    highlight="#264a72",
    highlight_text="#ffffff",
    good="#69c79b",
    warn="#e3b052",
    bad="#ff8a80",
    track="#2f3843",
    low="#5fc2ad",
    watch="#d9b84a",
    at_risk="#f0925a",
    priority="#ff7d9c",
    neutral="#97a2b2",
    series=("#7db6f5", "#5fc2ad", "#e3b052", "#c3a0ea", "#ff7d9c", "#a5b0bf"),
)


SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_chosen = Qt.ColorScheme.Unknown  # Qt forgets it where the system knows neither


def choose(name: str) -> None:
    """Keep to light or dark, as a person chose; "system" follows the system."""
    global _chosen
    _chosen = SCHEMES.get(name, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(_chosen)


def dark() -> bool:
    """Whether the person's own choice, or else the system, asks for a dark window."""
    scheme = _chosen
    if scheme == Qt.ColorScheme.Unknown:
        scheme = QGuiApplication.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return scheme == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in force."""
    return DARK if dark() else LIGHT


def colour(name: str) -> QColor:
    """One of the colours in force by its name."""
    return QColor(getattr(colours(), name))


def qt_palette(c: Colours) -> QPalette:
    """Qt's palette of these colours."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.window,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.base,
        QPalette.ColorRole.AlternateBase: c.alternate,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Button: c.base,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.bad,
        QPalette.ColorRole.ToolTipBase: c.base,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Highlight: c.highlight,
        QPalette.ColorRole.HighlightedText: c.highlight_text,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.LinkVisited: c.accent,
        QPalette.ColorRole.Light: c.base,
        QPalette.ColorRole.Midlight: c.track,
        QPalette.ColorRole.Mid: c.border,
        QPalette.ColorRole.Dark: c.control,
        QPalette.ColorRole.Shadow: c.control,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.neutral))
    return palette
