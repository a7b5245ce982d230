"""The union edition in Spanish: no sentence of ours stays English, and answers come back as from the English one."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest

import reskill.paths as paths
from reskill.cli.parser import run
from reskill.export.editions import edition_sheets, write_workbook
from reskill.export.language import in_english, words
from reskill.export.review import read_review
from reskill.export.xlsx.sheet import As, Cell, Formula, Link, value_of
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

NAMES = {"title", "unit", "units", "department", "occupation", "destination", "learn", "programs", "program", "pathway"}
NAMES |= {"provider", "delivery", "shrinks", "stays", "grows"}  # tasks are told in English
UNTOUCHED = {
    *("Oak Hill (fictional)", "Public interest", "Gains, rights and sharing in balance.", "reference", "0a1b2c3d"),
    *("O*NET", "Small pack; O*NET 29.3", "bls.gov/oes", "onetcenter.org/database.html", "IL", "no"),
    "City training budget; State grant",
    *("github.com/openai/GPTs-are-GPTs", "Total", "Plan", "yyyy-mm-dd"),
}
"""Names, and words that are the same in Spanish; the small city's scenario is its own."""


def texts(project: Project, catalog: Catalog, language: str) -> list[str]:
    """Every text of ours in the edition: names of columns, notes, cells that are no names, words in formulas."""
    found: list[str] = []
    for sheet in edition_sheets(project, catalog, "union", language=language):
        found += [sheet.title, sheet.note, sheet.empty, *(h for h in sheet.heading if isinstance(h, str))]
        found += [t for c in sheet.columns for t in (c.title, c.tip)]
        found += [t for values in sheet.choices.values() for t in values]
        if sheet.chart:
            found += [sheet.chart.title, sheet.chart.unit, sheet.chart.alternative]
        machine = any(str(value_of(row[2])).startswith("#") for row in sheet.rows if len(row) > 2)
        for row in [] if machine else sheet.rows:
            for column, cell in zip(sheet.columns, row, strict=True):
                if column.field not in NAMES | {"reference", "answer"}:
                    found += said(cell)
    return [t for t in found if re.search(r"[^\W\d_]{2}", t)]


def said(cell: Cell) -> list[str]:
    content = cell.content if isinstance(cell, As) else cell
    if isinstance(content, Formula):
        return [*re.findall(r'"([^"]*)"', content.text), str(content.value)]
    return [str(value_of(cell))] if isinstance(value_of(cell), str) or isinstance(cell, Link) else []


def test_that_no_text_of_ours_stays_english(planned: Project, small_catalog: Catalog) -> None:
    english, spanish = (texts(planned, small_catalog, language) for language in ("en", "es"))
    assert len(english) == len(spanish) > 200
    same = {e for e, s in zip(english, spanish, strict=True) if e == s and not re.fullmatch(r"[\d -:]+|[0-9a-f]{8}", e)}
    assert same - UNTOUCHED == set()


def test_that_every_word_of_the_table_goes_both_ways_and_fills_its_places() -> None:
    with (paths.shipped("data/export") / "es.csv").open(encoding="utf-8", newline="") as f:
        rows = [(r["english"], r["spanish"]) for r in csv.DictReader(f)]
    assert len({e for e, _ in rows}) == len({s for _, s in rows}) == len(rows)
    for english, spanish in rows:
        assert sorted(re.findall(r"\{\w\}", english)) == sorted(re.findall(r"\{\w\}", spanish)), english
        assert english.endswith(".") == spanish.endswith("."), english
        assert english.endswith("?") == (spanish.endswith("?") and "¿" in spanish), english


def test_that_names_stay_and_sentences_around_them_are_spanish() -> None:
    say = words("es")
    assert say("Keep the job: Data and Records, first group FY2028 Q4 to FY2029 Q2 (12 people).") == (
        "Seguir en el puesto: Data and Records, primer grupo AF2028 T4 a AF2029 T2 (12 personas)."
    )
    assert say("Train for Clerks: AI Basics, first group FY2028 Q1, last by FY2029 Q2.") == (
        "Formarse para Clerks: AI Basics, primer grupo AF2028 T1, todos hasta AF2029 T2."
    )
    assert say("Train for Clerks: AI Basics, first group FY2028 Q1, others later.").endswith("T1, otros después.")
    assert say("Tools; Reply by") == "Herramientas; Responder antes del"
    assert (
        say("with caution: AI changes that work too; leads others")
        == "con cautela: la IA lo cambia también; dirige a otros"
    )
    assert say("FY2028 Q1: 82; FY2028 Q2: 55") == "AF2028 T1: 82; AF2028 T2: 55"
    assert in_english("faltan pruebas", "es") == "needs evidence"
    with pytest.raises(ReskillError, match="no edition in fr"):
        words("fr")


def test_that_answers_in_spanish_come_back_to_the_same_lines(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    taken = {}
    for language, comment, response, sign, name in (
        ("en", "Comment", "disagree", "Dates and sign-off", "Classes"),
        ("es", "Comentario", "en desacuerdo", "Fechas y firmas", "Clases"),
    ):
        path = tmp_path / f"{language}.xlsx"
        write_workbook(planned, small_catalog, path, "union", language=language)
        book = openpyxl.load_workbook(path)
        ws = book[name]
        place = [c.value for c in ws[1]].index(comment) + 1
        ws.cell(2, place).value, ws.cell(2, place - 1).value = "No es así", response
        book[sign]["B2"] = "Rosa"
        book[sign]["D4"] = {"en": "yes", "es": "sí"}[language]
        book.save(path)
        review = read_review(path, planned)
        assert review.left == []
        taken[language] = review.taken
        planned.undo()
    assert taken["es"] == taken["en"]
    assert [(c.sheet, c.stance, c.who) for c in taken["es"]] == [
        ("Classes", "disagree", "Rosa"),
        ("Dates and sign-off", "yes", "Rosa"),
    ]


def test_that_only_the_union_edition_has_another_language(planned: Project, small_catalog: Catalog) -> None:
    with pytest.raises(ReskillError, match="Only the union edition"):
        edition_sheets(planned, small_catalog, "board", language="es")


def test_that_the_command_writes_the_union_edition_in_spanish_and_no_other(
    planned: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = str(planned.path), tmp_path / "u.xlsx"
    export = ["project", "export", file, "--out", str(out), "--language", "es"]
    assert run([*export, "--edition", "union"]) == 0
    assert openpyxl.load_workbook(out).sheetnames[:2] == ["Portada", "Clases"]
    assert openpyxl.load_workbook(out)["Clases"].oddFooter.right.text == "&A, página &P de &N"
    assert run([*export, "--unit", "Local 21"]) == 0
    assert "Para Local 21." in openpyxl.load_workbook(tmp_path / "u Local 21.xlsx")["Portada"]["A2"].value
    assert run([*export, "--edition", "board"]) == 2
    assert "Only the union edition" in capsys.readouterr().err
