"""Sentences from parts, for reasons."""

from __future__ import annotations

from collections.abc import Sequence


def sentence(parts: Sequence[str]) -> str:
    """Parts as one sentence; '' for none."""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def lower(text: str) -> str:
    """A sentence as a part of another."""
    text = text.rstrip(". ")
    return text if text[:2].isupper() else f"{text[:1].lower()}{text[1:]}"
