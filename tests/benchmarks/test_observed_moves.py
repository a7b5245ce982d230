"""What Chicago's roles are offered against the moves that were seen there, ranked by Baltimore's moves alone."""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import pytest

from reskill.exposure.roles import score_roles
from reskill.matching.mapping import map_titles
from reskill.pathways.destinations import find_destinations
from reskill.pathways.next_jobs import NextJobs
from reskill.pathways.observed import pooled
from reskill.pathways.similarity import Similarity
from reskill.project.file import create
from reskill.work.roster import take_in


@pytest.fixture(scope="module")
def chicago(shared, catalog, tmp_path_factory):
    """Chicago's roster with pathways found without Chicago's own moves; those moves; the ranking without a city."""
    observed = pooled([shared / "moves" / "moves_baltimore.csv"])
    project = create(tmp_path_factory.mktemp("chicago") / "chicago.reskill", city="Chicago", state="IL")
    take_in(project, shared / "rosters" / "chicago_il.csv")
    map_titles(project, catalog)
    score_roles(project, catalog)
    find_destinations(project, catalog, observed=observed)
    ways = project.rows(
        "SELECT d.*, r.code AS own, r.exposure AS own_exposure, t.positions FROM destination d"
        " JOIN role r ON r.title_id = d.title_id JOIN title t ON t.id = d.title_id"
    )
    project.close()
    return (
        ways,
        _moves(shared / "moves" / "moves_chicago.csv"),
        NextJobs(catalog, Similarity(catalog), observed=observed),
    )


def _moves(path: Path) -> dict[str, dict[str, int]]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for r in csv.DictReader(file):
            if r["from_code"] != r["to_code"]:
                found[r["from_code"]][r["to_code"]] = int(r["moves"])
    return found


def test_that_offers_hold_enough_of_the_moves_that_were_seen(chicago) -> None:
    ways, moves, _ = chicago
    people = Counter()
    for w in ways:
        if w["stays"]:
            people[w["own"]] += w["positions"]
    held = safer = held_safer = 0.0
    for w in ways:
        weight = moves[w["own"]].get(w["code"], 0) * w["positions"] / people[w["own"]]
        offered = not w["stays"] and (w["viable"] or w["caution"])
        is_safer = w["exposure"] is not None and w["exposure"] < w["own_exposure"] - 0.05
        held += weight * offered
        held_safer += weight * (offered and is_safer)
        safer += weight * is_safer
    every = sum(sum(moves[code].values()) for code in people)
    assert every > 500
    assert held / every >= 0.45
    assert held_safer / safer >= 0.40


def test_that_few_steps_are_offered_and_seen_as_often_as_the_first_ranks(chicago) -> None:
    ways, moves, order = chicago
    sure, all_offered = Counter(), Counter()
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for w in ways:
        sure[w["title_id"]] += w["viable"] and not w["stays"]
        all_offered[w["title_id"]] += (w["viable"] or w["caution"]) and not w["stays"]
        if not w["stays"] and (w["viable"] or w["caution"]):
            pairs[w["own"]].add(w["code"])
    assert median(sure.values()) <= 6
    assert median(all_offered.values()) <= 12
    seen = sum(code in moves[own] for own, codes in pairs.items() for code in codes)
    by_rank = sum(n.code in moves[own] for own, codes in pairs.items() for n in order.rank(own, len(codes)))
    assert seen >= by_rank


def test_that_no_office_and_no_leap_is_offered(chicago) -> None:
    ways, _, _ = chicago
    offered = [w for w in ways if not w["stays"] and (w["viable"] or w["caution"])]
    assert not [w for w in offered if w["code"] in ("11-1011.00", "11-1031.00", "23-1023.00")]
    assert all("by way of" in w["reason"] for w in offered if w["pay_ratio"] and w["pay_ratio"] > 1.6)
    assert all(w["people"] for w in offered if w["viable"])
    served = {w["title_id"] for w in offered}
    assert len(served) >= 0.9 * len({w["title_id"] for w in ways})
