"""Whether a position is filled, and how much of a full-time one it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median, mode
from typing import Literal

from reskill.intake.amounts import amount_of
from reskill.intake.dates import date_of
from reskill.intake.text import text_of

Scale = Literal["fte", "percent", "day", "week", "fortnight", "month", "year"]

_VACANT = frozenset(
    {
        "vacant",
        "vac",
        "vacancy",
        "v",
        "open",
        "unfilled",
        "funded vacant",
        "frozen",
        "hold",
        "unoccupied",
        "unencumbered",
        "none",
        "unfunded",
        "defunded",
    }
)
_FILLED = frozenset(
    {"filled", "f", "fill", "active", "a", "occupied", "o", "employed", "incumbent", "current", "leave", "l", "p"}
    | {"paid leave", "on leave", "loa", "leave of absence", "leave with pay", "regular", "encumbered"}
)
_GONE = frozenset(
    {"terminated", "t", "term", "retired", "r", "inactive", "i", "deceased", "d", "resigned", "separated"}
    | {"ceased", "not active"}
)
_GONE_WORD = re.compile(r"\b(terminated|retired|deceased|resigned|separated)\b")
_NOBODY_WORD = re.compile(
    r"\b(vacant|vacancy|vacancies|vacated|unfilled|unfunded|unoccupied|not filled|currently open|to be (hired|filled|determined|named|announced)"
    r"|recruiting|recruitment|(under|in) recruit\w*|tb[dh]|pending (hire|recruit\w*|fill)|hire pending|position (is )?(open|frozen|on hold|abolished)|hiring)\b"
)
_NOBODY = frozenset(
    {
        "tbh",
        "pending",
        "hold",
        "empty",
        "interviewing",
        "offer extended",
        "offer pending",
        "deleted",
        "under fill",
        "tbd",
        "tbf",
        "tba",
        "tbn",
        "vac",
        "open",
        "open position",
        "frozen",
        "new position",
        "no incumbent",
        "nobody",
    }
    | {
        "unassigned",
        "posted",
        "advertised",
        "held",
        "on hold",
        "abolished",
        "eliminated",
        "no one",
        "not occupied",
        "opening",
    }
)
_CODE_BEFORE = re.compile(r"^[a-z0-9]{1,3}\s?[-–:=]\s?(?=[a-z]{3})")  # A - Active
_ASKS_FILLED = re.compile(r"(?<!un)(filled|occup|encumbered)|head ?count")
_LEFT = re.compile(
    r"\b(term|termination|separation|terminated|separated)\b.*\bdate|date (terminated|separated)|last day worked"
)
_ON_HOLD = re.compile(
    r"\b(frozen|froze|freeze|unfunded|defunded|(not|no longer|un-?) ?funded|not budgeted|unbudgeted|abolish\w*|eliminated|on hold|hold|delete[ds]?)\b"
)
_YES = frozenset({"y", "yes", "true", "1", "x"})
_NO = frozenset({"n", "no", "false", "0", ""})
_FULL = frozenset({"f", "ft", "full", "full time", "fulltime", "full-time", "f/t", "regular full time"})
_PART = frozenset({"p", "pt", "part", "part time", "parttime", "part-time", "p/t", "regular part time", "half time"})
_FULL_WORD = re.compile(r"\bfull[- ]?time\b", re.IGNORECASE)
_PART_WORD = re.compile(r"\bpart[- ]?time\b", re.IGNORECASE)
_DAY, _FORTNIGHT, _MONTH = (
    10,
    70,
    140,
)  # usual hours up to which a column is of a day, and from which of two weeks, a month
_HOURS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?)\b.*", re.IGNORECASE)
_IN_TITLE = re.compile(
    r"\s*[-(\[*/]+\s*(?:vacan(?:t|cy)|frozen|unfunded|abolished)(?:[\s/,–-]+(?:frozen|unfunded|funded|abolished|on hold|position|post))*\s*[)\]*]*\s*$|^\W*vacan(?:t|cy)\s*[-:)\]*]+\s*",
    re.IGNORECASE,
)


def status_of(text: str, header: str = "") -> str:
    """filled, vacant or gone, or "" when the word is not known; yes and no answer what the header asks."""
    said = _CODE_BEFORE.sub("", text.casefold().replace("_", " ").strip(" .*()"))
    asks = header.casefold()
    if ("vacan" in asks or "vacated" in asks) and date_of(text) is not None:
        return "vacant"  # the day since when
    if "vacan" in asks and "filled" not in asks:
        if said in _YES:
            return "vacant"
        if said in _NO:
            return "filled"
    elif _ASKS_FILLED.search(asks):
        if said in _YES:
            return "filled"
        if said in _NO - {""}:
            return "vacant"
    if "vacan" in asks and "days" in asks and (days := amount_of(text)):
        return "vacant" if days.dollars > 0 else "filled"
    if tells_leaving(asks):
        return "gone" if date_of(text) is not None else "filled" if not said else ""
    if re.fullmatch(
        r"(is |currently )?(active|employed)\W*|(is )?current (employee|staff|incumbent)\W*", asks
    ) and said in _YES | _NO - {""}:
        return "filled" if said in _YES else "gone"
    if said in _VACANT or "vacan" in said:
        return "vacant"
    if said in _GONE or _GONE_WORD.search(said):
        return "gone"
    if says_vacant(said) or "freeze" in said:
        return "vacant"
    if said in _FILLED or said == "funded" or said.startswith(("active", "filled", "leave", "on leave")):
        return "filled"
    return ""


def tells_leaving(header: str) -> bool:
    """Whether a header names the day on which somebody left."""
    return bool(_LEFT.search(header.casefold()))


def says_vacant(text: str) -> bool:
    """Whether a cell where a person's name would stand says that the position is vacant."""
    said = text.casefold().strip(" .*()[]<>-_")
    return (
        bool(_NOBODY_WORD.search(said) or re.match(r"(vac|open|recruit)\b(?!,)", said))
        or said in _NOBODY
        or said.replace(" ", "") == "vacant"
    )


def is_funding(text: str, header: str) -> bool:
    """Whether a cell says whether a position may be filled: funded, frozen, or yes or no to what its header asks."""
    said = text.casefold().strip(" .")
    return is_held(text, header) or said in _YES | _NO or "funded" in said or said in ("open", "active")


def is_held(text: str, header: str = "") -> bool:
    """Whether a cell says that a position is not to be filled: frozen, unfunded or abolished; yes and no answer what
    the header of a column about it asks."""
    said, asks = text.casefold().strip(" ."), header.casefold()
    if asks and said in _YES | _NO:
        return said != "" and (said in _YES) == bool(_ON_HOLD.search(asks))
    return bool(_ON_HOLD.search(said))


def vacancy_in_title(title: str) -> tuple[str, bool]:
    """A title without a mark such as "(VACANT)" at its end or start, and whether it had one."""
    bare = _IN_TITLE.sub("", title)
    return (bare, True) if bare and bare != title else (title, False)


def time_word(text: str) -> str:
    """The words "full" or "part" when a text says so, else ""."""
    said = text.casefold().replace("_", " ").strip(" .")
    if said in _FULL or _FULL_WORD.search(said):
        return "full"
    return "part" if said in _PART or _PART_WORD.search(said) else ""


def fte_scale(header: str, values: Sequence[object]) -> Scale:
    """What the numbers of an FTE or hours column count, by its header and else by their middle or the usual one."""
    numbers = [a.dollars for v in values if v not in (None, "") and (a := amount_of(v)) and a.dollars > 0]
    middle = median(numbers) if numbers else 1.0
    if "hour" in header:
        return "year" if middle > 400 or "annual" in header else _hours_of(mode(numbers) if numbers else 40.0)
    if middle <= 2:
        return "fte"
    if middle > 400:
        return "year"
    if "percent" in header or middle > 84 or (max(numbers) == 100 and middle >= 15):
        return "percent"
    return "week" if middle >= 15 and max(numbers) <= 84 else "fte"


def _hours_of(usual: float) -> Scale:
    """The period of which these are the usual hours: nobody's usual week has 70 hours."""
    if usual >= _MONTH:
        return "month"
    if usual >= _FORTNIGHT:
        return "fortnight"
    return "week" if usual > _DAY else "day"


def fte_of(value: object, scale: Scale, weekly_hours: float, hours_per_year: float) -> float | None:
    """The full-time equivalent in a cell (1 = full time), None when it is none or beyond 0 to 2."""
    text = text_of(value)
    if time_word(text) == "full" and not any(c.isdigit() for c in text):
        return 1.0
    if found := _HOURS.fullmatch(text):
        return _within(float(found[1]) / weekly_hours)
    amount = amount_of(text.removesuffix("%").strip()) if text.endswith("%") else amount_of(value)
    if amount is None:
        return None
    if text.endswith("%") or scale == "percent":
        return _within(amount.dollars / 100)
    if scale == "year":
        return _within(amount.dollars / hours_per_year)
    full = {"day": weekly_hours / 5, "week": weekly_hours, "fortnight": 2 * weekly_hours, "month": hours_per_year / 12}
    return _within(amount.dollars / full.get(scale, 1.0))


def _within(fte: float) -> float | None:
    return round(fte, 4) if 0 <= fte <= 2 else None
