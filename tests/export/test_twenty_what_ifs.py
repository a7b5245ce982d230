"""Twenty sets of inputs, changed in the workbooks and calculated by another program, against the core's own costs of the
same cohorts under the same assumptions. Needs LibreOffice."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from books import table, written
from test_what_if import costed, settings_of  # noqa: F401

from reskill.export.hr.inputs import BACKFILL_FRINGE, BACKFILL_PAY, BACKFILL_SHARE, FRINGE_RATE, REINVESTED, REVIEW_COST
from reskill.planning.costs import Rates, cohort_lines
from reskill.planning.groups import Group
from reskill.planning.offers import Training
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

WHAT_IFS = 20
COHORTS = ((12, 16.0, "30.01", 99.5), (3, 8.0, "41.37", 0.0))  # as in the fixture: people, hours, pay, price


def changed(chance: random.Random) -> dict[str, float]:
    """One what-if: each input somewhere in its range."""
    return {
        FRINGE_RATE: round(chance.uniform(0, 0.8), 3),
        BACKFILL_SHARE: round(chance.uniform(0.05, 1), 2),
        REINVESTED: round(chance.uniform(0, 0.9), 2),
        BACKFILL_PAY: round(chance.uniform(1, 2), 2),
        BACKFILL_FRINGE: round(chance.uniform(0, 0.4), 3),
        REVIEW_COST: round(chance.uniform(0.01, 0.2), 3),
    }


def by_the_core(project: Project, inputs: dict[str, float]) -> Counter[str]:
    """US dollars by category, as the plan costs its cohorts under these assumptions."""
    limits = replace(
        project.thresholds,
        fringe_rate=inputs[FRINGE_RATE],
        backfill_share=inputs[BACKFILL_SHARE],
        backfill_pay=inputs[BACKFILL_PAY],
        backfill_fringe=inputs[BACKFILL_FRINGE],
    )
    scenario = replace(scenario_in_force(project), reinvested=inputs[REINVESTED], review_cost=inputs[REVIEW_COST])
    rates = Rates.of(limits, scenario, {})
    found: Counter[str] = Counter()
    for people, hours, pay, price in COHORTS:
        group = Group(1, "CLERK", "", "x", "x", "at risk", "at risk", 40, people, 0.5, 0.5, Decimal(pay), "")
        for line in cohort_lines(group, Training(None, "x", price, "", hours, "", False), people, rates):
            found[line.category] += line.cents
    return Counter({category: cents / 100 for category, cents in found.items()})


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # LibreOffice adds some that openpyxl lacks
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_that_twenty_what_ifs_equal_the_cores_costs(
    costed: Project,  # noqa: F811
    small_catalog: Catalog,
    tmp_path: Path,
) -> None:
    settings_of(costed)
    chance = random.Random(7)
    what_ifs = [changed(chance) for _ in range(WHAT_IFS)]
    sheets = {"hr": "Budget", "board": "Lines"}
    for edition in sheets:
        written(costed, small_catalog, edition, tmp_path)
        for n, inputs in enumerate(what_ifs):
            book = openpyxl.load_workbook(tmp_path / f"{edition}.xlsx")
            for row in book["Inputs"].iter_rows(min_row=2):
                if row[0].value in inputs:
                    row[1].value = inputs[row[0].value]
            book.save(tmp_path / f"{edition}{n}.xlsx")
    files = [str(tmp_path / f"{edition}{n}.xlsx") for edition in sheets for n in range(WHAT_IFS)]
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "xlsx"]
    subprocess.run([*office, "--outdir", str(tmp_path / "again"), *files], check=True, capture_output=True, timeout=300)
    for n, inputs in enumerate(what_ifs):
        core = by_the_core(costed, inputs)
        for edition, sheet in sheets.items():
            again = openpyxl.load_workbook(tmp_path / "again" / f"{edition}{n}.xlsx", data_only=True)
            told: Counter[str] = Counter()
            for row in table(again, sheet):
                told[row["Category"]] += row["Amount"]
            # a board's line is two cohorts'; the hours and rates of those who stand in the core rounds one by one
            near = 0.0005 * core["backfill"] + 1.0
            off = {"fringe": 0.02, "backfill": near, "review": near * inputs[REVIEW_COST] + 0.02}
            assert told.keys() == core.keys()
            for category, amount in core.items():
                within = 0.005 if edition == "hr" else off.get(category, 0.005)
                assert told[category] == pytest.approx(amount, abs=within), (n, edition, category, inputs)
