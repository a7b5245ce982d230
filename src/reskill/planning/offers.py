"""What a role's people can be offered: destinations, and for each the training program that prepares for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

from reskill.planning.groups import Group
from reskill.project.file import Project, Row
from reskill.thresholds import Thresholds

IN_HOUSE = "in-house re-tasking at work"
UNDECIDED = "a program still to be chosen"


@dataclass(frozen=True)
class Training:
    """A program as the plan uses it. `price` is US dollars a participant, None = unknown; `hours` are paid hours.

    `reserve` is what the plan leaves unspent a participant where the price is unknown.
    """

    program_id: int | None
    name: str
    price: float | None
    price_source: str
    hours: float
    hours_source: str
    self_paced: bool
    reserve: float = 0.0
    mandatory: bool = False  # by law or policy, so that a grant for it would stand in for the city's duty

    @property
    def hours_assumed(self) -> bool:
        """Whether the hours are a planning assumption."""
        return self.hours_source.startswith("planning assumption")


@dataclass(frozen=True)
class Offer:
    """A pathway for a title's people: destination occupation and training. `rank` is 1 for the best destination."""

    title_id: int
    code: str
    occupation: str
    stays: bool
    rank: int
    chosen: bool
    training: Training


def find_offers(project: Project, groups: list[Group], openings: Mapping[str, int]) -> dict[int, list[Offer]]:
    """The offers by title: a person's choice alone where there is one, else staying and the best destinations that
    have openings in this city and a program that prepares for them."""
    limits = project.thresholds
    destinations = _by_title(project, "SELECT * FROM destination WHERE viable OR stays ORDER BY title_id, rank, code")
    fits = _by_title(
        project,
        "SELECT f.title_id, f.code, f.score AS fit, f.sufficient, p.* FROM program_fit f JOIN program p ON p.id = f.program_id"
        " ORDER BY f.title_id, f.rank, p.id",
    )
    reserve = usual_price(project)
    every = _by_title(project, "SELECT title_id, code, occupation, stays FROM destination ORDER BY title_id, rank")
    choices = {r["title_id"]: r["code"] for r in project.rows("SELECT title_id, code FROM pathway_choice")}
    out = {}
    for group in groups:
        programs = defaultdict(list)
        for r in fits[group.title_id]:
            programs[r["code"]].append(r)
        stay = Offer(
            group.title_id,
            group.code,
            group.occupation,
            True,
            1,
            False,
            _training(programs[group.code], limits, reserve, True),
        )
        moves = [
            Offer(
                group.title_id,
                r["code"],
                r["occupation"],
                False,
                1,
                False,
                _training(programs[r["code"]], limits, reserve),
            )
            for r in destinations[group.title_id]
            if not r["stays"] and r["code"] != group.code and programs[r["code"]] and openings.get(r["code"])
        ][: limits.pathways_considered]
        offers = [stay, *(replace(m, rank=i) for i, m in enumerate(moves, 1))]
        if code := choices.get(group.title_id):
            name = next((r["occupation"] for r in every[group.title_id] if r["code"] == code), code)
            move = Offer(group.title_id, code, name, False, 1, True, _training(programs[code], limits, reserve))
            offers = [replace(stay, chosen=True) if code == group.code else move]
        out[group.title_id] = offers
    return out


def usual_price(project: Project) -> float:
    """The median price, in US dollars a participant, of the project's programs that are known to cost something;
    0 when there is none."""
    known = [r["cost"] for r in project.rows("SELECT cost FROM program WHERE cost > 0")]
    return median(known) if known else 0.0


def _training(fits: list[Row], limits: Thresholds, reserve: float, stays: bool = False) -> Training:
    """The best fit that prepares sufficiently, or else the best; one nearly as good whose price is known where that of the
    best is not. So hours that are not known never win over known ones."""
    fits = [p for p in fits if p["sufficient"]] or fits
    if not fits:
        name = "hours_in_house" if stays else "hours_certificate"
        hours = float(getattr(limits, name))
        kept = 0.0 if stays else reserve
        return Training(None, IN_HOUSE if stays else UNDECIDED, None, "", hours, _assumed(name, hours), False, kept)
    enough = fits[0]["fit"] * limits.price_preference
    r = next((p for p in fits if p["cost"] is not None and p["fit"] >= enough), fits[0])
    source = "; ".join(filter(None, (r["source"] or r["url"], r["source_date"])))
    hours, hours_source = r["hours"], source
    if not hours:
        name = "hours_" + r["kind"].replace(" ", "_").replace("-", "_")
        name = name if hasattr(limits, name) else "hours_course"
        hours = float(getattr(limits, name))
        hours_source = _assumed(name, hours)
    return Training(
        r["id"],
        r["name"],
        r["cost"],
        source,
        float(hours),
        hours_source,
        "self-paced" in r["delivery"].lower(),
        reserve if r["cost"] is None else 0.0,
        any("mandator" in (r[words] or "").lower() for words in ("audience", "note", "cost_text")),
    )


def _assumed(name: str, hours: float) -> str:
    return f"planning assumption {name} = {hours:g}, since the hours are not published"


def _by_title(project: Project, sql: str) -> defaultdict[int, list[Row]]:
    out: defaultdict[int, list[Row]] = defaultdict(list)
    for r in project.rows(sql):
        out[r["title_id"]].append(r)
    return out
