"""Records of delimited text: which character divides the fields, and rows told apart despite a lost quote."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reskill.intake import limits
from reskill.intake.encoding import decode
from reskill.intake.grid import Grid, Row, bounded, is_blank
from reskill.intake.header import find_header, is_known
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick

_CANDIDATES = ",;\t|"
_LINES = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]+")
_NONE = "\x1f"  # a file of one column: a character that text does not hold
_SHARED = 20_000  # different cells of a column that are kept once, however many lines have them
_SAMPLE = 200  # records
_LEAST_CONSISTENT = 0.3  # of the rows: a title block of many lines may stand over a short table
_SAVE = "If accents look wrong, open it in Excel and save it as CSV UTF-8."


def read_delimited(name: str, data: bytes, tick: Tick) -> Grid:
    """The records of a CSV or TSV file, with its encoding and delimiter found by content."""
    decoded = decode(data)
    problems = []
    if decoded.doubt:
        problems.append(Problem(decoded.doubt, Place(name), _SAVE, "warning"))
    encoding, lines = decoded.encoding, _LINES.findall(decoded.text)
    del decoded  # its text would double the memory
    declared = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    if declared:
        del lines[0]  # Excel does not count this line either
    delimiter = declared[1] if declared else find_delimiter(lines)
    rows: list[Row] = []
    known: defaultdict[int, dict[str, str]] = defaultdict(dict)
    last = 0
    for number, at, record, repaired in _records(lines, delimiter):
        last = number
        lines[at - 1] = ""  # read: a large file is not held twice
        if number > limits.ROWS:
            raise ReskillError(
                f"{name} has more than {limits.ROWS:,} rows, the most that an Excel sheet holds.",
                "Keep the rows of the roster only.",
            )
        if number % 2000 == 1:
            tick(at / len(lines), f"Reading {name}")
        if repaired:
            problems.append(_open_quote(name, number))
        if is_blank(record):
            continue
        if len(record) > limits.COLUMNS and not is_blank(record[limits.COLUMNS :]):
            problems.append(_too_wide(name, number, len(record)))
        rows.append((number, bounded([_shared(known[i], cell) for i, cell in enumerate(record)])))
    shown = "" if delimiter == _NONE else delimiter
    return Grid(name, rows, last, encoding=encoding, delimiter=shown, problems=_first_of_each(problems))


def _shared(known: dict[str, str], cell: str) -> str:
    """A cell as the first of its column that is equal, so that a million lines hold their departments once."""
    return known.setdefault(cell, cell) if len(known) < _SHARED else known.get(cell, cell)


def find_delimiter(lines: Sequence[str]) -> str:
    """The delimiter that shows a roster's header, else that gives the most consistent number of fields."""
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.count('"') % 2 == 0 and not any(d in first for d in _CANDIDATES) and is_known(first.strip('"')):
        return _NONE  # one column, whose header is a known word
    ranked = [(*_rank(lines, d), -i, d) for i, d in enumerate(_CANDIDATES)]
    score, consistent, *_, delimiter = max(ranked)
    return delimiter if score or consistent > _LEAST_CONSISTENT else _NONE


def _rank(lines: Sequence[str], delimiter: str) -> tuple[float, float, int]:
    """How good a delimiter is: its header's score, its share of rows with the usual number of fields, that number."""
    counts: Counter[int] = Counter()
    rows: list[Row] = []
    for number, _, record, _ in _records(lines, delimiter):
        if record:
            counts[len(record)] += 1
            rows.append((number, bounded(record)))
        if number >= _SAMPLE:
            break
    header = find_header(rows)
    fields, times = max(((n, c) for n, c in counts.items() if n > 1), key=lambda nc: nc[1], default=(0, 0))
    return (header.score if header.is_of_roster else 0.0), times / max(1, counts.total()), fields


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, list[str], bool]]:
    """Number, next line, fields of each record, and whether a quote that never closes had to be read as a character.

    An open quote swallows the lines after it; such a record breaks the strict rules of CSV, and is then read again
    as one line, so that the rows after it are not lost.
    """
    csv.field_size_limit(2**31 - 1)
    at = number = widest = 0
    while at < len(lines):
        start = at
        reader = csv.reader(_from(lines, start), delimiter=delimiter)
        for record in reader:
            number += 1
            end = start + reader.line_num
            if end - at == 1:
                widest = max(widest, len(record))
            elif not _is_one_record(lines[at:end], record, widest, delimiter):
                at += 1
                yield number, at, lines[at - 1].rstrip("\r\n").split(delimiter), True
                break
            at = end
            yield number, at, record, False


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    for i in range(start, len(lines)):
        yield lines[i]


def _is_one_record(lines: Sequence[str], record: Sequence[str], widest: int, delimiter: str) -> bool:
    """Whether lines that were read as one record are one.

    They are not when they break the strict rules, or when a short record is made of lines that are each whole ones.
    """
    if len(record) < widest and all(line.count(delimiter) == widest - 1 for line in lines):
        return False
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _open_quote(name: str, row: int) -> Problem:
    return Problem(
        "A quotation mark is opened and not closed; the row was read up to the end of its line.",
        Place(name, row=row),
        'Put a second " where the text ends, or remove the first.',
        "warning",
    )


def _too_wide(name: str, row: int, columns: int) -> Problem:
    return Problem(
        f"The row has {columns:,} columns; only the first {limits.COLUMNS} were read.",
        Place(name, row=row),
        "Move the columns of the roster to the left.",
        "warning",
    )


def _first_of_each(problems: list[Problem], most: int = 20) -> list[Problem]:
    """At most `most` problems of one text, so that a broken file does not give thousands of lines."""
    seen: Counter[str] = Counter()
    kept = []
    for problem in problems:
        seen[problem.text] += 1
        if seen[problem.text] <= most:
            kept.append(problem)
    kept += [
        Problem(f"The same in {n - most:,} more rows: {text}", Place(problems[0].place.file), level="warning")
        for text, n in seen.items()
        if n > most
    ]
    return kept
