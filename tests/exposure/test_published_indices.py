"""Published indices beside our own exposure: ranks among what both rate, and words where they disagree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.exposure.inventory import Inventories, read_inventories
from reskill.exposure.judgements import judge
from reskill.exposure.overrides import Overrides
from reskill.exposure.published_indices import Standing, basis, compare, published_indices
from reskill.project.file import Project
from reskill.reference.catalog import Catalog, open_pack, packs_folder
from reskill.reference.labels import import_labels
from reskill.thresholds import DEFAULTS

BOOKS, OFFICE, POLICE, GROUNDS, CASHIERS = "43-3031.00", "43-9061.00", "33-3051.00", "37-3011.00", "41-2011.00"
WITHOUT_TASKS = "11-1031.00"
AIDES = "31-1121.00", "31-1122.00"


@pytest.fixture
def pack(catalog: Catalog, tmp_path: Path) -> Iterator[Callable[..., Catalog]]:
    """Makes the embedded pack with an index of the given scores."""

    def make(scores: dict[str, float], column: str = "AIOE") -> Catalog:
        path = tmp_path / "scores.csv"
        path.write_text("\n".join([f"SOC Code,{column}", *(f"{c},{s}" for c, s in scores.items())]), encoding="utf-8")
        return open_pack(import_labels(path, "embedded").name)

    yield make
    for path in packs_folder().iterdir():
        path.unlink()


def standings(catalog: Catalog) -> dict[str, tuple[Standing, ...]]:
    return compare(Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})))


def exposure(catalog: Catalog, code: str) -> float:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation(code)
    return sum(t.weight * t.exposure for t in tasks)


def by_exposure(catalog: Catalog, *codes: str) -> list[str]:
    return sorted(codes, key=lambda code: exposure(catalog, code))


def test_that_a_pack_without_indices_is_not_compared(catalog: Catalog) -> None:
    assert published_indices(catalog) == []
    assert standings(catalog) == {}


def test_that_places_are_among_the_occupations_that_both_rate(pack: Callable[..., Catalog]) -> None:
    codes = [BOOKS, OFFICE, POLICE, GROUNDS, CASHIERS]
    made = pack({**{c[:7]: n for n, c in enumerate(codes)}, WITHOUT_TASKS[:7]: 9, "15-9999": 8})
    found = {code: standings(made)[code][0] for code in codes}
    assert [found[c].percentile for c in codes] == [10, 30, 50, 70, 90]
    assert [found[c].ours for c in by_exposure(made, *codes)] == [10, 30, 50, 70, 90]
    assert {(s.among, s.index.name, s.index.dated) for s in found.values()} == {(5, "AIOE", "2021")}
    assert all(found[c].exposure == pytest.approx(exposure(made, c)) for c in codes)


def test_that_what_only_one_of_them_rates_has_no_place(pack: Callable[..., Catalog]) -> None:
    found = standings(pack({BOOKS[:7]: 1, WITHOUT_TASKS[:7]: 9}))
    (rated,), (developers,) = found[WITHOUT_TASKS], found["15-1252.00"]
    assert (rated.score, rated.percentile, rated.gap) == (9, None, None)
    assert rated.placing == "rated; no estimate of ours to compare"
    assert developers.placing == "no score for 15-1252 (SOC 2010 codes, brought to SOC 2018)"
    assert rated.disagreement(0) == developers.disagreement(0) == ""


def test_that_disagreement_says_which_way(catalog: Catalog, pack: Callable[..., Catalog]) -> None:
    codes = by_exposure(catalog, BOOKS, OFFICE, POLICE, GROUNDS)
    found = standings(pack({c[:7]: -n for n, c in enumerate(codes)}))  # the other way round
    (least,), (most,) = found[codes[0]], found[codes[-1]]
    assert (least.percentile, least.ours, least.gap) == (88, 12, 76)
    assert least.disagreement(0.75) == (
        f"AIOE (2021) puts {least.occupation} higher: 88th percentile of 4 occupations, ours 12th."
    )
    assert least.disagreement(0.76) == ""
    assert f"puts {most.occupation} lower: 12th percentile of 4 occupations, ours 88th." in most.disagreement(0.25)


def test_that_occupations_rated_by_one_code_are_compared_as_one(pack: Callable[..., Catalog]) -> None:
    made = pack({"31-1120": 0.1, BOOKS[:7]: 0.9}, "ai_applicability_score")
    home, personal = (standings(made)[code][0] for code in AIDES)
    mean = (exposure(made, AIDES[0]) + exposure(made, AIDES[1])) / 2
    assert home.exposure == personal.exposure == pytest.approx(mean)
    assert (home.rated_as, home.together, home.among) == ("31-1120", 2, 2)
    assert "rates 31-1120 as one: ours is the mean of the 2" in home.taken_together


def test_that_a_judgement_of_all_titles_moves_our_place(town: Project, pack: Callable[..., Catalog]) -> None:
    made = pack({c[:7]: n for n, c in enumerate([BOOKS, OFFICE, POLICE, GROUNDS, CASHIERS])})
    before = basis(town, made)
    town.set_setting("planner", "R. Lee")
    assert basis(town, made) == before
    for task in made.tasks(GROUNDS):
        judge(town, made, GROUNDS, task.task_id, "exposure", 1.0, "for the test")
    assert basis(town, made) != before
    assert compare(read_inventories(town, made))[GROUNDS][0].ours == 90


def test_that_an_occupation_is_shown_with_its_indices(
    catalog: Catalog, pack: Callable[..., Catalog], capsys: pytest.CaptureFixture[str]
) -> None:
    codes = by_exposure(catalog, BOOKS, OFFICE, POLICE, GROUNDS)
    name = pack({c[:7]: -n for n, c in enumerate(codes)}).path.stem
    assert run(["reference", "show", codes[0], "--reference", name]) == 0
    said = capsys.readouterr().out
    assert "AIOE (2021): score 0, 88th percentile of 4, ours 12th\n  AIOE (2021) puts" in said
    assert run(["reference", "show", codes[0], "--reference", name, "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["published_indices"]
    assert (shown["index"]["dated"], shown["percentile"], shown["ours"], shown["among"]) == ("2021", 88, 12, 4)
    assert run(["reference", "show", codes[0]]) == 0
    assert "AIOE" not in capsys.readouterr().out


def test_that_the_default_limit_points_out_what_its_comment_says(pack: Callable[..., Catalog], shared: Path) -> None:
    name = import_labels(shared / "labels" / "AIOE_DataAppendix.xlsx", "embedded").name
    import_labels(shared / "labels" / "microsoft_ai_applicability.csv", name)
    found = standings(open_pack(name))
    for n, (index, share) in enumerate([("AI applicability (2025)", 0.28), ("AIOE (2021)", 0.17)]):
        compared = {s[n].rated_as: s[n] for s in found.values() if s[n].gap is not None}
        assert {str(s.index) for s in compared.values()} == {index}
        told = sum(bool(s.disagreement(DEFAULTS.index_disagreement)) for s in compared.values())
        assert told / len(compared) == pytest.approx(share, abs=0.01)
