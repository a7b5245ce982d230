"""Packs at hand: checking and removing them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reskill.problem import ReskillError
from reskill.reference.catalog import installed_packs, open_pack
from reskill.reference.onet import import_onet
from reskill.reference.upkeep import remove, verify


def test_that_the_embedded_pack_is_sound(catalog: object) -> None:
    assert verify("embedded") == []


def test_that_a_changed_byte_is_noticed(packs: Path, old_release: Path) -> None:
    file = import_onet(old_release)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert any("SHA-256" in p.text for p in verify("onet-29.9"))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM task WHERE task_id = '900003'", "work activities of an unknown task"),
        ("DELETE FROM related WHERE tier = 3", "Of related it holds 2 rows, not 3"),
        ("UPDATE title SET code = '99-9999.00' WHERE source = 'Alternate Titles'", "titles of an unknown occupation"),
        ("DELETE FROM area WHERE area = 'NL'", "figures of an unknown area"),
        ("UPDATE occupation SET tasks = 7", "another number of tasks"),
        ("UPDATE source SET name = 'elsewhere' WHERE name = 'task'", "does not know: elsewhere"),
    ],
)
def test_that_missing_rows_and_orphans_are_noticed(packs: Path, old_release: Path, statement: str, said: str) -> None:
    file = import_onet(old_release)
    db = sqlite3.connect(file)
    with db:
        db.execute(statement)
    db.close()
    assert any(said in p.text for p in verify("onet-29.9"))


def test_that_a_lost_checksum_is_told(packs: Path, old_release: Path) -> None:
    import_onet(old_release).with_suffix(".json").unlink()
    (problem,) = verify("onet-29.9")
    assert "checksum is not at hand" in problem.text and problem.remedy


def test_that_packs_live_side_by_side_and_can_be_removed(packs: Path, old_release: Path, new_release: Path) -> None:
    import_onet(old_release)
    import_onet(new_release)
    assert installed_packs() == ["embedded", "onet-29.9", "onet-30.9"]
    remove("onet-29.9")
    assert installed_packs() == ["embedded", "onet-30.9"]
    assert [p.name for p in sorted(packs.iterdir())] == ["onet-30.9.json", "onet-30.9.sqlite"]
    with pytest.raises(ReskillError, match="no reference pack named onet-29.9"):
        open_pack("onet-29.9")


@pytest.mark.parametrize("name", ["embedded", "onet-1.0", "../../etc"])
def test_that_only_ones_own_packs_can_be_removed(packs: Path, name: str) -> None:
    with pytest.raises(ReskillError):
        remove(name)


def test_that_a_pack_of_another_version_is_told_beside_the_sound_ones(packs: Path, old_release: Path) -> None:
    file = import_onet(old_release)
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version=1")
    db.close()
    (problem,) = verify("onet-29.9")
    assert "not a reference pack of this version" in problem.text and "again" in problem.remedy
    with pytest.raises(ReskillError):
        verify("nowhere")


@pytest.mark.parametrize("damage", ["half", "garbage", "middle", "table"])
def test_that_a_damaged_pack_is_refused_with_what_to_do(packs: Path, old_release: Path, damage: str) -> None:
    file = import_onet(old_release)
    data = file.read_bytes()
    if damage == "table":
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute("DROP TABLE skill")
    else:
        torn = data[:8192] + b"\xff" * (len(data) - 16384) + data[-8192:]
        file.write_bytes({"half": data[: len(data) // 2], "garbage": b"garbage" * 1000, "middle": torn}[damage])
    with pytest.raises(ReskillError, match="damaged.*Import the release again.*or use another pack"):
        open_pack("onet-29.9")


def test_that_the_embedded_pack_is_built_anew_when_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path))
    with closing(open_pack()) as catalog:
        path, sound = catalog.path, catalog.path.read_bytes()
    path.write_bytes(sound[: len(sound) // 2])
    with closing(open_pack()) as catalog:
        assert len(catalog.occupations) > 800
    assert path.read_bytes() == sound
