"""The union edition's sheet of classes: every class title by name, with what the plan means for it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.hr.roles import EXPOSURE, OCCUPATION, ROLES, TITLE
from reskill.export.main_occupations import STANDING
from reskill.export.union.people import NO_UNIT, has_units, positions, unit
from reskill.export.union.plan_words import plan_words
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, on_screen, tabulate
from reskill.exposure.bands import BANDS, LOW, NOT_ESTIMATED, PRIORITY, RISK, WATCH, band
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column
from reskill.thresholds import Thresholds

CLASSES = "Classes"
SMALL_DEPARTMENTS = "Smaller departments"
COLUMNS = (
    Column("Class title", "title", "wrapped", 25, tip="Job title as the roster has it."),
    Column(
        "Unit", "unit", "wrapped", 19, tip="Bargaining unit; a class in two units stands in two rows. Filter by it."
    ),
    Column("Occupation", "occupation", "wrapped", 40, tip="O*NET occupation that the class was mapped to."),
    Column(
        "Exposure",
        "exposure",
        "percent",
        8,
        tip="Share of the work's time that AI could take over or halve: a figure of the occupation, never of a person. Whole percents, rounded down.",
    ),
    Column(
        "Outside protected tasks",
        "free",
        "percent",
        10,
        tip="The part of the exposure in tasks that do not stay with people as decisions: the band rests on it alone.",
    ),
    Column("Band", "band", "wrapped", 14, tip="By the exposure outside protected tasks: its limits are on the cover."),
    Column(
        "Positions", "positions", "int", 9, tip="Filled and vacant; withheld where few, or where it would tell of few."
    ),
    Column("Band by GPT-4", "doubt", "wrapped", 10, tip="The band by GPT-4's ratings in place of people's."),
    Column(
        "Band if nothing is protected",
        "bare",
        "wrapped",
        11,
        tip="By the whole exposure: protection is a proposal of rules until it is signed.",
    ),
    Column(
        "What the plan says",
        "plan",
        "wrapped",
        44,
        tip="Nothing is decided. Others: what is planned for other people of the class. No start: it would tell of few.",
    ),
)
SAME = "same"
BY_OTHER_RATING = " In training since its band is {} by GPT-4's ratings."
DEPARTMENT = Column("Mainly in", "department", width=28, tip="The department with most of the class.")
BY_DEPARTMENT = {
    "unit": Column("Department", "unit", "wrapped", 19, tip="A class in two stands in two rows. Filter by it.")
}
"""Where the roster has no bargaining units."""
_CLASSES = f"""
WITH {STANDING}
SELECT p.title_id, p.unit, t.title, t.department AS only_in, s.occupations AS occupation, r.exposure,
    coalesce(r.band, '{NOT_ESTIMATED}') AS band, coalesce(r.span, r.band, '') AS span, coalesce(r.net, -1) AS net
FROM (SELECT DISTINCT title_id, {{unit}} AS unit FROM position) p
LEFT JOIN title t ON t.id = p.title_id LEFT JOIN standing s ON s.title_id = t.id LEFT JOIN role r ON r.title_id = t.id
"""


def classes(project: Project, _catalog: Catalog) -> Sheet:
    """Every class title within its unit, those with most exposed work first."""
    counted = positions(project)
    plan, departments = plan_words(project), _departments(project)
    in_training = {r["title_id"] for r in project.rows("SELECT DISTINCT title_id FROM cohort WHERE participants > 0")}
    order = (*reversed(BANDS), NOT_ESTIMATED)
    rows: list[dict[str, Any]] = []
    for r in project.rows(_CLASSES.format(unit=unit(project))):
        title = r["title"] or "no title given"
        key = r["title_id"] or 0, r["unit"]
        same, other = SAME if r["band"] in BANDS else "", other_band(r["band"], r["span"])
        trained = other and r["title_id"] in in_training
        rows.append(
            r
            | {
                "title": f"{title} ({r['only_in']})" if r["only_in"] else title,
                "department": departments[key],
                "exposure": _down(r["exposure"]),
                "free": _down(r["net"]) if r["net"] >= 0 else None,
                "positions": counted.shown.get(key, WITHHELD) if counted else WITHHELD,
                "bare": band_unprotected(r["band"], r["exposure"], project.thresholds) or same,
                "doubt": other or same,
                "plan": plan.get(r["title_id"], "")
                + (BY_OTHER_RATING.format(other) if trained and r["band"] == LOW else ""),
            }
        )
    rows.sort(key=lambda r: (r["unit"] == NO_UNIT, r["unit"], order.index(r["band"]), -r["net"], r["title"]))
    by_unit = has_units(project)
    columns = COLUMNS if by_unit else tuple(BY_DEPARTMENT.get(c.field, c) for c in COLUMNS)
    sheet = Sheet(
        title=CLASSES,
        note=f"Every class by {'unit' if by_unit else 'department'}. Band by exposure outside protected tasks: {_limits(project.thresholds)}. Training: from watch by"
        " either rating, where anybody is expected to take part. Small counts are withheld.",
        columns=columns,
        rows=tabulate(columns, rows),
        empty="No classes yet.",
    )
    sheet = for_review(sheet, [f"class: {r['title']} | {r['unit']}" for r in rows], on_paper=False)
    more = (DEPARTMENT,) if by_unit else ()
    return on_screen(sheet, more, tabulate(more, rows))


def _limits(limits: Thresholds) -> str:
    """From where each band begins."""
    found = ((WATCH, limits.watch), (RISK, limits.at_risk), (PRIORITY, limits.priority))
    return ", ".join(f"{name} from {least:.0%}" for name, least in found)


def _down(share: float | None) -> float | None:
    """A share in whole percents that never reaches a limit which the share does not."""
    return None if share is None else math.floor(100 * share + 1e-9) / 100


def band_unprotected(known: str, exposure: float | None, limits: Thresholds) -> str:
    """The band of the whole exposure (0-1), protected tasks among it, where it is above the `known` one; else ''."""
    bare = band(exposure, limits)
    return bare if is_higher(bare, known) else ""


def is_higher(one: str, other: str) -> bool:
    """Whether one is a band above the other; no band, or none yet, is above or below nothing."""
    return one in BANDS and other in BANDS and BANDS.index(one) > BANDS.index(other)


def other_band(known: str, span: str) -> str:
    """The band that the second rating gives, of a span of two such as `watch to priority`; '' where both agree."""
    lower, _, higher = span.partition(" to ")
    return (higher if known == lower else lower) if higher else ""


def _departments(project: Project) -> Mapping[tuple[int, str], str]:
    """The department with most of each class within its unit; those with few positions go by one name."""
    size: Counter[str] = Counter()
    inside: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for r in project.rows(
        f"SELECT coalesce(title_id, 0) AS title, {unit(project)} AS unit, department, count(*) AS n FROM position GROUP BY 1, 2, 3"
    ):
        name = " ".join(r["department"].split()) or "not given"
        size[name] += r["n"]
        inside[r["title"], r["unit"]][name] += r["n"]
    least = project.thresholds.small_cell
    main = {key: min((-n, d) for d, n in found.items())[1] for key, found in inside.items()}
    return {key: name if size[name] >= least else SMALL_DEPARTMENTS for key, name in main.items()}


def class_figures(project: Project, _catalog: Catalog) -> Sheet:
    """The exposure of every class title with its interval and parts, without counts of people."""
    columns = (TITLE, OCCUPATION, *EXPOSURE)
    sheet = Sheet(
        title="Exposure by class",
        note="Every class title with its exposure, interval and reason: figures of the work, never of a person.",
        columns=columns,
        rows=tabulate(columns, sorted(project.rows(ROLES), key=lambda r: (-(r["net"] or -1), r["title"]))),
        bars=("exposure",),
        empty="No classes yet.",
    )
    return for_review(sheet, [f"class: {title}" for title, *_ in sheet.rows])
