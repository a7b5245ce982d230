"""Files made for tests: text of any bytes, workbooks, and workbooks whose parts are altered."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rosters import HEADER, ROWS, Alter


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes a file out of text or bytes."""

    def make(content: str | bytes, name: str = "roster.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Makes a workbook of rows; `change(book, sheet)` alters it before it is saved."""

    def make(
        rows: Iterable[Sequence[object]], change: Callable[[Any, Any], object] | None = None, name: str = "roster.xlsx"
    ) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        sheet.title = "Roster"
        for row in rows:
            sheet.append(row)
        if change:
            change(book, sheet)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def altered(workbook: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Makes a workbook of the usual rows with its parts altered; None leaves a part out."""

    def make(alter: Alter, name: str = "altered.xlsx", rows: Iterable[Sequence[object]] = (HEADER, *ROWS)) -> Path:
        path = tmp_path / name
        with (
            zipfile.ZipFile(workbook(rows, name="whole.xlsx")) as whole,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed,
        ):
            for part in whole.infolist():
                content = alter(part.filename, whole.read(part))
                if content is not None:
                    changed.writestr(part.filename, content)
        return path

    return make
