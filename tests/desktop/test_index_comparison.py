"""Published indices in the inspector of roles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reskill.reference.catalog import packs_folder
from reskill.reference.labels import import_labels

SCORES = "SOC Code,AIOE\n33-3051,4\n33-2011,3\n43-4031,1\n43-6014,2\n"


@pytest.fixture
def indexed(city: Path, catalog, tmp_path: Path) -> Iterator[Path]:
    """The small city on a pack with a made-up index, in which police officers come first and clerks last."""
    path = tmp_path / "scores.csv"
    path.write_text(SCORES, encoding="utf-8")
    name = import_labels(path, "embedded").name
    with closing(sqlite3.connect(city)) as db:
        db.execute("UPDATE setting SET value = ? WHERE key = 'reference'", (name,))
        db.commit()
    yield city
    for file in packs_folder().iterdir():
        file.unlink()


def idle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=20_000)


def look_at(window, title: str, qtbot) -> str:
    window.go("roles")
    window.page().arrive(window.session.project.value("SELECT id FROM title WHERE title = ?", (title,)))
    idle(window, qtbot)
    return window.inspector.toPlainText()


def test_that_a_role_is_placed_beside_an_index(indexed: Path, empty_window, qtbot, no_box) -> None:
    empty_window.open_path(indexed)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    said = look_at(empty_window, "Police Officer", qtbot)
    assert "Published indices" in said and "AIOE (2021)" in said
    assert "puts Police and Sheriff's Patrol Officers higher: 88th percentile of 4 occupations, ours 12th." in said
    assert "no score for 25-4022 (SOC 2010 codes, brought to SOC 2018)" in look_at(empty_window, "Librarian", qtbot)
    begun: list[str] = []
    empty_window.session.jobs.started.connect(begun.append)
    assert empty_window.session.do(lambda project: project.set_setting("city", "Elm"))
    assert "88th percentile" in look_at(empty_window, "Police Officer", qtbot)
    assert begun == []  # nothing that the comparison rests on has changed
    assert empty_window.session.do(lambda project: project.set_setting("horizon", "E1"))
    look_at(empty_window, "Police Officer", qtbot)
    assert begun == ["Comparing with published indices"]
    assert no_box == []


def test_that_an_index_is_shown_as_soon_as_it_is_imported(
    indexed: Path, empty_window, tmp_path: Path, qtbot, no_box
) -> None:
    empty_window.open_path(indexed)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    assert "AI applicability" not in look_at(empty_window, "Police Officer", qtbot)
    path = tmp_path / "more.csv"
    path.write_text("SOC Code,ai_applicability_score\n33-3051,0.1\n43-4031,0.3\n", encoding="utf-8")
    name = empty_window.session.project.setting("reference")
    empty_window.session.change_packs("Import", lambda tick: import_labels(path, name), lambda made: None)
    idle(empty_window, qtbot)
    look_at(empty_window, "Librarian", qtbot)
    assert "AI applicability (2025)" in look_at(empty_window, "Police Officer", qtbot)
    assert no_box == []


def test_that_without_an_index_nothing_is_said(window, qtbot) -> None:
    assert "Published indices" not in look_at(window, "Police Officer", qtbot)
