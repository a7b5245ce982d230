"""Work on a project that is done once while nothing in its file changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from reskill.project.file import Project

T = TypeVar("T")


def while_unchanged(work: Callable[[Project], T]) -> Callable[[Project], T]:
    """The same work, whose last result stands until the project's file changes, by whatever program. Nobody may change it."""

    @lru_cache(maxsize=1)
    def last(project: Project, _changes: int, _version: int) -> T:
        return work(project)

    @wraps(work)
    def asked(project: Project) -> T:
        conn = project.db.conn
        return last(project, conn.total_changes, conn.execute("PRAGMA data_version").fetchone()[0])

    return asked
