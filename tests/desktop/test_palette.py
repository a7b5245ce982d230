from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette

from reskill.desktop import theme
from reskill.desktop.palette import DARK, LIGHT, Colours, qt_palette


def contrast(a: str, b: str) -> float:
    def light(colour: str) -> float:
        c = QColor(colour)
        parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in c.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_that_text_can_be_read(c: Colours) -> None:
    for ground in (c.window, c.base, c.alternate):
        for text in (c.text, c.muted, c.accent, c.good, c.warn, c.bad):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(c.highlight_text, c.highlight) >= 4.5
    assert contrast(c.accent_text, c.accent) >= 4.5


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_that_marks_and_outlines_can_be_seen(c: Colours) -> None:
    for mark in (c.low, c.watch, c.at_risk, c.priority, c.neutral, c.control, c.accent, *c.series):
        assert contrast(mark, c.base) >= 3, mark
        assert contrast(mark, c.window) >= 3 or mark == c.control, mark


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
def test_that_qts_own_pairs_can_be_read(c: Colours) -> None:
    p, role = qt_palette(c), QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    ):
        assert contrast(p.color(text).name(), p.color(ground).name()) >= 4.5, text


def test_that_the_style_sheet_has_no_colour_of_its_own(qapp) -> None:
    import reskill.paths as paths

    text = (paths.shipped("ui") / "theme.qss").read_text(encoding="utf-8")
    text = text.replace("#sidebar", "").replace("#inspector_area", "").replace("#inspector", "")
    assert "#" not in text and "rgb" not in text and "font" not in text
    assert "@" not in theme.style_sheet()


def test_that_light_and_dark_name_the_same_colours() -> None:
    assert asdict(LIGHT).keys() == asdict(DARK).keys()
    assert len(LIGHT.series) == len(DARK.series)
