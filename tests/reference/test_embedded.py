"""The pack that comes with Reskill: how much of local government it covers, how large it is, how it is built."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import reskill.paths as paths
from reskill.problem import ReskillError
from reskill.reference import embedded
from reskill.reference.catalog import Catalog
from reskill.reference.coverage import coverage

LARGEST = 12_000_000  # bytes


def test_that_tasks_cover_local_government(catalog: Catalog) -> None:
    covered = coverage(catalog)
    assert covered.with_tasks >= 0.97
    assert covered.keyed >= 0.95
    assert covered.lines()[0].startswith("local-government employment with tasks: 97.")


def test_that_every_detailed_occupation_has_title_and_pay(catalog: Catalog) -> None:
    covered = coverage(catalog)
    assert covered.detailed >= 800
    assert covered.with_title_and_pay == covered.detailed


def test_that_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    folder = paths.shipped("data/onet")
    embedded.build(folder, tmp_path / "first.sqlite")
    embedded.build(folder, tmp_path / "second.sqlite")
    assert (tmp_path / "first.sqlite").read_bytes() == (tmp_path / "second.sqlite").read_bytes()


def test_that_a_disk_without_room_for_the_pack_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, target: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setenv("RESKILL_HOME", str(tmp_path))
    monkeypatch.setattr(embedded, "build", full)
    with pytest.raises(ReskillError, match="disk is full.*Free some space"):
        embedded.location()
    assert list((tmp_path / "cache").iterdir()) == []


def test_that_the_shipped_pack_is_small() -> None:
    assert sum(p.stat().st_size for p in paths.shipped("data/onet").rglob("*") if p.is_file()) <= LARGEST


def test_that_every_source_is_named_with_release_date_and_licence(catalog: Catalog) -> None:
    tables = {"occupation", "task", "task_own", "task_rating", "task_activity", "title", "skill", "related", "area"}
    assert tables | {"wage_nation", "wage_local", "wage_state", "wage_metro", "cip_soc"} <= {
        s.name for s in catalog.sources
    }
    assert all(s.source and s.dated and s.licence and s.rows for s in catalog.sources)
