"""Any cell as clean text."""

from __future__ import annotations

import datetime as dt
import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def counted(number: int, noun: str) -> str:
    """A number with its noun and verb: "1 row was", "1,200 rows were"."""
    return f"1 {noun} was" if number == 1 else f"{number:,} {noun}s were"


def text_of(value: object) -> str:
    """A cell as one line of text: no control, zero-width or direction characters, single spaces, whole numbers plain.

    Text that begins with = stays text.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = value if value.isascii() and value.isprintable() else _UNSEEN.sub("", value)
        plain = " ".join(text.split())
        return value if plain == value else plain  # the same object: a million lines share their departments
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
