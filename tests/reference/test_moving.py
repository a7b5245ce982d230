"""Moving a project to another pack: what the preview says, what the move does, and what undo takes back."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
import releases
from releases import CLERK, CREDIT, OTHER, SERVICE

from reskill.cli.parser import run
from reskill.exposure.judgements import judge
from reskill.exposure.roles import assess
from reskill.exposure.task_edits import add_task, drop_task
from reskill.matching.decisions import decide
from reskill.matching.mapping import map_titles
from reskill.project.file import Project, open_project
from reskill.reference.building import pack_file
from reskill.reference.catalog import Catalog, open_pack
from reskill.reference.onet import import_onet
from reskill.work.moving import move, preview

BOOKS, HOUSES, CALLS = 1, 2, 3  # ids of titles
DECISIONS = ("mapping", "judgement", "task_edit", "setting", "reference_used", "pathway_choice")


@pytest.fixture
def here(packs: Path, old_release: Path) -> Catalog:
    """The pack that the project rests on."""
    import_onet(old_release, "here")
    return open_pack("here")


@pytest.fixture
def there(packs: Path, tmp_path: Path) -> Catalog:
    """A later pack: an occupation gone, one split in two, a task reworded, one dropped, one added."""
    tables = releases.tables()
    occupations, tasks = tables["Occupation Data"], tables["Task Statements"]
    del occupations[2:4]  # CREDIT and SERVICE
    occupations += [["43-4051.01", "Call Answerers", "Calls."], ["43-4051.02", "Mail Answerers", "Mails."]]
    tasks[1][2] = "Look over the made-up figures of each day."
    tasks[2:] = [
        [CLERK, 900009, "Lift made-up boxes onto trucks.", "Core", 87, "07/2014", "Incumbent"],
        ["43-4051.01", 900003, "Answer made-up calls.", "Core", 87, "07/2014", "Incumbent"],
    ]
    for name in ("Task Ratings", "Tasks to DWAs", "Alternate Titles", "Skills", "Job Zones"):
        tables[name] = [r for r in tables[name] if r[0] not in (CREDIT, SERVICE) and r[1] != 900001]
    tables["Education, Training, and Experience"][3:5] = []
    del tables["Related Occupations"][1:]
    import_onet(releases.write(tmp_path / "later", tables, number="30.1"), "there")
    return open_pack("there")


@pytest.fixture
def city(project: Project, here: Catalog) -> Project:
    """A project of three titles: two decided by a person, one suggested, with judgements and edits of tasks."""
    with project.change("Fill", "titles") as db:
        project.set_setting("reference", "here")
        for n, title, code, positions in (
            (BOOKS, "Books Keeper", CLERK, 7),
            (HOUSES, "Call Answerer", CREDIT, 2),
            (CALLS, "Phone Person", SERVICE, 4),
        ):
            db["title"].insert({"id": n, "title": title, "positions": positions, "fte": positions, "payroll": 0})
            row = {"title_id": n, "code": code, "confidence": 0.8, "status": "suggested"}
            db["mapping"].insert(row | {"occupation": here.occupation(code).title})
    decide(project, [BOOKS], CLERK, "sure", here)
    decide(project, [CALLS], SERVICE, "sure", here)
    judge(project, here, CLERK, "2486", "exposure", "0", "seen", title_id=BOOKS)
    judge(project, here, CLERK, "900001", "exposure", "1", "seen", title_id=BOOKS)
    drop_task(project, here, CALLS, SERVICE, "900003", "not here") if len(here.tasks(SERVICE)) > 1 else None
    add_task(project, here, BOOKS, "Counts the made-up cash at night.", "900001")
    return project


def state(project: Project) -> dict[str, list[dict[str, object]]]:
    """Every decision; what is out of date is not one."""
    rows = {t: project.rows(f"SELECT * FROM {t} ORDER BY 1, 2") for t in DECISIONS}
    return rows | {"setting": [r for r in rows["setting"] if r["key"] != "stale"]}


def test_what_the_preview_says(city: Project, here: Catalog, there: Catalog) -> None:
    seen = preview(city, here, there)
    assert (seen.old, seen.new) == ("O*NET 29.9", "O*NET 30.1")
    gone = {m.title: m for m in seen.mappings}
    assert set(gone) == {"Call Answerer", "Phone Person"}
    assert gone["Phone Person"].decided and gone["Phone Person"].others == ("43-4051.01", "43-4051.02")
    assert gone["Phone Person"].now == SERVICE  # a person's decision stays
    assert not gone["Call Answerer"].decided and gone["Call Answerer"].now != CREDIT
    clerk = {t.code: t for t in seen.tasks}[CLERK]
    assert clerk.added == ("Lift made-up boxes onto trucks.",)
    assert clerk.dropped == ('Put "made-up" slips in order.',)
    assert clerk.reworded == (
        ("Check the made-up “figures” of the day.", "Look over the made-up figures of each day."),
    )
    assert any("exposure of task 900001" in text for text in seen.resting)
    assert any("matched with task 900001" in text for text in seen.resting)
    assert not any("2486" in text for text in seen.resting)


def test_that_the_preview_tells_what_occupations_in_use_lose(
    city: Project, here: Catalog, packs: Path, tmp_path: Path
) -> None:
    tables = releases.tables()
    tables["Job Zones"] = [r for r in tables["Job Zones"] if r[0] != CLERK]
    import_onet(releases.write(tmp_path / "less", tables, number="30.2"), "less")
    seen = preview(city, here, open_pack("less"))
    assert [(loss.code, loss.what) for loss in seen.lost] == [(CLERK, ("job zone",))]
    assert seen.lines()[-2:] == [
        "occupations in use that lose figures: 1",
        f"  {CLERK} Bookkeeping Clerks: no job zone",
    ]


def test_that_the_preview_tells_the_bands_as_they_will_be(city: Project, here: Catalog, there: Catalog) -> None:
    before = {r.title_id: r.band for r in assess(city, here)}
    changes = {b.title: (b.old, b.new) for b in preview(city, here, there).bands}
    move(city, there)
    titles = {BOOKS: "Books Keeper", HOUSES: "Call Answerer", CALLS: "Phone Person"}
    after = {r.title_id: r.band for r in assess(city, there)}
    assert changes == {titles[n]: (before[n], after[n]) for n in titles if before[n] != after[n]}
    assert changes["Phone Person"][1] == "not estimated"


def test_that_the_preview_changes_nothing(city: Project, here: Catalog, there: Catalog) -> None:
    before, steps = state(city), city.history()
    preview(city, here, there)
    assert state(city) == before and city.history() == steps


def test_that_the_move_keeps_every_decision_and_undo_takes_it_back(
    city: Project, here: Catalog, there: Catalog
) -> None:
    before = state(city)
    move(city, there)
    after = state(city)
    assert city.setting("reference") == "there"
    for table in ("judgement", "task_edit", "pathway_choice"):
        assert after[table] == before[table]
    decided = [r for r in before["mapping"] if r["status"] != "suggested"]
    assert [r for r in after["mapping"] if r["status"] != "suggested"] == decided
    assert city.value("SELECT release FROM reference_used WHERE name = 'task'") == "30.1"
    assert city.history()[0].label == "Move to O*NET 30.1"
    city.undo()
    assert state(city) == before
    city.redo()
    assert state(city) == after


def test_that_a_decision_on_a_task_that_stays_still_holds(city: Project, there: Catalog) -> None:
    from reskill.exposure.inventory import read_inventories

    move(city, there)
    tasks = {t.task_id: t for t in read_inventories(city, there).tasks(BOOKS)}
    assert tasks["2486"].evidence == "a person" and tasks["2486"].exposure == 0.0


def test_that_titles_can_be_mapped_anew_where_a_decided_occupation_is_gone(city: Project, there: Catalog) -> None:
    with city.change("Roster") as db:
        for n, title in enumerate(("Books Keeper", "Phone Person", "Phone Persons")):
            db["position"].insert({"id": str(n), "title": title, "source_file": "r.csv", "source_row": n})
    move(city, there)
    map_titles(city, there)
    assert city.value("SELECT code FROM mapping WHERE title_id = ?", (CALLS,)) == SERVICE


def test_the_commands(city: Project, here: Catalog, there: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    path = city.path
    city.close()
    assert run(["project", "move", str(path), "--reference", "there", "--preview"]) == 0
    assert "titles whose occupation is gone or split: 2" in capsys.readouterr().out
    assert run(["project", "move", str(path), "--reference", "there", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == "O*NET 30.1"
    moved = open_project(path)
    assert moved.setting("reference") == "there"
    assert moved.value("SELECT code FROM role WHERE title_id = ?", (BOOKS,)) == CLERK
    moved.close()
    assert run(["project", "move", str(path), "--reference", "nowhere"]) == 2


def test_that_the_residual_occupations_keep_our_own_tasks(here: Catalog, catalog: Catalog) -> None:
    assert {t.task_type for t in here.tasks(OTHER)} == {"Own"} and here.tasks(OTHER) == catalog.tasks(OTHER)


def test_that_a_project_whose_pack_is_gone_can_be_moved_without_a_comparison(
    city: Project, here: Catalog, there: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city.path
    city.close()
    pack_file("here").unlink()
    assert run(["project", "move", str(path), "--reference", "there", "--preview"]) == 2
    assert run(["project", "move", str(path), "--reference", "there"]) == 0
    assert "cannot be compared" in capsys.readouterr().err
    with closing(open_project(path)) as moved:
        assert moved.setting("reference") == "there"
        assert moved.value("SELECT code FROM role WHERE title_id = ?", (BOOKS,)) == CLERK
