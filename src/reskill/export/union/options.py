"""What people of each occupation could do next; keeping the job, which is always offered, stands first and once.

Pay is compared as the plan compares it. A percentage is given only where it rests on nobody's own pay: where enough
people share the one title concerned, and the pay of the option is published or the mean of as many. Of fewer people,
words for several options would close in on what they earn: the nearest options that cannot are told, by a choice that
rests on the options' pay alone, and of the others what those already say.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reskill.export.blocks import WITHHELD
from reskill.export.union.cautions import CHANGING, PAY, cautions
from reskill.export.union.people import by_name, has_units, unit_column, units_of_titles, with_few_units
from reskill.export.union.plan_words import bare_name
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, on_screen, tabulate
from reskill.exposure.bands import AT_RISK, NOT_ESTIMATED, band
from reskill.exposure.inventory import read_inventories
from reskill.exposure.oversight import PROTECTED_FROM
from reskill.exposure.roles import rater_shift
from reskill.pathways.answers import CAUTION
from reskill.pathways.order import ORDER
from reskill.pathways.pay import ENOUGH, LocalPay
from reskill.pathways.staffing import FULL_TIME, full_time_unless_said
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column
from reskill.thresholds import Thresholds

TITLE = "Options"
POSSIBLE = "possible"  # what the filters offer: to a member, the word would promise a post
IN_EVIDENCE = ("exposure", "learn")  # columns of the file of evidence only: the union edition is read on paper too
PAY_THERE = Column(
    "Pay there",
    "effect",
    "wrapped",
    15,
    tip="Against pay here, in all positions of it: by the city's payroll where it has enough positions, else published medians. About the same:"
    " within 5%. A percentage only where ten or more share the class; withheld where a word would tell what few people"
    " earn.",
)
COLUMNS = (
    Column(
        "Classes", "title", "wrapped", 22, tip="Class titles at risk or priority, or planned to move, that it is for."
    ),
    Column("Option", "destination", "wrapped", 34, tip="Keeping the job with other tasks, or another occupation."),
    Column(
        "Possible",
        "offered",
        "wrapped",
        40,
        tip=f"{POSSIBLE}, or {CAUTION}, and which: nobody is planned on such a step unless a planner chose it under a name.",
    ),
    PAY_THERE,
    Column(
        "Schooling there",
        "schooling",
        "wrapped",
        12,
        tip="Usual schooling of those who enter it (BLS); where that is not published, levels of preparation above today's.",
    ),
    Column("Exposure there", "exposure", "percent", 9, tip="Exposure of the option's work."),
    Column(
        "Band there",
        "there",
        "wrapped",
        17,
        tip="By its exposure outside protected tasks; by GPT-4's ratings too, where these put it in another band.",
    ),
    Column("Vacancies there", "vacancies", width=10, tip="Whether the city has vacant positions of it."),
    Column("To learn", "learn", "wrapped", 22, tip="Skills and knowledge that count more there."),
    Column(
        "Program",
        "programs",
        "wrapped",
        32,
        tip="Program that is planned and paid for in this plan, as on the sheet Training. Not budgeted: an example that would cover most of the gap;"
        " nobody pays for it in this plan.",
    ),
)
OCCUPATION = Column("Occupation", "occupation", width=28, tip="Occupation of these classes: see Classes.")
ALL_UNITS = "all"
EVERY_CLASS = "Every class [those in band low or watch have this row only, unless a move is planned]"
NOT_PAID = " [not budgeted]"  # in brackets, which another language says too
UNITS_THERE = Column("Units there", "unit", width=28, tip="Bargaining units of the city's classes of the option.")
OTHER_UNIT = "another bargaining unit"
UNPROTECTED = "if nothing is protected"
LEFT = "the plan moves people out of it"
ALIKE = 0.05  # difference of pay up to which it is called about the same
EVERY, STAY = "Every occupation", "Keep the job with changed tasks"
SAME_PAY = "as today (assumed)"
BY_CLASS = "differs by class"
PAY_WITHHELD = f"{WITHHELD}: few people's pay"
HIGHER, SAME, LOWER, UNKNOWN = "higher", "about the same", "lower", "not known"
SCHOOLING = {
    "No formal educational credential": "none",
    "High school diploma or equivalent": "high school",
    "Some college, no degree": "some college",
    "Postsecondary nondegree award": "certificate",
    "Associate's degree": "associate's degree",
    "Bachelor's degree": "bachelor's degree",
    "Master's degree": "master's degree",
    "Doctoral or professional degree": "doctor's degree",
}
"""What BLS calls the schooling of those who enter an occupation, in short."""
IMPLIED = {(HIGHER, HIGHER): HIGHER, (SAME, HIGHER): "same or higher", (SAME, SAME): SAME}
SAME_OR, MAY_PAY_LESS = "same or", "may pay less"
IMPLIED |= {(LOWER, SAME): f"{SAME_OR} {LOWER}", (LOWER, LOWER): LOWER}
CLOSEST = 1.05  # the ends of what words of several options leave open for somebody's pay, one over the other
SHOWN, MORE = 2, 8  # nearest occupations beside staying, and how many of them the file of evidence has
_OPTIONS = f"""
SELECT r.code AS code_here, r.occupation, d.code, d.occupation AS destination, d.zone_gap, d.exposure,
    d.vacancies, d.title_id, d.caution, d.reason, d.licence, d.education,
    EXISTS (SELECT 1 FROM cohort c WHERE c.title_id = d.title_id AND c.destination = d.code AND c.participants > 0) AS planned,
    EXISTS (SELECT 1 FROM cohort c WHERE c.title_id = d.title_id AND c.destination = d.code AND c.participants > 0
        AND c.program_id IS NOT NULL) AS paid,
    (SELECT group_concat(g.element, ', ') FROM (SELECT element FROM gap WHERE title_id = d.title_id AND code = d.code
        ORDER BY need - have DESC, element LIMIT 2) g) AS learn,
    coalesce((SELECT min(p.name) FROM cohort c JOIN program p ON p.id = c.program_id
        WHERE c.title_id = d.title_id AND c.destination = d.code AND c.participants > 0),
        (SELECT f.label FROM program_fit f
        WHERE f.title_id = d.title_id AND f.code = d.code AND f.sufficient ORDER BY f.rank LIMIT 1)) AS programs
FROM destination d JOIN role r ON r.title_id = d.title_id
WHERE NOT d.stays AND ((d.viable OR d.caution) AND r.band IN (?, ?) OR planned)
ORDER BY r.occupation, {ORDER}, d.occupation
"""
_LEFT = """
SELECT DISTINCT r.code FROM cohort c JOIN role r ON r.title_id = c.title_id
WHERE c.destination <> r.code AND c.participants > 0
"""


def more_options(project: Project, catalog: Catalog) -> Sheet:
    """The same with more of them, for the file of evidence."""
    return options(project, catalog, MORE)


def options(project: Project, catalog: Catalog, shown: int = SHOWN) -> Sheet:
    """Options of every occupation of the classes at risk or priority, in the order of unit and class; one is without
    caution where it is for any class."""
    rows = sorted(
        _rows(project, catalog, shown),
        key=lambda r: (r["occupation"] != EVERY, r.get("units", ""), r["title"].split("; ")),
    )
    columns = tuple(c for c in COLUMNS if c.field not in IN_EVIDENCE or shown > SHOWN)
    columns = (columns[0], unit_column(project, 13 if has_units(project) else 16), *columns[1:])
    sheet = Sheet(
        title=TITLE,
        note=f"Keeping the job, the {shown} nearest others, and planned moves. Possible: to talk about, no offer of a post."
        " With caution: planned only where a planner put a name to it. No member has to move. Not budgeted: nobody pays in this plan.",
        columns=columns,
        rows=tabulate(columns, rows),
        empty="No class is at risk or priority.",
        frozen_columns=3,
    )
    sheet = for_review(sheet, [f"option: {r['occupation']} > {r['destination']}" for r in rows], on_paper=False)
    more = (OCCUPATION, *((UNITS_THERE,) if has_units(project) else ()))
    return with_few_units(on_screen(sheet, more, tabulate(more, rows)))


def _rows(project: Project, catalog: Catalog, shown: int) -> Iterator[dict[str, Any]]:
    limits = project.thresholds
    pay, bands_there = LocalPay(project, catalog), _bands(project, catalog)
    paid, few_in = _paid(project, limits.small_cell)
    left_by, classes, units = {r["code"] for r in project.rows(_LEFT)}, _classes(project), _units(project)
    found: dict[str, dict[str, list[Row]]] = {}
    for r in project.rows(_OPTIONS, AT_RISK):
        here = found.setdefault(r["code_here"], {})
        if r["code"] in here or len(here) < MORE or r["planned"]:
            here.setdefault(r["code"], []).append(r)
    if project.value("SELECT 1 FROM role WHERE band IN (?, ?) LIMIT 1", AT_RISK):
        yield {
            "title": EVERY_CLASS,
            "units": ALL_UNITS,
            "occupation": EVERY,
            "destination": STAY,
            "offered": POSSIBLE,
            "effect": SAME_PAY,
            "schooling": "as today",
        }
    for here in found.values():
        several = {t["title_id"] for titles in here.values() for t in titles}
        many = all(paid[t] >= limits.small_cell for t in several)
        there = {
            code: compared.there.dollars
            for code, titles in here.items()
            if (compared := pay.compare_payroll(titles[0]["title_id"], code))
        }
        least, most = _known(here, there, limits)
        told = there.values() if many else tellable(list(there.values()), least, most)
        words = {}
        for code, titles in here.items():
            safe = code not in few_in  # else the plan takes a mean in which the pay of a few can be told from others'
            exact = len(titles) == 1 and paid[titles[0]["title_id"]] >= limits.small_cell and safe
            if there.get(code, 0) in (0, *told):
                words[code] = pay_effect([_ratio(pay, t) for t in titles], exact)
        known = _known_by_words({there[c]: w for c, w in words.items() if c in there}, least, most)
        left = shown
        for code, titles in here.items():  # what is told of pay rests on all that are ever shown
            effect = words.get(code) or implied(there[code], *known)
            offered = _offered(titles, effect == LOWER or effect.endswith(f"% {LOWER}"))
            if not offered or not (left or any(t["planned"] for t in titles)):
                continue
            left = max(left - 1, 0)
            r = titles[0]
            own = set().union(*(units.of_title[t["title_id"]] for t in titles))
            elsewhere = bool(own and units.of_code[code]) and own.isdisjoint(units.of_code[code])
            offered, (band_there, by_gpt4) = _with_pay(offered, effect), bands_there(code)
            if band_there not in AT_RISK:  # it goes by the exposure outside protected tasks, the caution by the whole
                offered = offered.replace(CHANGING, f"{CHANGING} {UNPROTECTED}")
            yield r | {
                "title": classes[r["occupation"]][0],
                "units": classes[r["occupation"]][1],
                "unit": "; ".join(sorted(units.of_code[code])),
                "offered": "; ".join([offered, *[LEFT] * (code in left_by), *[OTHER_UNIT] * elsewhere]),
                "schooling": SCHOOLING.get(r["education"]) or _schooling(r["zone_gap"]),
                "there": band_there if band_there == by_gpt4 else f"{band_there} (GPT-4: {by_gpt4})",
                "programs": _program(titles),
                "effect": effect,
                "vacancies": "yes" if r["vacancies"] else "no",
            }


def _program(titles: Sequence[Row]) -> str:
    """The program of an option; marked where the plan pays for none of the classes' places in it."""
    named = next((t for t in titles if t["paid"]), titles[0])
    program = bare_name(named["programs"] or "")
    return f"{program}{NOT_PAID}" if program and not named["paid"] else program


def _classes(project: Project) -> dict[str, tuple[str, str]]:
    """The class titles of each occupation concerned, and their units."""
    found: dict[str, dict[str, None]] = {}
    units, inside = units_of_titles(project), defaultdict[str, set[str]](set)
    for r in project.rows(
        "SELECT DISTINCT r.occupation, t.title, t.id FROM role r JOIN title t ON t.id = r.title_id WHERE r.band IN (?, ?) OR EXISTS"
        " (SELECT 1 FROM cohort c WHERE c.title_id = t.id AND c.destination <> r.code AND c.participants > 0) ORDER BY 1, 2",
        AT_RISK,
    ):
        found.setdefault(r["occupation"], {})[r["title"]] = None
        inside[r["occupation"]] |= units[r["id"]]
    return {occupation: ("; ".join(titles), by_name(inside[occupation])) for occupation, titles in found.items()}


class _Units(NamedTuple):
    """The bargaining units of each title and occupation."""

    of_title: Mapping[int, set[str]]
    of_code: Mapping[str, set[str]]


def _units(project: Project) -> _Units:
    found = _Units(defaultdict(set), defaultdict(set))
    for r in project.rows(
        "SELECT DISTINCT p.title_id, r.code, trim(p.bargaining_unit) AS unit FROM position p JOIN role r ON r.title_id = p.title_id"
        " WHERE trim(p.bargaining_unit) <> ''"
    ):
        found.of_title[r["title_id"]].add(r["unit"])
        found.of_code[r["code"]].add(r["unit"])
    return found


def _ratio(pay: LocalPay, option: Row) -> float | None:
    """Pay in all positions of an option, against that of a class: that of single titles would tell of few people."""
    compared = pay.compare(option["title_id"], option["code_here"], option["code"])
    return compared.ratio if compared else None


def _offered(titles: Sequence[Row], pay_may_be_told: bool) -> str:
    """The answer on an option, with its cautions; '' where the only one is of pay that may not be told."""
    if not all(t["caution"] for t in titles):
        return POSSIBLE
    told = [c for c in cautions(titles) if c != PAY or pay_may_be_told]
    return f"{CAUTION}: {'; '.join(told)}" if told else ""


def _with_pay(offered: str, effect: str) -> str:
    """The answer on an option with what its pay is told as, where that is not as good as today."""
    if effect.endswith(LOWER) and PAY not in offered:
        return f"{offered}; {MAY_PAY_LESS if effect.startswith(SAME_OR) else PAY}"
    return offered


def _known_by_words(words: Mapping[float, str], least: float, most: float) -> tuple[float, float]:
    """Between what the pay of everybody concerned lies, to whoever reads the words on options of these pays."""
    for there, word in words.items():
        if word.endswith(HIGHER) or word == SAME:
            most = min(most, there / (1 + ALIKE if word != SAME else 1 - ALIKE))
        if word.endswith(LOWER) or word == SAME:
            least = max(least, there / (1 - ALIKE if word != SAME else 1 + ALIKE))
    return least, most


def implied(there: float, least: float, most: float) -> str:
    """What is known already of an option's pay against pay from `least` to `most`, so that saying it tells no more."""
    ends = _word(there / most), _word(there / least if least else math.inf)
    return IMPLIED.get(ends, PAY_WITHHELD)


def _known(here: Mapping[str, Sequence[Row]], there: Mapping[str, float], limits: Thresholds) -> tuple[float, float]:
    """Between what the people's pay lies, as the filters tell that let these options, with this payroll, pass."""
    sure = [dollars for code, dollars in there.items() if not all(t["caution"] for t in here[code])]
    ends = [
        dollars / least
        for dollars, least in (
            (min(there.values(), default=0), limits.pay_least),
            (min(sure, default=0), limits.pay_floor),
        )
        if dollars and least
    ]
    return max(there.values(), default=0) / (limits.pay_ceiling or math.inf), min(ends, default=math.inf)


def tellable(pays: Sequence[float], least: float, most: float) -> list[float]:
    """The pay of options that may be compared in words, of `pays` in the order of the options.

    A word says on which side of two amounts somebody's pay is. No two of these amounts may be close, nor one of them
    and an end of what is known without words: that the pay is from `least` to `most`.
    """
    known, told = [least, most], []
    for there in dict.fromkeys(pays):
        ends = [end for end in (there / (1 + ALIKE), there / (1 - ALIKE)) if least < end < most]
        if all(max(end, k) >= CLOSEST * min(end, k) for end in ends for k in known):
            told.append(there)
            known += ends
    return told


def _bands(project: Project, catalog: Catalog) -> Callable[[str], tuple[str, str]]:
    """What gives the band of an occupation by its own tasks, without any title's own changes, by people's ratings and by
    GPT-4's."""
    inventories, limits = read_inventories(project, catalog), project.thresholds

    def bands_of(code: str) -> tuple[str, str]:
        tasks = inventories.of_occupation(code)
        free = [t for t in tasks if t.tier < PROTECTED_FROM]
        net = sum(t.weight * t.exposure for t in free)
        other = net + rater_shift(free, limits.horizon)
        return (band(net, limits), band(other, limits)) if tasks else (NOT_ESTIMATED, NOT_ESTIMATED)

    return bands_of


def _schooling(zones: int | None) -> str:
    if zones is None:
        return UNKNOWN
    return "no more than today" if zones <= 0 else "one level more" if zones == 1 else f"{zones} levels more"


def pay_effect(ratios: list[float | None], exact: bool) -> str:
    """Pay there against pay here, over the titles concerned; a percentage only when it may be exact."""
    words = [_word(ratio) for ratio in ratios]
    if exact and ratios[0] is not None and words[0] != SAME:
        return f"{abs(ratios[0] - 1):.0%} {words[0]}"
    order = [w for w in (HIGHER, SAME, LOWER, UNKNOWN) if w in words]
    return order[0] if len(order) == 1 else BY_CLASS


def _word(ratio: float | None) -> str:
    if ratio is None:
        return UNKNOWN
    return HIGHER if ratio > 1 + ALIKE else LOWER if ratio < 1 - ALIKE else SAME


def _paid(project: Project, enough: int) -> tuple[Counter[int], set[str]]:
    """Full-time positions with pay, as the plan averages them, by title; and the occupations whose mean the plan takes
    though it is of fewer than `enough`, or of as many only with titles of fewer."""
    rows = project.rows(
        "SELECT p.title_id AS title, m.code AS code, count(DISTINCT p.id) AS n FROM position p"
        " LEFT JOIN mapping m ON m.title_id = p.title_id AND m.share > 0.5 AND m.code <> ''"
        " WHERE p.annual_salary > 0 AND coalesce(p.fte, ?) >= ? GROUP BY 1, 2",
        (float(full_time_unless_said(project)), FULL_TIME),
    )
    every, few = Counter[str](), Counter[str]()
    for r in rows:
        every[r["code"]] += r["n"]
        few[r["code"]] += r["n"] if r["n"] < enough else 0
    few_in = {code for code, n in every.items() if n >= ENOUGH and (n < enough or 0 < few[code] < enough)}
    return Counter({r["title"]: r["n"] for r in rows}), few_in
