"""Reading a workbook through the child process: limits, progress, cancelling, and what the child remarks."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import queue
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_letters
from typing import Any

from reskill.intake import archive, child, limits
from reskill.intake.grid import Grid, Row
from reskill.intake.text import counted
from reskill.problem import Place, Problem, ReskillError
from reskill.process import this_program
from reskill.progress import Tick

SILENCE = 30.0  # seconds without a word from the child
TOTAL = 300.0  # seconds for one workbook
_LOOK = 0.2  # seconds between two looks at Cancel
_SAVE = "Open it in Excel or LibreOffice and save that sheet alone, as .xlsx or as CSV UTF-8."

Message = dict[str, Any]


def read_workbook(path: Path, sheet: str | None, tick: Tick) -> list[Grid]:
    """The rows of one sheet of a workbook, of several where none is named and they have one layout, that of a roster.

    Raises ReskillError with the reason, and whatever `tick` raises.
    """
    return list(_grids(path, _heard(path, tick, () if sheet is None else (sheet,))))


def read_every_sheet(path: Path, tick: Tick) -> list[Grid]:
    """The rows of each sheet of a workbook, hidden or not, by one child. Raises as `read_workbook`."""
    return list(_grids(path, _heard(path, tick, (child.EVERY,))))


def _grids(path: Path, messages: Iterator[Message]) -> Iterator[Grid]:
    rows: list[Row] = []
    head: Message = {}
    names: tuple[str, ...] = ()
    for message in messages:
        rows += _rows(message)
        if "sheet" in message:
            head, names = message, names or tuple(message["sheets"])
        if "facts" in message:
            yield _grid(path.name, rows, head, names, message["facts"])
            rows = []


def stream_workbook(path: Path, sheet: str | None, tick: Tick) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Names of the sheets, and the rows of one of them as they are read; for tables too large to be held.

    Published tables may be larger than rosters (`limits.LARGE` times). The reading ends when the rows are closed.
    """
    messages = _heard(path, tick, (*(() if sheet is None else (sheet,)), child.LARGE))
    for message in messages:
        if "sheet" in message:
            return tuple(message["sheets"]), (row for later in messages for row in _rows(later))
    raise archive.damaged(path.name)


def command(path: Path, *wanted: str) -> list[str]:
    """How the child is started: as this program once more, which a frozen build is itself; `wanted` as the child asks."""
    return [*this_program(), child.FLAG, str(path), *wanted]


def _rows(message: Message) -> list[Row]:
    return [(number, tuple(values)) for number, values in message.get("rows", ())]


def _heard(path: Path, tick: Tick, wanted: Sequence[str]) -> Iterator[Message]:
    """What the child says until its end; its refusals are raised."""
    part = 0.0
    for message in _messages(path, wanted):
        part = message.get("progress", part)
        if "refused" in message:
            raise ReskillError(*message["refused"])
        if "memory" in message:
            raise ReskillError(f"{path.name} needs more memory than a roster should.", _SAVE)
        tick(part, f"Reading {path.name}")
        yield message
        if "end" in message:
            return
    raise archive.damaged(path.name)


def _messages(path: Path, wanted: Sequence[str]) -> Iterator[Message]:
    """What the child says, and an empty message at least five times a second so that Cancel is noticed."""
    said: queue.Queue[Message | None] = queue.Queue(maxsize=64)
    process = subprocess.Popen(
        command(path.resolve(), *wanted),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    over = threading.Event()
    threading.Thread(target=_listen, args=(process, said, over), daemon=True).start()
    total = TOTAL * (limits.LARGE if child.LARGE in wanted[-1:] else 1)
    begun = heard = time.monotonic()
    try:
        while True:
            try:
                message = said.get(timeout=_LOOK)
            except queue.Empty:
                now = time.monotonic()
                if now - heard > SILENCE or now - begun > total:
                    raise ReskillError(f"{path.name} takes too long to read.", _SAVE) from None
                yield {}
                continue
            if message is None:
                if process.wait() != 0:
                    raise ReskillError(f"Reading {path.name} was stopped: it needs too much time or memory.", _SAVE)
                return
            heard = time.monotonic()
            yield message
    finally:
        over.set()
        process.kill()
        process.wait()


def _listen(process: subprocess.Popen[bytes], said: queue.Queue[Message | None], over: threading.Event) -> None:
    """Pass the child's lines on until it ends or nobody wants them any more; None comes last."""

    def put(message: Message | None) -> None:
        while not over.is_set():
            with contextlib.suppress(queue.Full):
                said.put(message, timeout=_LOOK)
                return

    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            try:
                put(json.loads(line, object_hook=_decode))
            except ValueError:
                break  # cut off in mid-line: the child has died
            if over.is_set():
                break
    put(None)


def _decode(value: dict[str, Any]) -> Any:
    return dt.datetime.fromisoformat(value["date"]) if value.keys() == {"date"} else value


def _grid(file: str, rows: list[Row], head: Message, names: tuple[str, ...], facts: Message) -> Grid:
    sheet = head["sheet"]
    problems = []

    def remark(text: str, remedy: str, row: int | None = None, column: str = "") -> None:
        problems.append(Problem(text, Place(file, sheet, row, column), remedy, "warning"))

    if head["hidden"]:
        remark("The sheet is hidden in the workbook; it was read because no visible one looks like a roster.", "")
    if facts["also"]:
        remark(
            f"Other sheets look like rosters too and were not read: {', '.join(facts['also'][:10])}.",
            "Choose another sheet (--sheet on the command line), or put all rows in one.",
        )
    if facts["unread"]:
        remark(
            f"Hidden sheets were not read: {', '.join(facts['unread'][:10])}.",
            "Choose one as the sheet (--sheet on the command line) if it is needed.",
        )
    if facts["missing"]:
        remark(f"Sheets without content in the file: {', '.join(facts['missing'][:10])}.", "Save the workbook again.")
    if facts["hidden_rows"]:
        remark(f"{counted(facts['hidden_rows'], 'row')} hidden, by a filter or by hand, and read all the same.", "")
    if facts["unstored_formulas"]:
        remark(
            f"{counted(facts['unstored_formulas'], 'formula')} without a stored result, first in cell "
            f"{facts['first_formula']}, and read as blank.",
            "Open the workbook in Excel, save it, and import it again.",
            int(facts["first_formula"].lstrip(ascii_letters) or 0) or None,
        )
    if facts["unreadable"]:
        remark(
            f"{counted(facts['unreadable'], 'cell')} of no readable value, first {facts['first_unreadable']}, and read "
            "as text.",
            "Type them again in Excel.",
        )
    if facts["beyond_columns"]:
        remark(
            f"{counted(facts['beyond_columns'], 'row')} wider than {limits.COLUMNS} columns and cut there.",
            "Move the columns of the roster to the left.",
            facts["first_beyond"],
        )
    merges = tuple(tuple(m) for m in facts["merges"])
    return Grid(file, rows, facts["last"], sheet, names, merges=merges, problems=problems)
