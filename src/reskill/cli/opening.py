"""A project and the pack that it rests on, open together for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reskill.progress import Tick, silent
from reskill.project.file import Project, open_project
from reskill.reference.catalog import Catalog, open_pack


@contextmanager
def opened(path: Path, tick: Tick = silent, read_only: bool = False) -> Iterator[tuple[Project, Catalog]]:
    """Give both, and close them afterwards. Raises ReskillError when either cannot be opened."""
    with (
        closing(open_project(path, read_only=read_only)) as project,
        closing(open_pack(project.setting("reference", "embedded"), tick)) as catalog,
    ):
        yield project, catalog
