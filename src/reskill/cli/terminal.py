"""Progress of a command on standard error."""

from __future__ import annotations

import sys

from reskill.progress import Tick


def progress() -> Tick:
    """Progress on standard error: one line that is rewritten on a terminal, nothing where there is none."""
    if not sys.stderr.isatty():
        return lambda _part, _text: None

    def tick(part: float, text: str) -> None:
        sys.stderr.write(f"\r\033[K{part:4.0%} {text}")
        sys.stderr.flush()

    return tick


def end_progress() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
