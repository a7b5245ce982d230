"""The task worksheet of a title: incumbents correct the shares of time, say what they no longer do, and add duties.

It asks about the role, never about a person: it has no place for a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.exposure.inventory import read_inventories
from reskill.exposure.task_edits import add_task, drop_task, set_time_share
from reskill.intake.table import Table, read_table
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Title no.", "title_id", "int", 9, "Number of the title in the project; leave it as it is."),
    Column("Code", "code", "text", 12, "Occupation that the task comes from; leave it as it is."),
    Column("Task no.", "task_id", "text", 10, "Number of the task; leave it empty for a duty that you add."),
    Column("Task", "task", "wrapped", 70, "What is done. Add duties that are missing on the empty lines."),
    Column("Share now", "share_now", "percent", 11, "Share of the working time that the plan assumes."),
    Column(
        "Your share", "share", "percent", 11, "Share of the working time in your experience, in percent; empty = as is."
    ),
    Column("Still done", "still_done", "text", 11, "Write no when nobody in this title does it any more."),
    Column("Remark", "remark", "wrapped", 40, "Anything the planner should know."),
)
ENTRY = ("task", "share", "still_done", "remark")
EMPTY_LINES = 5
TOLERANCE = 0.02  # by which entered shares may miss the whole before they are sent back


@dataclass(frozen=True)
class WorksheetRow:
    """One line of a worksheet, in the order of COLUMNS; `task_id` is empty on the lines for added duties."""

    title_id: int
    code: str
    task_id: str
    task: str
    share_now: float | None
    share: None = None  # for the incumbents
    still_done: str = ""
    remark: str = ""


def worksheet_rows(project: Project, catalog: Catalog, title_id: int) -> list[WorksheetRow]:
    """The tasks of a title with their present shares, the largest first, and empty lines for more.

    Raises ReskillError when the title has no tasks.
    """
    tasks = read_inventories(project, catalog).tasks(title_id)
    if not tasks:
        raise ReskillError("This title has no tasks to correct.", "Choose its occupation first.")
    rows = [
        WorksheetRow(title_id, t.code, t.task_id, t.sentence, round(t.weight, 4))
        for t in sorted(tasks, key=lambda t: -t.weight)
    ]
    return rows + [WorksheetRow(title_id, "", "", "", None)] * EMPTY_LINES


def worksheet_tables(path: Path, tick: Tick = silent) -> list[Table]:
    """Every sheet of a returned worksheet file, for `read_worksheet`. Raises ReskillError as `read_table` does."""
    first = read_table(path, tick=tick)
    return [first if name in ("", first.sheet) else read_table(path, name, tick=tick) for name in first.sheets or ("",)]


def read_worksheet(project: Project, catalog: Catalog, tables: Sequence[Table]) -> list[Problem]:
    """Take the worksheets of one file into the project as one change; gives what could not be used.

    A title whose entered shares exceed the whole, or a row that is unknown, is left out and told.
    """
    problems: list[Problem] = []
    lines = [line for table in tables for line in _lines(table, problems)]
    by_title: dict[int, list[_Line]] = {}
    for line in lines:
        by_title.setdefault(line.title_id, []).append(line)
    file = tables[0].file if tables else "worksheet"
    with project.change(f"Take in the task worksheet {file}"):
        for title_id, found in by_title.items():
            problems += _apply(project, catalog, title_id, found)
    return problems


@dataclass(frozen=True)
class _Line:
    place: Place
    title_id: int
    code: str
    task_id: str
    task: str
    share: float | None  # as written, 25 or 0.25, unless `sure`: then a fraction
    sure: bool  # written with a percent sign
    gone: bool
    remark: str


def _lines(table: Table, problems: list[Problem]) -> list[_Line]:
    wanted = {c.title.casefold(): c.field for c in COLUMNS}
    at = {wanted[h.strip().casefold()]: i for i, h in enumerate(table.headers) if h.strip().casefold() in wanted}
    missing = [c.title for c in COLUMNS if c.field in ("title_id", "task_id", "task", "share") and c.field not in at]
    if missing:
        place = Place(table.file, table.sheet)
        remedy = "Use the worksheet that Reskill wrote, with its headers."
        problems.append(Problem(f"No task worksheet: the column {missing[0]} is missing.", place, remedy, "warning"))
        return []
    lines = []
    for row, values in table.rows:
        cells = {f: values[i] if i < len(values) else None for f, i in at.items()}
        place = Place(table.file, table.sheet, row)
        try:
            lines += _line(cells, place)
        except ValueError as error:
            problems.append(Problem(str(error), place, "Correct the cell; the row was left out."))
    return lines


def _line(cells: Mapping[str, object], place: Place) -> list[_Line]:
    """The line of a row, or none where nothing was entered. Raises ValueError for what cannot be read."""
    written = _text(cells.get("share"))
    share = _share(written)
    gone = _text(cells.get("still_done")).casefold() in ("no", "n", "not any more", "false", "0")
    task_id, task = _text(cells.get("task_id")), _text(cells.get("task"))
    if share is None and not gone and (task_id or not task):
        return []
    number = _text(cells.get("title_id"))
    if not number.isdigit():
        raise ValueError("The title's number is missing.")
    remark = _text(cells.get("remark"))
    return [
        _Line(place, int(number), _text(cells.get("code")), task_id, task, share, written.endswith("%"), gone, remark)
    ]


def _share(text: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text.removesuffix("%").strip())
    except ValueError:
        raise ValueError(f"“{text}” is not a share of time.") from None
    if not 0 <= number <= 100:
        raise ValueError(f"{text} is not a share between 0 and 100 percent.")
    return number / 100 if text.endswith("%") else number


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _apply(project: Project, catalog: Catalog, title_id: int, lines: Sequence[_Line]) -> list[Problem]:
    """Make one title's entries; gives what could not be done."""
    open_ones = [line.share for line in lines if line.share is not None and not line.sure]
    if open_ones == [1.0]:
        problem = f"The only share entered for title {title_id} is 1, which may mean 1% or 100%."
        return [Problem(problem, lines[0].place, "Write it with a percent sign; this title was left out.")]
    # numbers without a percent sign are percents as soon as they come to more than the whole
    scale = 0.01 if sum(open_ones) > 1 + TOLERANCE else 1.0
    shares = [None if n.share is None else n.share * (1.0 if n.sure else scale) for n in lines]
    total = sum(share or 0.0 for share in shares)
    if total > 1 + TOLERANCE:
        problem = f"The shares entered for title {title_id} come to {total:.0%}."
        remedy = "Correct them so that they come to 100% or less; this title was left out."
        return [Problem(problem, lines[0].place, remedy)]
    problems = []
    for step in (_clear, _take):  # old shares go first, so that the new ones need only fit among themselves
        for line, share in zip(lines, shares, strict=True):
            try:
                step(project, catalog, line, None if share is None else share / max(1.0, total))
            except ReskillError as error:
                problems.append(Problem(error.text, line.place, error.remedy))
        if problems:
            break
    return problems


def _clear(project: Project, catalog: Catalog, line: _Line, share: float | None) -> None:
    if line.task_id and share is not None:
        set_time_share(project, catalog, line.title_id, line.code, line.task_id, None)


def _take(project: Project, catalog: Catalog, line: _Line, share: float | None) -> None:
    why = line.remark or f"Worksheet {line.place}"
    if not line.task_id:
        add_task(project, catalog, line.title_id, line.task, time_share=share, why=why)
    elif line.gone:
        drop_task(project, catalog, line.title_id, line.code, line.task_id, why)
    else:
        set_time_share(project, catalog, line.title_id, line.code, line.task_id, share, why)
