"""Packs of a test's own, taken away after it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import releases


@pytest.fixture
def packs(catalog: object) -> Iterator[Path]:
    """The folder of packs, empty before and after."""
    from reskill.reference.catalog import packs_folder

    folder = packs_folder()
    yield folder
    for path in folder.iterdir():
        path.unlink()


@pytest.fixture
def old_release(tmp_path: Path) -> Path:
    """A made-up release as they were up to 30.2, a folder of text files."""
    return releases.write(tmp_path / "old", releases.tables())


@pytest.fixture
def new_release(tmp_path: Path) -> Path:
    """The same as releases are from 30.3 on."""
    return releases.write(tmp_path / "new", releases.tables(new=True), number="30.9")


@pytest.fixture
def content() -> Callable[..., dict[str, list[tuple[object, ...]]]]:
    """Gives the rows of a pack's tables, without what differs between packs of the same content."""

    def read(file: Path) -> dict[str, list[tuple[object, ...]]]:
        from reskill.reference.building import TABLES

        db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            return {
                t: sorted(db.execute(f"SELECT * FROM {t}"), key=repr) for t in TABLES if t not in ("meta", "source")
            }
        finally:
            db.close()

    return read


@pytest.fixture(scope="session")
def real_packs(shared: Path, catalog: object) -> dict[str, Path]:
    """Packs of the real releases 27.0 and 29.3, in a home of their own."""
    from reskill.reference.onet import import_onet

    home = os.environ["RESKILL_HOME"]
    os.environ["RESKILL_HOME"] = f"{home}/real"
    try:
        names = {"27.0": "db_27_0_text.zip", "29.3": "db_29_3_excel.zip"}
        return {number: import_onet(shared / "onet" / name) for number, name in names.items()}
    finally:
        os.environ["RESKILL_HOME"] = home
