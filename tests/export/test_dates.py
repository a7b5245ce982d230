"""What several exports of one project tell together: no more than the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from books import table, written

from reskill.export.blocks import WITHHELD, Atom, Block, RolledUp, roll_up
from reskill.export.board.periods import stretches
from reskill.export.editions import write_workbook
from reskill.export.review import read_review
from reskill.export.since import Published, told_since
from reskill.export.union.costs import rounding
from reskill.problem import ReskillError
from reskill.project.file import Project, open_project
from reskill.project.published import QUARTERS, keep_told, newest_export, told_before
from reskill.reference.catalog import Catalog


def test_that_counts_that_were_told_together_stay_together() -> None:
    later = [Atom("a", 14, ("u", "x")), Atom("b", 12, ("u", "y")), Atom("c", 4, ("u", "y")), Atom("d", 8, ("u", "y"))]
    assert roll_up(later, 10).shown == {"a": 14, "b": 12}
    kept = roll_up(later, 10, {"a": 1, "b": 1, "c": 2, "d": 2})
    assert kept.shown == {}
    assert {frozenset(a.key for a in b.atoms): b.path for b in kept.blocks} == {
        frozenset("ab"): ("u",),
        frozenset("cd"): ("u", "y"),
    }
    assert kept.told(("u", "x")) is None and kept.told(("u",)) == 38


def test_that_a_sum_that_lost_people_is_joined_with_more() -> None:
    atoms = [Atom("a", 2, ("u",)), Atom("b", 3, ("u",)), Atom("c", 28, ("v",)), Atom("d", 30, ("v",))]
    found = roll_up(atoms, 10, {"a": 1, "b": 1})
    assert found and [b.total for b in found.blocks] == [33] and found.shown == {"d": 30}


def test_that_who_is_left_of_a_sum_is_not_told_alone() -> None:
    """The sum of 34 was told; beside the 25 that are left of it, it would tell the 9 who are gone."""
    before = {"clerks": 1, "gone": 1}
    assert roll_up([Atom("clerks", 25, ("office",))], 10, before) is None
    others = [Atom(name, 12, (name,)) for name in ("aides", "pages")]
    told = roll_up([Atom("clerks", 25, ("office",)), *others], 10, before)
    assert told is not None and "clerks" not in told.shown
    assert told.told(("office",)) is None and told.total == 49


def test_that_a_sum_in_which_one_count_has_changed_is_told_as_it_was() -> None:
    atoms = [Atom("a", 9), Atom("b", 6), Atom("c", 5), Atom("d", 4)]
    now = roll_up(atoms, 10, {"b": 1, "c": 1, "d": 1})
    assert now and [b.total for b in now.blocks] == [24]
    before = {"b": 1, "c": 1, "d": 1}
    fallen = told_since(now, {"a": 12, "b": 6, "c": 5, "d": 4}, before, 10)
    assert [b.total for b in fallen.blocks] == [27] and not fallen.current  # 12 were told alone, of whom 3 have left
    two = told_since(now, {"a": 12, "b": 5, "c": 3, "d": 4}, before, 10)
    assert [b.total for b in two.blocks] == [24] and two.current
    gone = told_since(now, {"a": 9, "b": 6, "c": 5, "d": 4, "e": 1}, {**before, "a": 1, "e": 1}, 10)
    assert [b.total for b in gone.blocks] == [25]  # else one that is no longer there was 1
    same = told_since(now, {"a": 9, "b": 6, "c": 5, "d": 4}, before, 10)
    assert same.current


def test_that_a_sum_that_gives_a_count_away_beside_all_sums_of_before_is_told_as_it_was() -> None:
    """54 of six counts are 9 each to whoever takes them for small; then c and d are 18 of the 20, and a and b one each."""
    first = {"a": 1, "b": 1, "c": 1, "d": 17}
    before, sums = dict.fromkeys(first, 1), Published(pieces=[first], lines=[first])
    six = {"c": 1, "d": 17, "e": 21, "f": 9, "g": 1, "h": 5}
    now = RolledUp((), (Block((), tuple(Atom(*of) for of in six.items())),))
    assert now.total == 54 and told_since(now, first, before, 10, sums).total == 20
    seven = {**six, "i": 1}  # 55 of seven
    more = RolledUp((), (Block((), tuple(Atom(*of) for of in seven.items())),))
    assert told_since(more, first, before, 10, sums).total == 55


def test_that_the_sum_of_a_line_is_told_as_it_was_where_its_parts_would_not_be_seen() -> None:
    """The same 54, of two blocks that no line tells apart: one of them could only be of a larger count too."""
    first = {"a": 1, "b": 1, "c": 1, "d": 17}
    before, sums = dict.fromkeys(first, 1), Published(pieces=[first], lines=[first])
    blocks = [{"c": 1, "d": 17, "h": 5}, {"e": 21, "f": 9, "g": 1}]
    now = RolledUp((), tuple(Block(("x",), tuple(Atom(*of, ("x", "y")) for of in b.items())) for b in blocks))
    assert now.total == 54 and told_since(now, first, before, 10, sums).total == 20 + 31


def test_that_an_earlier_sum_that_is_right_by_chance_counts_as_told() -> None:
    """Eight have left and eight of three other counts come: the sum is the same, so that what it was then tells it now."""
    first = {"a": 3, "gone": 8, "b": 1, "c": 2}
    six = {"a": 3, "b": 1, "c": 2, "d": 2, "e": 1, "f": 5}
    now = RolledUp((), (Block((), tuple(Atom(*of) for of in six.items())),))
    told = told_since(now, first, dict.fromkeys(first, 1), 10)
    assert not told.current and told.total == 14
    assert [*Published.of(told).pieces] == [*Published.of(told).lines] == [six]
    wrong = replace(told, blocks=(replace(told.blocks[0], earlier=15),))
    assert Published.of(wrong) == Published([], [])


def test_that_what_was_joined_once_is_joined_for_good(project: Project) -> None:
    keep_told(project, QUARTERS, [["1", "2"], ["4"]])
    keep_told(project, QUARTERS, [["2", "3"]])
    told = told_before(project, QUARTERS)
    assert len(set(told.values())) == 1 and set(told) == {"1", "2", "3"}
    assert project.undo() is None  # nobody takes back what others have read


def test_that_a_second_export_tells_no_part_of_a_sum(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    def counts() -> dict[str, object]:
        rows = table(written(planned, small_catalog, "union", tmp_path), "Classes")
        return {f"{r['Class title']} {r['Unit']}": r["Positions"] for r in rows}

    first = counts()
    with planned.derive() as db:  # twenty more of a small class are hired
        for n in range(20):
            db.execute(
                "INSERT INTO position (id, title_id, title, bargaining_unit, source_file, source_row)"
                f" VALUES ('n{n}', 4, '=SPECIAL PROJ', 'Local 21', 'r', {n})"
            )
    assert first["=SPECIAL PROJ (Parks) Local 21"] == WITHHELD
    assert counts()["=SPECIAL PROJ (Parks) Local 21"] == WITHHELD  # though there are 23
    with planned.derive() as db:
        db.execute("DELETE FROM published")
    assert counts()["=SPECIAL PROJ (Parks) Local 21"] == 23


def test_that_quarters_and_rounding_never_become_finer(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", "union")
    steps, before = rounding(planned), [s.name for s in stretches(planned)]
    with planned.derive() as db:
        db.execute("UPDATE cohort SET participants = 10 * participants")
    assert [s.name for s in stretches(planned)] == before == ["FY2028 Q1 to FY2029 Q1"]
    assert rounding(planned) == steps
    with planned.derive() as db:
        db.execute("DELETE FROM published")
    assert len(stretches(planned)) > 1
    assert rounding(planned) != steps


def test_that_an_answer_to_an_old_export_is_told_apart_where_its_line_is_gone(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", "union")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    ws = book["Classes"]
    for row in (2, 4):
        ws.cell(row, [c.value for c in ws[1]].index("Comment") + 1).value = f"said in {row}"
    title = ws.cell(4, 1).value
    book.save(tmp_path / "back.xlsx")
    with planned.change("Another roster") as db:
        db.execute("UPDATE title SET title = 'RENAMED' WHERE title = ?", (title,))
    write_workbook(planned, small_catalog, tmp_path / "b.xlsx", "union")
    review = read_review(tmp_path / "back.xlsx", planned)
    assert [c.text for c in review.taken] == ["said in 2", "said in 4"]
    assert [c.text for c in review.old] == ["said in 4"]
    assert "no longer has this line" in review.problems[0].text
    assert newest_export(planned, "unknown") is None


def test_that_a_project_for_viewing_gives_no_edition_that_leaves_the_house(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    viewed = open_project(planned.path, read_only=True)
    with pytest.raises(ReskillError, match="viewing only"):
        write_workbook(viewed, small_catalog, tmp_path / "u.xlsx", "union")
    assert not (tmp_path / "u.xlsx").exists()
    write_workbook(viewed, small_catalog, tmp_path / "h.xlsx", "hr")
    viewed.close()
