"""Releases that cannot be imported: every refusal says what and where, and nothing is changed on disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import releases
from releases import CLERK

import reskill.paths as paths
from reskill.problem import Problem, ReskillError
from reskill.reference.catalog import packs_folder
from reskill.reference.onet import import_onet
from reskill.reference.upkeep import remove, verify


@pytest.fixture(scope="module")
def packs(catalog: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of packs with one that was imported before, and must survive."""
    import_onet(releases.write(tmp_path_factory.mktemp("before"), releases.tables()), "before")
    yield packs_folder()
    remove("before")


def refused(path: Path, packs: Path) -> Problem:
    """The first problem that an import of `path` is refused with; the folder of packs must not change."""
    files = {p: p.read_bytes() for p in packs.iterdir()}
    with pytest.raises(ReskillError) as refusal:
        import_onet(path)
    assert {p: p.read_bytes() for p in packs.iterdir()} == files
    assert not (paths.user_cache() / "import").exists()
    assert verify("before") == []
    return refusal.value.problems[0] if refusal.value.problems else Problem(str(refusal.value))


def rewritten(release: Path, file: str, change: Callable[[bytes], bytes]) -> Path:
    path = release / file
    path.write_bytes(change(path.read_bytes()))
    return releases.zipped(release)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_that_a_zip_that_points_outside_of_itself_is_refused(packs: Path, old_release: Path, name: str) -> None:
    path = releases.zipped(old_release)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(name, "evil")
    found = refused(path, packs)
    assert "outside of itself" in found.text and found.place.file == path.name


def test_that_a_bomb_is_refused_unread(packs: Path, old_release: Path) -> None:
    path = releases.zipped(old_release)
    nothing = b"\0" * 2**20
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("db_29_9_text/Knowledge of All.txt", "w", force_zip64=True) as part,
    ):
        for _ in range(120):
            part.write(nothing)
    assert "would unpack to more" in refused(path, packs).text


def test_that_a_bomb_inside_a_workbook_is_refused(packs: Path, tmp_path: Path) -> None:
    folder = releases.write(tmp_path, releases.tables(), excel=True)
    with zipfile.ZipFile(folder / "Task Statements.xlsx", "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/more.xml", b" " * 60 * 2**20)
    assert "would unpack to more" in refused(releases.zipped(folder), packs).text


def test_that_ten_gigabytes_are_refused_whatever_they_are_packed_to(packs: Path, old_release: Path) -> None:
    path = releases.zipped(old_release)
    with zipfile.ZipFile(path) as package:
        offset, size = package.start_dir, package.getinfo("db_29_9_text/Skills.txt").file_size
    data = bytearray(path.read_bytes())
    entry = data.index(b"db_29_9_text/Skills.txt", offset)
    stated = entry - 46 + 24  # of the central directory, which says how large a part is
    assert int.from_bytes(data[stated : stated + 4], "little") == size
    data[stated : stated + 4] = (0xFFFF_FFF0).to_bytes(4, "little")
    path.write_bytes(data)
    assert "would unpack to more" in refused(path, packs).text


@pytest.mark.parametrize("kept", [0.99, 0.5, 0.01])
def test_that_a_truncated_zip_is_refused(packs: Path, old_release: Path, kept: float) -> None:
    path = releases.zipped(old_release)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    assert "damaged or incomplete" in refused(path, packs).text


def test_that_changed_bytes_inside_a_zip_are_refused(packs: Path, old_release: Path) -> None:
    path = releases.zipped(old_release)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("db_29_9_text/Task Statements.txt")
    at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    data[at] ^= 0xFF
    path.write_bytes(data)
    found = refused(path, packs)
    assert "damaged" in found.text and "Task Statements.txt" in found.place.file


def test_that_a_release_with_two_names_is_refused(packs: Path, old_release: Path) -> None:
    wrong = old_release.rename(old_release.with_name("db_27_0_text"))
    found = refused(releases.zipped(wrong), packs)
    assert "two releases at once" in found.text and "27.0" in found.text and "29.9" in found.text


def test_that_a_release_older_than_the_codes_is_refused(packs: Path, tmp_path: Path) -> None:
    old = releases.write(tmp_path, releases.tables(), number="24.3")
    assert "O*NET 24.3" in refused(old, packs).text


@pytest.mark.parametrize("name", ["Task Statements", "Occupation Data"])
def test_that_a_missing_table_is_named(packs: Path, old_release: Path, name: str) -> None:
    (old_release / f"{name}.txt").unlink()
    found = refused(releases.zipped(old_release), packs)
    assert name in found.text or "no O*NET release" in found.text or "another kind" in found.text
    assert found.remedy


def test_that_half_of_the_skills_is_refused(packs: Path, new_release: Path) -> None:
    (new_release / "Transferable Skills.txt").unlink()
    assert "Essential Skills without Transferable Skills" in refused(new_release, packs).text


def test_that_a_renamed_column_is_named(packs: Path, old_release: Path) -> None:
    path = rewritten(old_release, "Task Statements.txt", lambda b: b.replace(b"Task ID", b"Task No", 1))
    found = refused(path, packs)
    assert "no column named Task ID" in found.text and "Task No" in found.remedy
    assert found.place.file.endswith("Task Statements.txt") and found.place.row == 1


def test_that_a_renamed_column_of_a_workbook_is_named(packs: Path, tmp_path: Path) -> None:
    tables = releases.tables()
    tables["Task Statements"][0][2] = "Sentence"
    found = refused(releases.zipped(releases.write(tmp_path, tables, excel=True)), packs)
    assert "no column named Task" in found.text and found.place.file.endswith("Task Statements.xlsx")


def test_that_latin_1_bytes_are_located(packs: Path, old_release: Path) -> None:
    path = rewritten(old_release, "Task Statements.txt", lambda b: b.replace("“figures”".encode(), b"fa\xe7ades"))
    found = refused(path, packs)
    assert "not UTF-8" in found.text and found.place.row == 2


FAULTS: list[tuple[str, int, int, object, str, str]] = [
    ("Task Statements", 1, 0, "99-9999.00", "not in Occupation Data", "O*NET-SOC Code"),
    ("Task Statements", 2, 2, "n/a", "empty", "Task"),
    ("Task Statements", 2, 1, 2486, "says again", ""),
    ("Task Statements", 1, 3, "Vital", "not a type of task", "Task Type"),
    ("Task Ratings", 1, 1, 77, "not in Task Statements", "Task ID"),
    ("Task Ratings", 1, 4, "7.5", "not a number from 1 to 5", "Data Value"),
    ("Skills", 1, 4, "much", "not a number from 1 to 5", "Data Value"),
    ("Job Zones", 1, 1, "9", "not a number from 1 to 5", "Job Zone"),
    ("Related Occupations", 1, 1, "11-1011.00", "not in Occupation Data", "Related O*NET-SOC Code"),
    ("Related Occupations", 1, 2, "Distant", "not a tier", "Relatedness Tier"),
    ("Occupation Data", 1, 0, "43-3031", "not an O*NET-SOC code", "O*NET-SOC Code"),
]


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize(("table", "row", "column", "value", "text", "header"), FAULTS)
def test_that_a_wrong_cell_is_located(
    packs: Path,
    tmp_path: Path,
    excel: bool,
    table: str,
    row: int,
    column: int,
    value: object,
    text: str,
    header: str,
) -> None:
    tables = releases.tables()
    tables[table][row][column] = value
    found = refused(releases.write(tmp_path, tables, excel), packs)
    assert text in found.text
    assert (Path(found.place.file.split(", ")[1]).stem, found.place.row) == (table, row + 1)
    assert found.place.column == header


def test_that_a_row_cut_off_is_located(packs: Path, old_release: Path) -> None:
    path = rewritten(old_release, "Job Zones.txt", lambda b: b + f"\r\n{CLERK}".encode()[2:])
    assert refused(path, packs).place.row == 4


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04nothing", b"\x1f\x8bnothing"])
def test_that_other_files_are_refused(packs: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "release.zip"
    path.write_bytes(content)
    assert refused(path, packs).text


def test_that_a_zip_of_other_things_is_refused(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "db_31_0_json.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("db_31_0_json/occupation_data.json", "[]")
    assert "another kind" in refused(path, packs).text


def test_that_two_releases_in_one_folder_are_refused(packs: Path, old_release: Path, new_release: Path) -> None:
    new_release.rename(old_release.parent / new_release.name)
    assert "more than one release" in refused(old_release.parent, packs).text
