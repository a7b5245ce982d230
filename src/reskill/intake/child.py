"""The child process that reads one workbook: `reskill --read-workbook PATH [SHEET] [--large | --every-sheet]`.

It writes JSON lines to standard output (sheets, rows, progress, remarks or a refusal) and nothing else anywhere. A
workbook that hangs, aborts or eats memory thus costs the import, and no object of the reader reaches the program.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from reskill.intake import archive, limits
from reskill.intake.header import Header, find_header
from reskill.problem import ReskillError

if TYPE_CHECKING:
    from reskill.intake.sheets import Sheet, Workbook

FLAG = "--read-workbook"
LARGE = "--large"
EVERY = "--every-sheet"
MEMORY = 1_000 * 2**20  # bytes of address space
PROCESSOR = 300  # seconds
_ALIKE = 0.6  # share of the names of two headers that both have, if they are of one layout
_BATCH = 500  # rows a line


def main(arguments: Sequence[str]) -> int:
    """Read the workbook that the arguments name; exit code 0 also when it is refused with words."""
    times, every = 1, arguments[-1] == EVERY
    if every:
        limits.COLUMNS = limits.EVERY_COLUMN
    if arguments[-1] == LARGE:
        times = limits.LARGE
        limits.UNPACKED_BYTES *= times
    if arguments[-1] in (LARGE, EVERY):
        arguments = arguments[:-1]
    _limit(PROCESSOR * times)
    warnings.simplefilter("ignore")
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, and does without
    name = Path(arguments[0]).name
    with os.fdopen(os.dup(1), "wb") as out:
        try:
            _read(Path(arguments[0]), arguments[1] if len(arguments) > 1 else None, every, out)
        except ReskillError as error:
            _send(out, {"refused": [error.text, error.remedy]})
        except MemoryError:
            _send(out, {"memory": True})
        except BrokenPipeError:
            return 1  # the program has gone or cancelled
        except Exception:  # openpyxl and expat raise a dozen kinds on damaged files, and none is fit to show
            refusal = archive.damaged(name)
            _send(out, {"refused": [refusal.text, refusal.remedy]})
    return 0


def _limit(seconds: int) -> None:
    """Limit memory and processor time where the platform can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        if os.name == "nt":
            from reskill.intake import windows_job

            windows_job.limit(MEMORY, seconds)
            return
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(path: Path, wanted: str | None, every: bool, out: BinaryIO) -> None:
    with path.open("rb") as file, zipfile.ZipFile(file) as package:
        archive.check_package(package, path.name)
        _send(out, {"progress": 0.0})
        from reskill.intake.sheets import Workbook

        book = Workbook(package, file)
        chosen, also = (book.sheets, []) if every and book.sheets else _choose(book, wanted, path.name)
        unread = [] if every else [s.name for s in book.sheets if s.hidden and s not in chosen]
        for n, sheet in enumerate(chosen):
            _read_sheet(book, sheet, ([], []) if n else (also, unread), path.name, out, n, len(chosen))
        _send(out, {"end": True})


def _read_sheet(
    book: Workbook, sheet: Sheet, others: tuple[list[str], list[str]], file: str, out: BinaryIO, number: int, of: int
) -> None:
    """Send the rows of a sheet, the one with this number of so many that are read, and then what was odd about it.

    `others` are further sheets that look like rosters, and hidden ones.
    """
    from reskill.intake.sheets import Remarks

    names = [] if number else [s.name for s in book.sheets]  # once is enough
    _send(out, {"sheets": names, "sheet": sheet.name, "hidden": sheet.hidden and of == 1})
    remarks = Remarks()
    batch: list[Any] = []
    for seen, (part, row) in enumerate(book.rows(sheet, remarks), start=1):
        if row is not None:
            batch.append(row)
        if remarks.last > limits.ROWS:
            raise archive.damaged(file)
        if seen % _BATCH == 0:
            _send(out, {"rows": batch, "progress": (number + part) / of})
            batch = []
    facts = vars(remarks) | {
        "also": others[0],
        "missing": book.missing,
        "unread": others[1],
    }
    _send(out, {"rows": batch, "progress": (number + 1) / of, "facts": facts})


def _choose(book: Workbook, wanted: str | None, file: str) -> tuple[list[Sheet], list[str]]:
    """The sheet that is asked for, or those of the layout that looks most like a roster, and the names of others that do."""
    names = ", ".join(s.name for s in book.sheets)
    if not book.sheets:
        raise archive.damaged(file)
    if wanted is not None:
        for sheet in book.sheets:
            if sheet.name.strip().casefold() == wanted.strip().casefold():
                return [sheet], []
        raise ReskillError(f"{file} has no sheet named {wanted}.", f"Its sheets: {names}.")
    looked_at = [(_header(book, s), s) for s in book.sheets[: limits.SHEETS_LOOKED_AT]]
    filled = [(h, s) for h, s in looked_at if h is not None]
    if not filled:
        return book.sheets[:1], []
    visible = [(h, s) for h, s in filled if not s.hidden]
    rosters = [(h, s) for h, s in visible if h.is_of_roster] or [(h, s) for h, s in filled if h.is_of_roster]
    header, best = max(rosters or visible or filled, key=lambda hs: hs[0].score)
    alike = [s for h, s in visible if s is best or (h.has_title and _is_alike(h, header))] or [best]
    return alike, [s.name for _, s in rosters if s not in alike]


def _is_alike(one: Header, other: Header) -> bool:
    """Whether two headers are of one layout: most of their names are the same."""
    names = [{name.casefold() for name in header.names if name} for header in (one, other)]
    return len(names[0] & names[1]) >= _ALIKE * len(names[0] | names[1])


def _header(book: Workbook, sheet: Sheet) -> Header | None:
    """The header of a sheet by its first rows; None when they are blank."""
    from reskill.intake.sheets import Remarks

    top = []
    for count, (_, row) in enumerate(book.rows(sheet, Remarks())):
        if row is not None:
            top.append(row)
        if len(top) >= limits.TOP_ROWS or count > 50 * limits.TOP_ROWS:
            break
    return find_header(top) if top else None


def _send(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message, default=_encode).encode("ascii") + b"\n")
    out.flush()


def _encode(value: object) -> dict[str, str]:
    if isinstance(value, dt.datetime):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)
