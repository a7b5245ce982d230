"""Employment and pay of BLS workbooks in a pack."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from reskill.problem import ReskillError
from reskill.reference.catalog import Catalog, open_pack
from reskill.reference.upkeep import verify
from reskill.reference.wages import import_wages

COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE"),
    *("OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT", "H_MEAN"),
    *("A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25"),
    *("A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"),
)
CLERK = "43-3031"


def row(**cells: object) -> list[object]:
    """A row of the workbook; what is not given is as for the clerk in all industries of the nation."""
    usual: dict[str, object] = dict.fromkeys(COLUMNS, "")
    usual |= {"AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "PRIM_STATE": "US", "NAICS": "000000"}
    usual |= {"I_GROUP": "cross-industry", "OWN_CODE": "1235", "OCC_CODE": CLERK, "O_GROUP": "detailed"}
    usual |= {"TOT_EMP": 1000, "A_MEAN": 50000, "A_PCT10": 30000, "A_PCT25": 40000, "A_MEDIAN": 48000}
    usual |= {"A_PCT75": 60000, "A_PCT90": 70000, "H_MEDIAN": 23.08, "LOC_QUOTIENT": 1.1}
    return list((usual | cells).values())


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """As BLS makes them: the figures in the first sheet, explanations in a second."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = path.stem
    for cells in (COLUMNS, *rows):
        sheet.append(list(cells))
    notes = book.create_sheet("Field Descriptions")
    notes.append(["Field", "Field Description"])
    notes.append(["tot_emp", "Estimated total employment"])
    book.save(path)
    return path


NATION = [
    row(OCC_CODE="00-0000", O_GROUP="total", TOT_EMP=9000),
    row(OCC_CODE="43-0000", O_GROUP="major"),
    row(OCC_CODE="43-3030", O_GROUP="broad"),
    row(),
    row(OCC_CODE="11-1011", A_PCT90="#", H_MEDIAN="#", TOT_EMP="**"),
    row(OCC_CODE="25-1011", H_MEDIAN="*"),
]
LOCAL = [
    row(NAICS="999300", OWN_CODE="3", OCC_CODE="00-0000", O_GROUP="total", TOT_EMP=500),
    row(NAICS="999300", OWN_CODE="3", TOT_EMP=77),
]
OTHERS = [row(NAICS="622000", OWN_CODE="5", TOT_EMP=1), row(OWN_CODE="5", TOT_EMP=2)]
STATES = [
    row(AREA="34", AREA_TITLE="New Jersey", AREA_TYPE="2", PRIM_STATE="NJ", A_MEDIAN=51000),
    row(AREA="78", AREA_TITLE="Virgin Islands", AREA_TYPE="3", PRIM_STATE="VI", A_MEDIAN=39000),
]
METROS = [
    row(AREA="10180", AREA_TITLE="Abilene, TX", AREA_TYPE="4", PRIM_STATE="TX", A_MEDIAN=41000),
    row(AREA="100001", AREA_TITLE="North Texas", AREA_TYPE="6", PRIM_STATE="TX", A_MEDIAN=40000),
]


def test_that_all_data_gives_nation_local_government_states_and_areas(packs: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "all_data_M_2024.xlsx", [*NATION, *LOCAL, *OTHERS, *STATES, *METROS])
    made = import_wages(file, "embedded")
    assert made.name == "embedded+wages-May-2024"
    pack = open_pack(made.name)
    clerk = pack.occupation(CLERK)
    assert (clerk.national_jobs, clerk.local_jobs, clerk.pay) == (1000, 77, 48000)
    nation = pack.wage(CLERK)
    assert nation is not None
    assert (nation.mean, nation.p10, nation.p25, nation.p75, nation.p90) == (50000, 30000, 40000, 60000, 70000)
    assert nation.h50 == 23.08
    assert pack.local_jobs_total == 500
    wages = {a: pack.wage(CLERK, a) for a in pack.areas}
    assert {a: w.p50 for a, w in wages.items() if w} == {
        "N": 48000,
        "NL": 48000,
        "S3400000": 51000,
        "S7800000": 39000,
        "M0010180": 41000,
        "M0100001": 40000,
    }
    assert pack.areas["M0010180"] == ("M", "Abilene, TX", "48")
    assert pack.areas[pack.state_area("NJ")] == ("S", "New Jersey", "34")
    assert verify(made.name) == []


def test_that_special_values_are_not_figures(packs: Path, tmp_path: Path) -> None:
    made = import_wages(workbook(tmp_path / "national_M2024_dl.xlsx", NATION), "embedded")
    pack = open_pack(made.name)
    chief, dean = pack.wage("11-1011"), pack.wage("25-1011")
    assert chief and (chief.emp, chief.p90, chief.h50, chief.p75) == (None, None, None, 60000)
    assert dean and dean.h50 is None and dean.p50 == 48000
    note = {s.name: s.note for s in pack.sources}["wage_nation"]
    assert note == "2 figures above the published range and 2 not published are left empty"


def test_that_only_what_the_file_covers_is_replaced(packs: Path, tmp_path: Path, catalog: Catalog) -> None:
    made = import_wages(workbook(tmp_path / "state_M2024_dl.xlsx", STATES), "embedded")
    pack = open_pack(made.name)
    assert pack.wage(CLERK) == catalog.wage(CLERK)
    assert pack.wage(CLERK, "M0010180") == catalog.wage(CLERK, "M0010180")
    assert [n for k, n, _ in pack.areas.values() if k == "S"] == ["New Jersey", "Virgin Islands"]
    releases = {s.name: s.release for s in pack.sources}
    assert (releases["wage_nation"], releases["wage_state"]) == ("May 2025", "May 2024")


def test_that_the_files_of_a_zip_are_read_together(packs: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "oesm24ma.zip", "w") as package:
        for name, rows in {"MSA_M2024_dl": METROS[:1], "BOS_M2024_dl": METROS[1:]}.items():
            package.write(workbook(tmp_path / f"{name}.xlsx", rows), f"oesm24ma/{name}.xlsx")
        package.write(workbook(tmp_path / "file_descriptions.xlsx", []), "oesm24ma/file_descriptions.xlsx")
    made = import_wages(tmp_path / "oesm24ma.zip", "embedded")
    assert [a for a, (k, _, _) in open_pack(made.name).areas.items() if k == "M"] == ["M0010180", "M0100001"]


def test_that_csv_with_thousands_is_read_too(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "national_M2023_dl.csv"
    cells = [str(c) if c != 50000 else '"50,000"' for c in row()]
    path.write_text(",".join(COLUMNS) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
    wage = open_pack(import_wages(path, "embedded").name).wage(CLERK)
    assert wage and wage.mean == 50000


def test_that_occupations_unknown_to_the_pack_are_told(packs: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "national_M2017_dl.xlsx", [row(OCC_CODE="15-1132")])
    made = import_wages(file, "embedded")
    assert "1 occupations with pay are not in the pack: 151132" in made.problems[0].text


def test_that_a_pack_of_ones_own_is_replaced_in_place(packs: Path, tmp_path: Path) -> None:
    first = import_wages(workbook(tmp_path / "national_M2023_dl.xlsx", [row()]), "embedded")
    second = import_wages(workbook(tmp_path / "national_M2024_dl.xlsx", [row(A_MEDIAN=49000)]), first.name)
    assert second.name == first.name
    assert open_pack(second.name).occupation(CLERK).pay == 49000
    assert verify(second.name) == []


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"AREA_TYPE": "9"}, "not a type of area"),
        ({"OCC_CODE": "clerk"}, "not an occupation code"),
        ({"A_MEAN": "lots"}, "not a number"),
        ({"H_MEDIAN": -1}, "not a number"),
    ],
)
def test_that_a_wrong_cell_is_located_and_changes_nothing(
    packs: Path, tmp_path: Path, cells: dict[str, object], text: str
) -> None:
    file = workbook(tmp_path / "national_M2024_dl.xlsx", [row(OCC_CODE="11-1011"), row(**cells)])
    with pytest.raises(ReskillError) as refusal:
        import_wages(file, "embedded")
    (problem,) = refusal.value.problems
    assert text in problem.text and problem.place.row == 3 and problem.place.column == next(iter(cells))
    assert list(packs.iterdir()) == []


def test_that_a_file_that_does_not_say_its_release_needs_it(packs: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "pay.xlsx", NATION)
    with pytest.raises(ReskillError, match="release"):
        import_wages(file, "embedded")
    made = import_wages(file, "embedded", "May 2022")
    assert {s.name: s.dated for s in open_pack(made.name).sources}["wage_nation"] == "2022-05"


def test_that_a_file_of_other_industries_only_is_refused(packs: Path, tmp_path: Path) -> None:
    with pytest.raises(ReskillError) as refusal:
        import_wages(workbook(tmp_path / "nat4d_M2024_dl.xlsx", OTHERS), "embedded")
    assert "no detailed occupations" in refusal.value.problems[0].text
