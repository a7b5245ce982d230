"""Amounts of money as people and payroll systems write them."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

NOT_GIVEN = frozenset({"", "-", "--", "n/a", "na", "#n/a", "none", "null", "nil", "tbd", "unknown", "not available"})
_BASIS = (
    (
        re.compile(r"\bper (meeting|diem|session|call|event|game|shift|day|class)\b|\bdaily\b", re.IGNORECASE),
        "occasion",
    ),
    (re.compile(r"/\s*(hr|hour)|\b(hourly|per hour|an hour|hr|hrly|p/h)\b", re.IGNORECASE), "hourly"),
    (re.compile(r"\b(semi-?\s?monthly)\b", re.IGNORECASE), "semimonthly"),
    (re.compile(r"\b(bi-?\s?weekly|every two weeks|bw|b/w)\b", re.IGNORECASE), "biweekly"),
    (re.compile(r"\b(quarterly|per quarter|a quarter)\b", re.IGNORECASE), "quarterly"),
    (re.compile(r"/\s*(mo|month)\b|\b(monthly|per month|a month)\b|(?<=\d)\s*mo\b", re.IGNORECASE), "monthly"),
    (re.compile(r"/\s*(wk|week)\b|\b(weekly|per week|a week)\b|(?<=\d)\s*wk\b", re.IGNORECASE), "weekly"),
    (
        re.compile(
            r"/\s*(yr|year)\b|\b(annual|annually|yearly|per year|a year|per annum|pa)\b|(?<=\d)\s*yr\b", re.IGNORECASE
        ),
        "annual",
    ),
)
_DIGITS = re.compile(r"[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*")
_DECIMAL_COMMA = re.compile(r"\d{1,3}([. \u00a0\u202f']\d{3})*,\d{1,2}|\d+,\d{1,2}")


@dataclass(frozen=True)
class Amount:
    """A number of dollars, and the basis its cell states, "" when it states none: annual, biweekly, hourly, ..."""

    dollars: float
    basis: str = ""


def amount_of(value: object, decimal_comma: bool = False) -> Amount | None:
    """The amount in a cell; None when it holds something else. Accountants' (1,200) and 1200- are negative."""
    if isinstance(value, bool | dt.date | dt.time):
        return None
    if isinstance(value, int | float):
        return Amount(float(value)) if math.isfinite(value) else None
    text = str(value).strip()
    if not decimal_comma and text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 16:
        return Amount(float(text))  # the usual case, quickly
    if len(text) > 60:
        return None
    basis = basis_in(text)
    for pattern, _ in _BASIS:
        text = pattern.sub(" ", text)
    text = re.sub(r"usd|us\$|[$£€]|dollars?", " ", text, flags=re.IGNORECASE).strip(" /")
    negative = text.startswith(("(", "-", "\u2212")) or text.endswith("-")
    text = text.strip("()+-\u2212 ")
    thousands = text[-1:] in "kK" and len(text) > 1
    text = text[:-1].strip() if thousands else text
    number = _number(text, decimal_comma)
    if number is None:
        return None
    return Amount((-number if negative else number) * (1000 if thousands else 1), basis)


def basis_in(text: str) -> str:
    """The pay basis that a text names, or ""."""
    return next((basis for pattern, basis in _BASIS if pattern.search(text)), "")


def has_decimal_comma(value: object) -> bool:
    """Whether an amount is plainly written with a decimal comma: 45.288,00 or 45288,5."""
    return isinstance(value, str) and bool(_DECIMAL_COMMA.fullmatch(value.strip(" $€£\u00a0")))


def is_not_given(text: str) -> bool:
    """Whether a cell says in words that there is no value."""
    return text.casefold().strip(" .") in NOT_GIVEN


def _number(text: str, decimal_comma: bool) -> float | None:
    if not _DIGITS.fullmatch(text):
        try:
            return float(text) if re.fullmatch(r"\d+(\.\d+)?[eE][+-]?\d{1,2}", text) else None
        except ValueError:
            return None
    text = re.sub(r"[' \u00a0\u202f]", "", text)
    if decimal_comma:
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{2,3})*(\.\d*)?|\d*(\.\d*)?", text):
        text = text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None
