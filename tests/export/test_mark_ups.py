"""Reviews that lose nothing: workbooks marked up at random, as reviewers and their programs do."""

import os
import random
import re
from pathlib import Path

import pytest
from mark_ups import AS_WRITTEN, MarkedUp
from openpyxl.utils.cell import rows_from_range as cells_of

from reskill.export.editions import write_workbook
from reskill.export.review import CHANGED, read_review
from reskill.export.union.signoff import BOARD_ITEMS, ITEMS
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

MANY = int(os.environ.get("RESKILL_MARK_UPS", "24"))  # packaging/long-checks.sh asks for 300
SIGNED = {f"sign-off: {item}" for item in (*ITEMS, *BOARD_ITEMS)}


@pytest.mark.parametrize("edition", ["union", "evidence", "board"])
def test_that_no_word_is_lost_and_none_is_taken_for_another_line(
    edition: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    sent = tmp_path / "sent.xlsx"
    write_workbook(planned, small_catalog, sent, edition)
    for seed in range(MANY // 3):
        marked = MarkedUp(sent, random.Random(f"{edition} {seed}"))
        marked.mark_up(seed % 12)
        texts = marked.save(tmp_path / "back.xlsx")
        lost, wrong = verdict(marked, texts, tmp_path / "back.xlsx", planned)
        assert not lost and not wrong, (seed, lost, wrong)


def verdict(
    marked: MarkedUp, texts: dict[tuple[str, str], str], back: Path, project: Project
) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that are neither taken nor listed at a place where they stand, and those on a wrong line."""
    try:
        review = read_review(back, project)
    except ReskillError as refused:  # all of it, said and with nothing taken
        assert "written from" in str(refused), refused
        return [], []
    if review.taken:
        project.undo()
    lost, wrong = [], []
    gone = all(p.name != AS_WRITTEN for p in marked.papers)  # said; what is typed over other words cannot be told then
    assert not gone or CHANGED in review.left
    for word, lines in marked.words.items():
        if not any(word in text for text in texts.values()):
            continue  # written over by a later one
        taken = [c for c in review.taken if word in f"{c.text} {c.stance} {c.subject}"]
        named = any(word in c.who for c in review.taken)
        listed = [t for t in review.left if word in t.text and word in texts.get((t.sheet, t.cell), "")]
        listed += [t for t in review.left if word in t.sheet]  # with the words of a sheet of one's own, as their place
        if not taken and not named and not listed and (word in marked.answers or not gone):
            lost.append(word)
        ours = [
            c for c in taken if c.subject not in lines and not (c.subject not in SIGNED and c.sheet.startswith("Dates"))
        ]
        wrong += [(word, c.subject) for c in ours if word not in c.who]
    listed_marks = {(t.sheet, cell, t.text.split(" ")[0]) for t in review.left for cell in _cells(t.text)}
    unknown = {t.sheet for t in review.left if t.why == "not a sheet of this edition"}
    for sheet, cell, kind in marked.marks:
        if sheet not in unknown and (sheet, cell, kind.split(" ")[0]) not in listed_marks:
            lost.append(f"{kind}: {sheet}!{cell}")
    return lost, wrong


def _cells(text: str) -> list[str]:
    """The cells that a text tells as places: A3:C3, A4."""
    found = []
    for first, last in re.findall(r"\b([A-Z]{1,3}\d+)(?::([A-Z]{1,3}\d+))?", text.partition(": ")[2]):
        found += [c for row in cells_of(f"{first}:{last or first}") for c in row]
    return found


def test_that_a_changed_sheet_of_checksums_is_noticed(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    write_workbook(planned, small_catalog, tmp_path / "sent.xlsx", "union")
    marked = MarkedUp(tmp_path / "sent.xlsx", random.Random(1))
    checksums = next(p for p in marked.papers if p.name == "As written")
    checksums.rows.reverse()
    marked.save(tmp_path / "back.xlsx")
    assert read_review(tmp_path / "back.xlsx", planned).left == []  # their order does not matter
    del checksums.rows[3]
    marked.save(tmp_path / "back.xlsx")
    assert CHANGED in read_review(tmp_path / "back.xlsx", planned).left
