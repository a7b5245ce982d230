"""Why a line of a table is no position: totals, notes, headings, repeated headers, lines without a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reskill.intake.job_words import looks_like_title

_TOTAL = re.compile(
    r"((grand|sub|overall|report)[\s-]*)?totals?\b[\s:=-]*"
    r"(positions?|employees?|fte|headcount|payroll|salar(y|ies)|count|records?|rows|for\b.*|of\b.*)?[\s:=$]*[\d,.]*"
    r"|(average|avg|mean|median|minimum|maximum|sum|count)\b[\s:.]*((annual|base|hourly)?\s*(salar(y|ies)|pay|fte|wages?))?[\s:]*"
    r"|.*\btotals?\s*:?|(sub[\s-]*|grand\s+)totals?\b.*",
    re.IGNORECASE,
)
_ANY_TOTAL = re.compile(
    r"\W*((grand|sub|overall|report|final|net)[\s-]*)?totals?\b\W*(?P<of>.*)|.*\b(grand |sub[\s-]?)?(totals?|counts?|subtotals?)\W*",
    re.IGNORECASE,
)
_TOTAL_WORD = re.compile(r"\b(sub)?totals?\b", re.IGNORECASE)
_NOTE = re.compile(
    r"(notes?|source|prepared by|printed|run (date|time)|report (date|generated|run)|page \d+|data as of|as of"
    r"|generated|end of report|\*+ )\b.*|\*.{30,}|page \d+( of \d+)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"page:? \d+( of \d+)?", re.IGNORECASE)
_FEW_CELLS = 2
_LABEL = re.compile(
    r"(records?|counts?|rows?|sums?|averages?|avg|mean|minimum|maximum|number)\b(\s*:.*|\s*\d[\d,.]*|\s+(salary|pay|fte|of)\b.*)?"
    r"|(see|refer to|signature|confidential|excludes?|excluding|includes?|including|continued|approved by|as adopted|revised"
    r"|footnotes?|legend|fund \d+|fiscal year|elected officials?)\b.*|\(?[\d*]+\)?\)\s.*|\*.*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:.*\b(department|dept\.?|division|bureau)|(department|division|dept)\s*:.*)", re.IGNORECASE)
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)", re.IGNORECASE)

Reason = tuple[str, str]
"""Why a line was rejected, and what to do about it."""


def reason_to_reject(
    title: str, texts: Sequence[str], headers: Sequence[str], longest: int, bare: bool, lacks: bool = False
) -> Reason | None:
    """Why a line with this title and these cells is no position; None when it is one.

    `longest` is the most characters of a title; `bare`: positions of this table have more than a title; `lacks`: this
    line has no department though the others have one.
    """
    if len(title) > longest:
        return (
            f"Its job title is longer than {longest} characters",
            "Shorten it, or check that no notes or other rows ran into the cell (a lost quotation mark does that).",
        )
    filled = [t for t in texts if t]
    if _is_total(title, filled, lacks):
        return "It is a line of totals", "Nothing, if so; else correct its job title."
    if not title or title.casefold() in ("n/a", "na", "none", "null", "-", "--", "tbd", "unknown"):
        return "It has no job title", "Enter the job title in the file and import it again."
    if _repeats_header(texts, headers):
        return "It repeats the header", "Nothing; the header is needed once only."
    if _ERROR.fullmatch(title):
        return "Its job title is an error of a formula", "Correct the formula in Excel and import the file again."
    if not any(c.isalpha() for c in title):
        return "Its job title has no letters", "Use the column with titles in words, or enter the title."
    if len(filled) <= _FEW_CELLS and any(map(_PAGE.fullmatch, filled)) and not looks_like_title(title):
        return "It is a note, not a position", "Nothing, if so; else fill in its other columns."
    if len(filled) == 1 and (len(headers) > 2 or bare):
        if _NOTE.fullmatch(title):
            return "It is a note, not a position", "Nothing, if so; else fill in its other columns."
        if _SECTION.fullmatch(title):
            return "It is a heading of a section", "Give each position its department in a column of its own."
        if bare:
            return "It has only a title, unlike the positions", "Nothing, if it is a heading; else fill in its cells."
    return None


def is_note(text: str) -> bool:
    """Whether a text that stands alone in its line is a note, a figure's label or a page line rather than a heading."""
    return bool(_NOTE.fullmatch(text) or _LABEL.fullmatch(text))


def _is_total(title: str, filled: Sequence[str], lacks: bool) -> bool:
    """Whether a line adds others up: it says so, and names no job, or has no department where the others have one."""
    if not title:
        return any(_TOTAL_WORD.search(t) for t in filled if len(t) <= 60)
    if _TOTAL.fullmatch(title):
        return True
    found = _ANY_TOTAL.fullmatch(title)
    if not found:
        return False
    of = (found["of"] or "").strip().casefold()
    return lacks or not looks_like_title(title) or of in (t.casefold() for t in filled if t != title)


def _repeats_header(texts: Sequence[str], headers: Sequence[str]) -> bool:
    same = sum(t.casefold() == h.casefold() for t, h in zip(texts, headers, strict=False) if t)
    return same >= 2 and same >= sum(map(bool, texts)) / 2
