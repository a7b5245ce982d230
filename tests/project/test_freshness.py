"""A change puts out of date what rests on it, by the core alone and in its own transaction."""

import sqlite3

import pytest

from reskill.project.file import Project
from reskill.project.freshness import STAGES, TABLES, rests_on
from reskill.project.schema import DECISIONS
from reskill.threshold_words import GROUPS


def test_that_every_table_and_threshold_has_its_place() -> None:
    assert set(TABLES) | {"setting"} == set(DECISIONS)
    assert set(TABLES.values()) <= {*STAGES, ""}
    assert {rests_on([("setting", name)]) for name in GROUPS} == {*STAGES, ""}


@pytest.mark.parametrize(
    ("statement", "stage"),
    [
        ("INSERT INTO fund (name, kind) VALUES ('Grant', 'state')", "plan"),
        ("INSERT INTO partner (name, kind) VALUES ('Local 9', 'union')", ""),
        ("INSERT INTO program (name, provider, kind) VALUES ('Data', 'College', 'course')", "pathways"),
        ("INSERT INTO setting VALUES ('watch', '0.2')", "roles"),
        ("INSERT INTO setting VALUES ('doubt_confidence', '0.4')", "titles"),
        ("INSERT INTO setting VALUES ('small_cell', '5')", ""),
    ],
)
def test_that_the_mark_is_written_with_the_change(project: Project, statement: str, stage: str) -> None:
    with project.derive() as db:
        db.execute("INSERT OR REPLACE INTO setting VALUES ('stale', '')")
    with project.change("Change something"):
        project.db.execute(statement)
    other = sqlite3.connect(project.path)
    try:
        assert other.execute("SELECT value FROM setting WHERE key = 'stale'").fetchone() == (stage,)
    finally:
        other.close()
    with project.derive() as db:
        db.execute("INSERT OR REPLACE INTO setting VALUES ('stale', '')")
    project.undo()
    assert project.setting("stale") == stage  # undoing makes stale as doing did


def test_that_an_earlier_mark_stands_and_a_broken_change_leaves_none(project: Project) -> None:
    project.set_setting("watch", "0.2")
    project.set_setting("participation", "0.5")
    assert project.setting("stale") == "roles"
    with pytest.raises(ValueError, match="broken off"), project.change("Break off"):
        project.db.execute("INSERT INTO setting VALUES ('doubt_confidence', '0.4')")
        raise ValueError("broken off")
    assert project.setting("stale") == "roles"
