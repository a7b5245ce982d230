"""What a check says about a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["holds", "broken", "cannot be checked", "does not apply", "switched off"]


@dataclass(frozen=True)
class Result:
    """A status with the reason in words and what to do about it."""

    status: Status
    text: str
    remedy: str = ""


def broken(text: str, remedy: str = "") -> Result:
    """The plan breaks the rule."""
    return Result("broken", text, remedy)


def unknown(text: str, remedy: str = "") -> Result:
    """The project does not hold what the check needs."""
    return Result("cannot be checked", text, remedy)


def idle(text: str) -> Result:
    """The rule is about something that the plan does not have."""
    return Result("does not apply", text)
