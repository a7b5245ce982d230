"""Published ratings and the crosswalk of programs in a pack."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import releases
from releases import CLERK

from reskill.problem import ReskillError
from reskill.reference.catalog import Catalog, open_pack
from reskill.reference.crosswalk import import_cip_soc
from reskill.reference.index_tables import described
from reskill.reference.labels import import_labels
from reskill.reference.onet import import_onet
from reskill.reference.upkeep import verify

HEADER = "O*NET-SOC Code\tTask ID\tTask\tgpt4_exposure\tgpt4_automation\thuman_labels\n"


def test_that_tasks_are_rated_by_code_and_id(packs: Path, old_release: Path, tmp_path: Path) -> None:
    import_onet(old_release)
    path = tmp_path / "labels.tsv.gz"
    rows = f"{CLERK}\t900001.0\tPut slips\tE2\tT1\tE1\n{CLERK}\t4.0\tNot there\tE0\tT0\tE0\n"
    path.write_bytes(gzip.compress((HEADER + rows).encode()))
    made = import_labels(path, "onet-29.9")
    assert made.name == "onet-29.9"
    figures, slips = open_pack("onet-29.9").tasks(CLERK)
    assert (slips.people, slips.gpt4, slips.automation) == ("E1", "E2", "T1")
    assert figures.people == ""  # the ratings of the file replace those carried over
    assert "1 of 2 ratings are of tasks that this pack does not have" in made.problems[0].text
    assert verify("onet-29.9") == []


@pytest.mark.parametrize(("cells", "column"), [("E2\tT9\tE1", "gpt4_automation"), ("E2\tT1\tyes", "human_labels")])
def test_that_a_rating_of_another_scale_is_located(packs: Path, tmp_path: Path, cells: str, column: str) -> None:
    path = tmp_path / "labels.tsv"
    path.write_text(f"{HEADER}{CLERK}\t2486\tCheck\t{cells}\n", encoding="utf-8")
    with pytest.raises(ReskillError) as refusal:
        import_labels(path, "embedded")
    assert (refusal.value.problems[0].place.row, refusal.value.problems[0].place.column) == (2, column)
    assert list(packs.iterdir()) == []


def test_that_the_published_labels_rate_the_embedded_tasks_as_they_are(
    packs: Path, shared: Path, catalog: Catalog
) -> None:
    made = import_labels(shared / "labels" / "exposure_open.tsv.gz", "embedded")
    assert open_pack(made.name).all_tasks() == catalog.all_tasks()


def test_that_indices_of_occupations_stand_side_by_side(packs: Path, shared: Path) -> None:
    first = import_labels(shared / "labels" / "AIOE_DataAppendix.xlsx", "embedded")
    second = import_labels(shared / "labels" / "microsoft_ai_applicability.csv", first.name)
    assert first.name == second.name == "embedded+AIOE"
    pack = open_pack(second.name)
    assert {name: len(scores) for name, scores in pack.indices.items()} == {"AIOE": 793, "AI applicability": 785}
    assert pack.indices["AIOE"]["11-1011"] == pytest.approx(1.334246)
    assert {"index: AIOE", "index: AI applicability"} <= {s.name for s in pack.sources}
    assert verify(second.name) == []


def test_that_scores_of_soc_2010_are_brought_to_soc_2018(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "aioe.csv"
    path.write_text("SOC Code,AIOE\n11-2031,0.5\n15-1131,1.0\n15-1134,0.2\n43-3031,2\n", encoding="utf-8")
    pack = open_pack(import_labels(path, "embedded").name)
    scores = pack.indices["AIOE"]
    assert scores["43-3031"] == 2  # the same code in both
    assert scores["11-2032"] == scores["11-2033"] == 0.5  # one code that became two
    assert scores["15-1251"] == 1.0 and "15-1131" not in scores  # a code that has another number now
    assert "SOC 2010" in next(s.note for s in pack.sources if s.name == "index: AIOE")


def test_that_observed_use_by_occupation_is_known_by_its_columns(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "job_exposure.csv"
    path.write_text("occ_code,title,observed_exposure\n11-1011,Chief Executives,0.0333\n", encoding="utf-8")
    pack = open_pack(import_labels(path, "embedded").name)
    assert pack.indices == {"Observed use": {"11-1011": 0.0333}}
    source = next(s for s in pack.sources if s.name == "index: Observed use")
    assert (source.dated, source.licence) == ("2026-03", "CC BY")


def test_that_any_table_of_scores_can_be_described(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("code,safety\n43-3031.00,0.2\n43-3031.01,0.4\n411011,0.9\n11-1011,\n", encoding="utf-8")
    table = described("Safe from AI", "safety", "code", 2018, True, "A. Lab", "2026", "CC0")
    pack = open_pack(import_labels(path, "embedded", described=table).name)
    assert pack.indices["Safe from AI"] == pytest.approx({"43-3031": -0.3, "41-1011": -0.9})  # higher means more AI
    source = next(s for s in pack.sources if s.name == "index: Safe from AI")
    assert (source.source, source.dated, source.licence) == ("A. Lab", "2026", "CC0") and "sign changed" in source.note


def test_that_a_table_of_scores_without_its_source_is_refused() -> None:
    with pytest.raises(ReskillError, match="not described: who published it, its licence"):
        described("X", "score", "code", 2018, False, "", "2026", " ")
    with pytest.raises(ReskillError, match="2000 is no edition"):
        described("X", "score", "code", 2000, False, "A. Lab", "2026", "CC0")


def test_that_a_code_that_is_none_is_located(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "aioe.csv"
    path.write_text("SOC Code,AIOE\n11-2031,0.5\nclerks,1.0\n", encoding="utf-8")
    with pytest.raises(ReskillError) as refusal:
        import_labels(path, "embedded")
    assert (refusal.value.problems[0].place.row, refusal.value.problems[0].place.column) == (3, "SOC Code")
    assert list(packs.iterdir()) == []


def test_that_an_unknown_file_of_ratings_is_refused(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("soc,score\n11-1011,1\n", encoding="utf-8")
    with pytest.raises(ReskillError, match="no ratings that Reskill knows"):
        import_labels(path, "embedded")


def test_that_the_workbook_of_the_crosswalk_is_read_whatever_sheet_it_is_on(packs: Path, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["This workbook links two codings"])
    sheet = book.create_sheet("CIP-SOC")
    for cells in (
        ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"],
        [1.0, "Agriculture", "19-1011", "Animal Scientists"],
        ["52.0302", "Accounting technology", "43-3031", "Clerks"],
        ["52.0302", "Accounting technology", "99-9999", "NO MATCH"],
        ["99.9999", "NO MATCH", "43-3031", "Clerks"],
    ):
        sheet.append(cells)
    book.save(tmp_path / "CIP2020_SOC2018_Crosswalk.xlsx")
    made = import_cip_soc(tmp_path / "CIP2020_SOC2018_Crosswalk.xlsx", "embedded")
    assert open_pack(made.name).cip_soc == [("01.0000", "19-1011"), ("52.0302", "43-3031")]
    assert verify(made.name) == []


def test_that_the_published_crosswalk_is_the_embedded_one(packs: Path, shared: Path, catalog: Catalog) -> None:
    made = import_cip_soc(shared / "soc2018_cip2020_crosswalk.csv", "embedded")
    assert open_pack(made.name).cip_soc == catalog.cip_soc


def test_that_a_wrong_code_of_the_crosswalk_is_located(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("CIP2020Code,SOC2018Code\n52.0302,43-3031\n52.0302,clerks\n", encoding="utf-8")
    with pytest.raises(ReskillError) as refusal:
        import_cip_soc(path, "embedded")
    assert refusal.value.problems[0].place.row == 3


def test_that_an_addition_needs_a_pack_that_is_there(packs: Path, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("CIP2020Code,SOC2018Code\n52.0302,43-3031\n", encoding="utf-8")
    with pytest.raises(ReskillError, match="no reference pack named nowhere"):
        import_cip_soc(path, "nowhere")


def test_that_a_table_of_a_release_is_no_release(packs: Path, tmp_path: Path) -> None:
    folder = releases.write(tmp_path, releases.tables())
    with pytest.raises(ReskillError) as refusal:
        import_onet(folder / "Task Statements.txt")
    assert "single file" in refusal.value.problems[0].text
