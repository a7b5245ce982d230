"""Text that a spreadsheet program may take for a formula when it opens a CSV file, and the mark that keeps it text."""

from __future__ import annotations

ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "'"


def guarded(value: object) -> object:
    """A cell for a CSV file: text that begins as a formula may begin gets ' before it; numbers stay as they are."""
    if not isinstance(value, str):
        return value
    return _MARK + value if value.lstrip(_MARK).startswith(ACTIVE) else value


def unguarded(text: str) -> str:
    """What `guarded` was given, from what it gave."""
    return text[1:] if text.startswith(_MARK) and text.lstrip(_MARK).startswith(ACTIVE) else text
