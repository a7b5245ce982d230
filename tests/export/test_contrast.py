"""Colours that can be told apart: text 4.5 to 1 against what is behind it, bars 3 to 1 against the page and each other
(WCAG 2.2, 1.4.3 and 1.4.11), and no word that only a colour says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reskill.export.xlsx.charts import SHADES
from reskill.export.xlsx.looks import BAR, DEEP, ENTRY, INK, LINK, MARKS, PALE

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
from workbook_form import contrast

WHITE = "FFFFFF"


FILLS = [WHITE, PALE, ENTRY, BAR, *(c for words in MARKS.values() for c in words.values())]


@pytest.mark.parametrize("behind", dict.fromkeys(FILLS))
def test_that_text_is_read_on_every_fill(behind: str) -> None:
    assert contrast(INK, behind) >= 4.5


def test_that_headers_and_links_are_read() -> None:
    assert contrast(WHITE, DEEP) >= 4.5 and contrast(LINK, WHITE) >= 4.5


def test_that_bars_stand_out_from_the_page_and_from_each_other() -> None:
    assert all(contrast(shade, WHITE) >= 3 for shade in SHADES)
    assert contrast(*SHADES) >= 3
