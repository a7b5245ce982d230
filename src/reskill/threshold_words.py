"""The thresholds in words: what each does, and to which part of the work it belongs."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The part of the work and the sentence of a threshold."""

    group: str
    text: str


_IN, _MATCH, _EXPOSE, _BANDS, _COMPARE, _WAYS, _PLAN, _PRIVACY = (
    "Roster",
    "Titles",
    "Exposure",
    "Bands",
    "Comparison",
    "Pathways",
    "Plan",
    "Privacy",
)
_WORDS = {
    "hourly_from": Words(_IN, "Pay from here on may be dollars an hour"),
    "hourly_to": Words(_IN, "Pay up to here may be dollars an hour"),
    "highest_pay": Words(_IN, "Pay a year above which a number is taken for a slip"),
    "weekly_hours": Words(_IN, "Hours a week of a full-time position"),
    "longest_title": Words(_IN, "Longest job title taken in, in characters"),
    "accept_confidence": Words(_MATCH, "Confidence from which a suggestion counts as sure"),
    "doubt_confidence": Words(_MATCH, "Confidence below which a title waits for a person"),
    "horizon": Words(_EXPOSE, "Capability horizon: E1, beta (E1 and half of E2) or E1+E2"),
    "supplemental_weight": Words(_EXPOSE, "Weight of a supplemental task; a core task weighs 1"),
    "automate_from": Words(_EXPOSE, "Published automation degree from which a task could be automated"),
    "match_from": Words(_EXPOSE, "Chance of a match from which a typed duty takes a task's published rating"),
    "task_correlation": Words(_EXPOSE, "Correlation between the errors of two tasks of a role"),
    "rater_disagreement": Words(_EXPOSE, "Difference from GPT-4's ratings above which a role's reason tells it"),
    "both_raters": Words(
        _EXPOSE, "1: where raters disagree, the higher band is offered and the lower counts as freed; 0: people's alone"
    ),
    "watch": Words(_BANDS, "Net exposure from which a role is in band watch"),
    "at_risk": Words(_BANDS, "Net exposure from which a role is in band at risk"),
    "priority": Words(_BANDS, "Net exposure from which a role is in band priority"),
    "index_disagreement": Words(
        _COMPARE, "Difference of percentiles above which a published index disagrees with ours"
    ),
    "zone_gap": Words(_WAYS, "Job zones that a destination may be higher"),
    "zone_drop": Words(_WAYS, "Job zones that a destination may be lower"),
    "alike_from": Words(_WAYS, "Percentile of likeness from which work that no move was seen to is offered"),
    "pay_floor": Words(_WAYS, "Pay of a destination over today's below which it is a caution"),
    "pay_least": Words(_WAYS, "Pay of a destination over today's below which it is not offered"),
    "pay_ceiling": Words(_WAYS, "Pay of a destination over today's above which a step between is asked for"),
    "destination_jobs": Words(
        _WAYS, "Local-government jobs in the nation below which one that the city lacks is not offered"
    ),
    "second_rating_limit": Words(
        _WAYS, "Exposure by GPT-4's rating, or else the upper end, from which a destination is a caution"
    ),
    "safer_by": Words(_WAYS, "How much lower the exposure of a destination is, or else it is a caution"),
    "more_exposed_by": Words(_WAYS, "How much higher the exposure of work may be that no move was seen to"),
    "pool": Words(_WAYS, "Likeliest next occupations looked at for each role"),
    "steps_sure": Words(_WAYS, "Destinations offered for a role without caution, at most"),
    "steps_cautious": Words(_WAYS, "Destinations offered for a role with caution, at most"),
    "steps_changing": Words(_WAYS, "Of these, into work that is exposed too or on which raters disagree, at most"),
    "gap_from": Words(_WAYS, "Importance (1 to 5) from which a difference counts as a gap"),
    "gaps_shown": Words(_WAYS, "Gaps shown for each pathway"),
    "programs_shown": Words(_WAYS, "Programs shown for each pathway"),
    "reach_miles": Words(_WAYS, "Miles from the city within which a program is proposed"),
    "gap_covered": Words(_WAYS, "Share of what a destination asks more that a sufficient program covers"),
    **{
        f"least_hours_zone_{zone}": Words(_WAYS, f"Hours from which a program prepares beginners for job zone {zone}")
        for zone in range(1, 6)
    },
    "program_price": Words(
        _WAYS,
        "Price a participant up to which a program for a next job suffices, in US dollars (twice that: a degree, or over "
        "half a working year in a trade of the hands)",
    ),
    "stay_hours": Words(_WAYS, "Hours of learning asked for staying where all of a role's work changes"),
    "practice_rate": Words(
        _WAYS, "Hours of practice at work for each hour a week of tasks that change, for those who stay"
    ),
    "practice_least": Words(_WAYS, "Hours of practice at work, at least"),
    "practice_most": Words(_WAYS, "Hours of practice at work, at most"),
    "insecure_from": Words(
        _WAYS, "Share of the week that AI could take or frees, from which staying alone does not secure a post"
    ),
    "next_step_hours": Words(
        _WAYS, "Hours towards the next job in the practice of a post that staying does not secure"
    ),
    "participation": Words(_PLAN, "Share of a role's people expected to take part, instead of the scenario's"),
    "cohort_size": Words(_PLAN, "People in a class, and of a title in a cohort, at most"),
    "class_smallest": Words(
        _PLAN, "People from which a program runs a class for the city; 1 where they join open classes"
    ),
    "program_share": Words(_PLAN, "Share of all people who could have a place, in one program at most; 1 for no limit"),
    "hours_per_year": Words(_PLAN, "Paid hours a year of a full-time position"),
    "time_saved": Words(_PLAN, "Time saved on an exposed task; by the label's definition from 0.5 to 1"),
    "review_time": Words(_PLAN, "Review time: share of the time saved that goes into checking what AI made"),
    "fringe_rate": Words(_PLAN, "Fringe benefits, as a share of wages"),
    "backfill_share": Words(_PLAN, "Share of release hours that is backfilled"),
    "backfill_pay": Words(_PLAN, "Pay of those who stand in, in pay of those away; overtime is 1.5"),
    "backfill_fringe": Words(_PLAN, "Fringe on backfill, as a share of it; on overtime mostly the payroll tax alone"),
    "fiscal_year_start": Words(_PLAN, "Month in which the fiscal year begins"),
    "cover_share": Words(_PLAN, "Share of a title's people in training at one time, at most"),
    "release_hours_week": Words(_PLAN, "Paid training hours a week a person"),
    "places_per_quarter": Words(_PLAN, "Places a quarter that one program gives the city, unless self-paced"),
    "openings_rate": Words(
        _PLAN, "Openings a year as a share of filled positions, where no national rate is published"
    ),
    "pathways_considered": Words(_PLAN, "Destinations offered to a role's people beside staying"),
    "preparations_considered": Words(_PLAN, "Programs that the solver may choose among for a pathway"),
    "later_discount": Words(_PLAN, "Worth that a place loses for each quarter it starts later"),
    "urgent_weight": Words(
        _PLAN, "Worth of placing an urgent person, in greatest benefits of one person; 0 for most benefit"
    ),
    "coverage_target": Words(
        _PLAN, "Share of all people who could have a place, to be placed for the least money; 0 to spend what helps"
    ),
    "even_coverage": Words(
        _PLAN,
        "Most equal coverage: 1 to place, first of all, as large a share of every bargaining unit and grade as can be",
    ),
    "rank_discount": Words(_PLAN, "Worth that a place loses for each rank below the best destination"),
    "cash_weight": Words(_PLAN, "Worth that a place loses for each $1,000 it costs"),
    "solver_nodes": Words(_PLAN, "Branches that the solver looks at for whole people, at most"),
    "solver_gap": Words(_PLAN, "How close to the best possible a plan must be proven"),
    "hours_course": Words(_PLAN, "Paid hours of a course whose provider does not publish them"),
    "hours_certificate": Words(_PLAN, "Paid hours of a certificate whose provider does not publish them"),
    "hours_degree": Words(_PLAN, "Paid hours of a degree whose provider does not publish them"),
    "hours_apprenticeship": Words(_PLAN, "Hours a year of related instruction of an apprenticeship (29 CFR 29.4)"),
    "hours_on_the_job_training": Words(_PLAN, "Paid hours of on-the-job training whose hours are not published"),
    "hours_in_house": Words(_PLAN, "Paid hours of practice at work, where a role has no tasks to define it by"),
    "small_cell": Words(_PRIVACY, "Counts below this are hidden in the union edition"),
}
GROUPS = {name: words.group for name, words in _WORDS.items()}
ORDER = (_IN, _MATCH, _EXPOSE, _BANDS, _COMPARE, _WAYS, _PLAN, _PRIVACY)


def words_of(name: str) -> str:
    """The sentence of a threshold, or its name with spaces."""
    return _WORDS[name].text if name in _WORDS else name.replace("_", " ").capitalize()
