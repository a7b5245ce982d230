"""The layouts of rosters that a project has taken in: what each source system calls its columns, and which were read as what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from reskill.intake.vocabulary import undated
from reskill.project.file import Project

_MOST = 12  # that are kept
_ALIKE = 0.5  # share of the names of two layouts that both have, from which they are of one system


class Layout(NamedTuple):
    """The headers of a file, and the header that each field was read from, as it was recognised or corrected."""

    file: str
    headers: tuple[str, ...]
    columns: dict[str, str]


def layouts(project: Project) -> list[Layout]:
    """The layouts that were taken in, the newest first."""
    if kept := project.setting("roster_layouts"):
        return [Layout(file, tuple(headers), columns) for file, headers, columns in json.loads(kept)]
    earlier: dict[str, str] = json.loads(project.setting("roster_columns") or "{}")  # all that a former version kept
    return [Layout("the last roster", tuple(earlier.values()), earlier)] if earlier else []


def keep_layout(project: Project, layout: Layout) -> None:
    """Keep a layout as the newest, in place of one with the same headers."""
    others = [known for known in layouts(project) if _names(known.headers) != _names(layout.headers)]
    project.set_setting("roster_layouts", json.dumps([layout, *others][:_MOST]))


def nearest_layout(known: Sequence[Layout], headers: Sequence[str]) -> Layout | None:
    """The layout whose names a table shares most, whatever years they bear, the newest of equals; None = of none enough.

    Where all that was read of a layout is there, that is enough.
    """
    here = _names(headers)

    def share(layout: Layout) -> float:
        names = _names(layout.headers)
        alike = len(names & here) / len(names | here)
        return max(alike, _ALIKE) if set(layout.columns.values()) <= set(headers) else alike

    best = max(known, key=share, default=None)
    return best if best and share(best) >= _ALIKE else None


def _names(headers: Sequence[str]) -> set[str]:
    return {undated(h) or h for h in headers}
