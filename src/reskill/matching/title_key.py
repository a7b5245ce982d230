"""When two titles of a roster are the same."""

from __future__ import annotations


def title_key(title: str) -> str:
    """What makes two titles of a roster the same: their text without regard to case and spacing."""
    return " ".join(title.split()).casefold()
