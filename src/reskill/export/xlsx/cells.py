"""One cell as Excel's XML: exact text, numbers, dates, and formulas with the value that previewers show.

Text is written inline and never as a formula, whatever it begins with. A formula carries its cached value, since
previewers, phones and Protected View do not calculate.
"""

from __future__ import annotations

import datetime as dt
import math
import re

from reskill.export.xlsx.sheet import Value

MAX_TEXT = 32_767  # UTF-16 units a cell may hold
_CUT = " … (cut: a cell holds no more)"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = dt.date(1899, 12, 30)
_FIRST_SAFE_DATE = dt.date(1900, 3, 1)  # before it Excel counts a day that never was


def safe_text(text: str) -> str:
    """The text that a cell can hold: what XML forbids becomes U+FFFD, and what is too long is cut and says so."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 > MAX_TEXT and _units(text) > MAX_TEXT:
        kept = text.encode("utf-16-le")[: 2 * (MAX_TEXT - len(_CUT))]
        text = kept.decode("utf-16-le", "ignore") + _CUT
    return text


def text_cell(ref: str, style: int, text: str) -> str:
    """A cell of exact text."""
    if not text:
        return empty_cell(ref, style)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "\n" in text else ""
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t{space}>{_xml(text)}</t></is></c>'


def number_cell(ref: str, style: int, number: float) -> str:
    """A number; what is not a number (NaN, infinity) is an empty cell."""
    if not math.isfinite(number):
        return empty_cell(ref, style)
    return f'<c r="{ref}" s="{style}"><v>{_digits(number)}</v></c>'


def formula_cell(ref: str, style: int, formula: str, value: str | int | float) -> str:
    """A live formula with its cached value."""
    if isinstance(value, str):
        return f'<c r="{ref}" s="{style}" t="str"><f>{_xml(formula)}</f><v>{_xml(value)}</v></c>'
    return f'<c r="{ref}" s="{style}"><f>{_xml(formula)}</f><v>{_digits(value)}</v></c>'


def empty_cell(ref: str, style: int) -> str:
    """A cell that only has a look."""
    return f'<c r="{ref}" s="{style}"/>'


def as_date(value: Value) -> int | None:
    """Excel's serial number of a date or ISO text; None when it is no date that Excel can show."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value[:10])
        except ValueError:
            return None
    if isinstance(value, dt.date) and value >= _FIRST_SAFE_DATE:
        return (dt.date(value.year, value.month, value.day) - _EPOCH).days
    return None


def _digits(number: float) -> str:
    return repr(int(number)) if isinstance(number, int) else repr(float(number))  # also of numpy's numbers and bool


def _xml(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
