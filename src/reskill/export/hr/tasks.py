"""The sheet of tasks: what the work of each occupation in use consists of, and how exposed each task is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reskill.columns import TASK
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.exposure.inventory import RoleTask, read_inventories
from reskill.exposure.oversight import MEANING
from reskill.exposure.roles import exposed_chance
from reskill.observed_source import SOURCE
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("O*NET code", "code", tip="Occupation that the task belongs to."),
    Column("Occupation", "occupation", "wrapped", 34, tip="The occupation's name."),
    Column(
        "Applies to",
        "applies",
        "wrapped",
        17,
        tip="All titles of the occupation, or the one title with its own list of tasks.",
    ),
    Column("Task ID", "task_id", tip="O*NET task ID; local-N for a duty added here."),
    TASK["sentence"].at(60),
    Column("Type", "task_type", tip="Core or Supplemental in O*NET; Own or Added where no O*NET task exists."),
    TASK["weight"],
    Column(
        "Chance exposed", "exposed", "percent", tip="Chance that AI can halve the task's time, alone or in software."
    ),
    TASK["exposure"],
    Column(
        "Low", "low", "percent", tip="Lower end of the 90% interval; GPT-4's rating where published ratings differ."
    ),
    Column("High", "high", "percent", tip="Upper end of the same."),
    Column(
        "Observed use",
        "observed",
        "percent",
        tip=f"Use of AI on the task that was seen ({SOURCE}); 0% = not seen in that sample, empty = not known.",
    ),
    Column("Mode", "mode", tip="none, augment (AI helps a person) or could be automated."),
    TASK["evidence"],
    Column("Reason", "reason", "wrapped", 58, tip="Why the task has this exposure."),
    Column(
        "Oversight",
        "oversight",
        "wrapped",
        28,
        tip="1 spot-check, 2 a person reviews, 3 a person decides, 4 human only.",
    ),
    Column("Tier reviewed", "reviewed", tip="unreviewed = proposed by rules; else who signed the tier off, and when."),
    Column(
        "Why this tier", "fired", "wrapped", 64, tip="The words or the floor that the rules went by, with their tier."
    ),
    Column("Residents", "residents", tip="yes where residents meet or feel the task."),
    Column("Personal data", "personal", tip="yes where the task handles facts about a named person."),
    Column("Efficiency", "efficiency", "wrapped", 32, tip="Compass question 1: efficiency and productivity."),
    Column("Privacy and agency", "agency", "wrapped", 38, tip="Compass question 2: privacy and human agency."),
    Column("Community", "community", "wrapped", 34, tip="Compass question 3: community and democratic governance."),
    Column("Source", "source", "wrapped", 18, tip="Where the task comes from."),
)
EVERY = "every title of the occupation"
UNREVIEWED = "unreviewed"


def tasks(project: Project, catalog: Catalog) -> Sheet:
    """Tasks of every occupation in use, and of each title with tasks or judgements of its own."""
    return Sheet(
        title="Tasks",
        note="Tasks of every occupation in use: exposure with interval, mode, human oversight, evidence, reason.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, _rows(project, catalog)),
        bars=("exposure",),
        frozen_columns=2,
        empty="No occupation in use has tasks in the reference yet.",
    )


def _rows(project: Project, catalog: Catalog) -> Iterator[dict[str, Any]]:
    inventories = read_inventories(project, catalog)
    own = set(inventories.decided.edits) | {
        r["title_id"] for r in project.rows("SELECT DISTINCT title_id FROM judgement WHERE title_id IS NOT NULL")
    }
    shown: set[str] = set()
    horizon = inventories.thresholds.horizon
    for t in project.rows("SELECT id, title FROM title ORDER BY positions DESC, title, id"):
        if t["id"] in own or inventories.has_own_tiers(t["id"]):
            yield from (_row(task, catalog, t["title"], task.weight, horizon) for task in inventories.tasks(t["id"]))
        elif any(code not in shown for code, _ in inventories.shares.get(t["id"], ())):
            found = inventories.tasks(t["id"])
            for code in dict.fromkeys(task.code for task in found):
                if code not in shown:
                    shown.add(code)
                    part = [task for task in found if task.code == code]
                    whole = sum(task.weight for task in part)
                    yield from (_row(task, catalog, EVERY, task.weight / whole, horizon) for task in part)


def _row(task: RoleTask, catalog: Catalog, applies: str, share: float, horizon: str) -> dict[str, Any]:
    known = catalog.occupations.get(task.code)
    tier = task.proposal
    efficiency, agency, community = tier.compass
    return {
        "code": task.code,
        "occupation": known.title if known else "added here",
        "applies": applies,
        "task_id": task.task_id,
        "sentence": task.sentence,
        "task_type": task.task_type,
        "weight": share,
        "exposed": exposed_chance(task, horizon),
        "exposure": task.exposure,
        "low": task.low,
        "high": task.high,
        "observed": task.observed,
        "mode": task.mode,
        "evidence": task.evidence,
        "reason": task.reason,
        "oversight": f"{task.tier}: {MEANING[task.tier]}",
        "reviewed": _reviewed(task),
        "fired": "; ".join(tier.fired),
        "residents": "yes" if tier.resident_facing else "",
        "personal": "yes" if tier.personal_data else "",
        "efficiency": efficiency,
        "agency": agency,
        "community": community,
        "source": task.source,
    }


def _reviewed(task: RoleTask) -> str:
    """Who signed the tier off, and when; "unreviewed" where it is still the rules' proposal."""
    signed = next((j for j in task.judgements if j.field == "tier"), None)
    return f"{signed.who}, {signed.at[:10]}: {signed.why}" if signed else UNREVIEWED
