"""The ranking against the published related occupations: a regression measure, since both rest on like signals."""

import csv
import io
import sqlite3
import zipfile
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest

from reskill.pathways.similarity import Similarity
from reskill.reference import schema
from reskill.reference.catalog import Catalog


@pytest.fixture(scope="module")
def release(shared, tmp_path_factory):
    """Occupations, tasks, activities and titles of O*NET 27.0, with the knowledge ratings of 29.3."""
    path = tmp_path_factory.mktemp("pack") / "onet-27.sqlite"
    db = sqlite3.connect(path)
    db.executescript(schema.DDL)
    with zipfile.ZipFile(shared / "onet" / "db_27_0_text.zip") as z:

        def table(name):
            text = io.TextIOWrapper(z.open(f"db_27_0_text/{name}.txt"), encoding="utf-8")
            return csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)

        code = "O*NET-SOC Code"
        for r in table("Occupation Data"):
            soc = r[code][:7]
            row = (r[code], r["Title"], soc, soc.replace("-", ""))
            db.execute("INSERT INTO occupation (code, title, soc, oews) VALUES (?,?,?,?)", row)
        db.executemany(
            "INSERT INTO task (code, task_id, sentence, task_type) VALUES (?,?,?,?)",
            [(r[code], r["Task ID"], r["Task"], r["Task Type"]) for r in table("Task Statements")],
        )
        db.executemany(
            "INSERT OR IGNORE INTO task_activity VALUES (?,?,?)",
            [(r[code], r["Task ID"], r["DWA ID"]) for r in table("Tasks to DWAs")],
        )
        db.executemany(
            "INSERT OR IGNORE INTO title (title, department, code, source) VALUES (?,'',?,'O*NET 27.0')",
            [(r["Alternate Title"], r[code]) for r in table("Alternate Titles")],
        )
    _knowledge(db, shared / "onet" / "db_29_3_excel.zip")
    db.execute("UPDATE occupation SET tasks = (SELECT count(*) FROM task WHERE task.code = occupation.code)")
    db.commit()
    db.close()
    return Catalog(path)


def _knowledge(db: sqlite3.Connection, release: Path) -> None:
    with zipfile.ZipFile(release) as z:
        book = openpyxl.load_workbook(io.BytesIO(z.read("db_29_3_excel/Knowledge.xlsx")), read_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        column = {name: i for i, name in enumerate(next(rows))}
        code, element, name, scale, value, suppress = (
            column[c]
            for c in (
                "O*NET-SOC Code",
                "Element ID",
                "Element Name",
                "Scale ID",
                "Data Value",
                "Recommend Suppress",
            )
        )
        for r in rows:
            if r[scale] == "IM" and r[suppress] != "Y":
                db.execute("INSERT OR IGNORE INTO element VALUES (?,?,'knowledge')", (r[element], r[name]))
                db.execute("INSERT INTO skill VALUES (?,?,?)", (r[code], r[element], float(r[value])))
        book.close()


def test_that_most_of_the_closest_published_relations_are_in_the_first_ten(release, shared) -> None:
    similarity = Similarity(release)
    codes = set(similarity.codes)
    related = defaultdict(set)
    with (shared / "related_29_3.csv").open(encoding="utf-8") as f:
        for r in csv.DictReader(f):
            if r["tier"] == "Primary-Short" and {r["code"], r["related"]} <= codes:
                related[r["code"]].add(r["related"])
    recall = [len(good & {n.code for n in similarity.rank(code, 10)}) / len(good) for code, good in related.items()]
    assert len(recall) > 850
    assert sum(recall) / len(recall) > 0.74
