"""The sheet of assumptions: the scenario in force and every threshold, as planning choices that can be argued with."""

from __future__ import annotations

from dataclasses import fields

from reskill.export.xlsx.sheet import As, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column, Kind
from reskill.thresholds import DEFAULTS

COLUMNS = (
    Column("Assumption", "name", tip="What is assumed."),
    Column("Value", "value", width=30, tip="What this plan uses."),
    Column("Program's default", "default", tip="What Reskill proposes; empty where it depends on the scenario."),
    Column("Changed here", "changed", tip="Whether the planner changed it."),
    Column("Meaning", "meaning", "wrapped", 80, tip="How it shapes the plan."),
)
_SCENARIO: tuple[tuple[str, str, Kind, str], ...] = (
    ("adoption", "Adoption", "percent", "Share of exposed time that AI takes by the end of the plan."),
    ("protects", "Protects tasks", "text", "Whether tasks where people must decide stay with people."),
    ("participation", "Participation", "percent", "Share of a role's people expected to take part."),
    ("reinvested", "Reinvested", "percent", "Share of the time freed that returns to staff as training time."),
    ("review_cost", "Review cost", "percent", "Cost of review and oversight as a share of each cohort's other costs."),
)
MEANING = {
    "hourly_from": "Pay from here to the next figure is taken as US dollars an hour.",
    "hourly_to": "Highest pay that is taken as US dollars an hour.",
    "highest_pay": "Pay a year above this is taken for a slip.",
    "weekly_hours": "Weekly hours of a full-time position.",
    "longest_title": "Characters of a job title; a longer one is taken for a slip.",
    "accept_confidence": "Suggested occupations at or above this confidence are taken as sure.",
    "doubt_confidence": "Below this confidence a title waits for a person and is not mapped.",
    "horizon": "E1: an AI model alone; beta: E1 + half of E2; E1+E2: software built on a model as well.",
    "supplemental_weight": "Weight of a Supplemental task where a Core task weighs 1.",
    "automate_from": "Published automation degree, 0 to 1, from which a task counts as one that could be automated.",
    "match_from": "Chance that a typed duty is the task it resembles, from which it takes that task's rating.",
    "task_correlation": "How far the errors of two tasks of a role go together; widens the role's interval.",
    "rater_disagreement": "Difference between a role's exposure and GPT-4's ratings above which its reason tells it.",
    "watch": "Exposure outside protected tasks from which a role is in band watch.",
    "at_risk": "The same for band at risk.",
    "priority": "The same for band priority.",
    "index_disagreement": "Difference of two percentiles above which a published index is said to disagree.",
    "zone_gap": "Job zones that a destination may be above the role.",
    "zone_drop": "Job zones that a destination may be below the role.",
    "alike_from": "Percentile of likeness below which work that no move was seen to is not offered.",
    "pay_floor": "Pay of a destination over the pay of the role below which it is a caution.",
    "pay_least": "Lowest pay of a destination over the pay of the role.",
    "pay_ceiling": "Pay of a destination over the pay of the role above which another step must lie between.",
    "destination_jobs": "Local-government jobs in the nation that a destination must have which the city lacks.",
    "second_rating_limit": "A destination is a caution where GPT-4's ratings of its tasks, or else the upper ends, reach this.",
    "safer_by": "Least by which a destination's exposure is below the role's, or else it is a caution.",
    "more_exposed_by": "Most by which the exposure of work that no move was seen to may be above the role's.",
    "pool": "Likeliest next occupations that are looked at for each role.",
    "steps_sure": "Most destinations that are offered for a role without caution.",
    "steps_cautious": "Most destinations that are offered for a role with caution.",
    "steps_changing": "Most of these that lead into work that is exposed too, or on which raters disagree.",
    "gap_from": "Importance, of 1 to 5, by which a destination must ask more of a skill for it to count as a gap.",
    "gaps_shown": "Most gaps that are kept for a pathway.",
    "programs_shown": "Most programs that are kept for a pathway.",
    "participation": "Share of a role's people expected to take part where the scenario does not say.",
    "cohort_size": "Most people in one cohort.",
    "hours_per_year": "Paid hours in a year of full-time work.",
    "time_saved": "Time saved on an exposed task, from 0.5 to 1: exposed means cut by at least half at equal quality.",
    "review_time": "Share of the time saved that goes into checking what AI made; no measurement stands behind it.",
    "fringe_rate": "Fringe benefits over wages.",
    "backfill_share": "Share of the release hours that somebody else is paid to cover.",
    "fiscal_year_start": "Month in which the fiscal year begins.",
    "cover_share": "Most of a title's people in training in one quarter; one person always may be.",
    "release_hours_week": "Paid training hours a week a person.",
    "places_per_quarter": "Places a quarter that one program gives the city, unless it is self-paced.",
    "openings_rate": "Openings a year from people who leave, as a share of an occupation's filled positions.",
    "pathways_considered": "Destinations that a role's people are offered beside staying.",
    "price_preference": "Fit, over the best one, that a program with a known price needs to be preferred.",
    "later_discount": "Part of a place's worth that is lost for each quarter it starts later.",
    "urgent_weight": "Worth of a place for a role at risk or priority, beside its benefit of at most 1 a person.",
    "rank_discount": "Part of a place's worth that is lost for each rank below the best destination.",
    "cash_weight": "Part of a place's worth that is lost for each $1,000 it costs, so that of equals the cheaper wins.",
    "solver_nodes": "Branches looked at for whole people, after which the best plan found so far is taken.",
    "solver_gap": "A plan proven this close to the best possible is good enough.",
    "hours_course": "Paid hours of a course that does not publish them.",
    "hours_certificate": "The same for a certificate.",
    "hours_degree": "The same for a degree.",
    "hours_apprenticeship": "The same for a year's related instruction of an apprenticeship, 29 CFR 29.4.",
    "hours_on_the_job_training": "The same for on-the-job training.",
    "hours_in_house": "The same for re-tasking at work where no program is chosen.",
    "small_cell": "Counts below this are withheld in the union edition.",
}
"""What each field of `Thresholds` does, in words for planners."""


def assumptions(project: Project, catalog: Catalog) -> Sheet:
    """The scenario's figures, then every threshold with its default."""
    rows: list[dict[str, object]] = []
    for s in project.rows("SELECT * FROM scenario WHERE name = ?", (project.setting("scenario"),)):
        rows.append({"name": "Scenario", "value": s["title"], "meaning": s["story"]})
        s["protects"] = "yes" if s["protects"] else "no"
        rows += [
            {"name": f"Scenario: {name}", "value": As(s[key], kind), "meaning": meaning}
            for key, name, kind, meaning in _SCENARIO
        ]
    used = project.thresholds
    for f in fields(used):
        value, default = getattr(used, f.name), getattr(DEFAULTS, f.name)
        rows.append(
            {
                "name": f.name.replace("_", " ").capitalize(),
                "value": value,
                "default": default,
                "changed": "no" if value == default else "yes",
                "meaning": MEANING.get(f.name, ""),
            }
        )
    return Sheet(
        title="Assumptions",
        note="The scenario in force and every threshold: planning assumptions, no forecasts, no facts about the city.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
    )
