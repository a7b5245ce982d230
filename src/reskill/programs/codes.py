"""Codes and other short answers in lists of programs, read as they are written; what is restored is told."""

from __future__ import annotations

import re

from reskill.reference.catalog import STATES

_CIP = re.compile(r"(?:(\d{1,2})\.(\d{1,4})|(\d{3,6})(?:\.0)?)(?![\d.])(?:\W+[^\d\W].*)?")
_SOC = re.compile(r"(?<![\d.-])(\d{2})-?(\d{4})(?:\.?(\d{2}))?(?:\.0)?(?![\d-])")
_ADDRESS = re.compile(r"(.*?),?\s*\b([A-Z]{2})\.?,?(?:\s+(\d{5})(?:-\d{4})?)?")
_ZIP = re.compile(r"(\d{3,5})(?:\.0)?(?:-\d{4})?")
_STATE_OF = {name.casefold(): code for code, name in STATES.items()}
_DELIVERY = (
    (
        "hybrid",
        re.compile(
            r"hybrid|blended|both|(online|distance).*(in.person|classroom)|(in.person|classroom).*(online|distance)",
            re.I,
        ),
    ),
    ("online", re.compile(r"online|distance|e-?learning|virtual|remote|internet|web.based|self.paced", re.I)),
    ("in person", re.compile(r"in.person|classroom|on.?site|face.to.face|campus|traditional|lecture|instructor", re.I)),
)
FREE = frozenset({"free", "no cost", "no charge", "free of charge"})
YES, NO = frozenset({"y", "yes", "true", "t"}), frozenset({"n", "no", "false", "f"})


def cip_of(text: str) -> tuple[str, bool]:
    """A CIP code as NN.NNNN, and whether zeros that a spreadsheet cuts off were put back; '' when it is none."""
    found = _CIP.fullmatch(text.strip())
    if not found:
        return "", False
    if found[1]:
        cip = f"{found[1]:0>2}.{found[2]:0<4}"
        return cip, not text.strip().startswith(cip)
    digits = f"{found[3]:0>6}"
    return f"{digits[:2]}.{digits[2:]}", len(found[3]) < 6


def socs_in(text: str) -> tuple[str, ...]:
    """The occupation codes in a text as NN-NNNN or NN-NNNN.NN, also from 15-125200 and 15125200, titles beside them."""
    found = (f"{m[1]}-{m[2]}{'.' + m[3] if m[3] else ''}" for m in _SOC.finditer(text) if "11" <= m[1] <= "55")
    return tuple(dict.fromkeys(found))


def zip_of(text: str) -> tuple[str, bool]:
    """A ZIP code's five digits, and whether a leading zero was put back; '' when it is none."""
    found = _ZIP.fullmatch(text.strip())
    return (f"{found[1]:0>5}", len(found[1]) < 5) if found else ("", False)


def state_of(text: str) -> str:
    """A state's postal code from the code or the name; '' when it is none."""
    plain = text.strip().strip(".")
    return plain.upper() if plain.upper() in STATES else _STATE_OF.get(plain.casefold(), "")


def address_in(text: str) -> tuple[str, str, str]:
    """City, state and ZIP code at the end of an address such as Flint, MI 48507; '' for what it does not hold."""
    found = _ADDRESS.fullmatch(text.strip())
    if not found or found[2] not in STATES or "," not in text:
        return "", "", ""
    city = found[1].rpartition(",")[2].strip()
    return "" if any(map(str.isdigit, city)) else city, found[2], found[3] or ""


def delivery_of(text: str) -> str:
    """online, hybrid or in person, where a text says so; else ''."""
    return next((kind for kind, words in _DELIVERY if words.search(text)), "")
