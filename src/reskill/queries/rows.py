"""Where a table's rows come from: a query of the project, or a list already at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from reskill.table import Column

Row = Mapping[str, Any]
TEXTS = ("text", "wrapped", "date")


class RowSource(Protocol):
    """Rows that can be searched and ordered; each row has a `key` of its own."""

    def keys(self, columns: Sequence[Column], search: str, order: str, descending: bool) -> list[Any]:
        """Keys of the rows in which every word of `search` occurs, ordered by a field ('' = the source's order)."""

    def rows(self, keys: Sequence[Any]) -> dict[Any, Row]:
        """The rows of some keys."""


class QueryRows:
    """Rows of a query with a column named `key`; searching and ordering are done by SQLite."""

    def __init__(
        self, db: sqlite3.Connection, sql: str, values: Mapping[str, Any] | None = None, order: str = ""
    ) -> None:
        self._db = db
        self._sql = sql
        self._values = dict(values or {})
        self._order = order or "key"

    def keys(self, columns: Sequence[Column], search: str, order: str, descending: bool) -> list[Any]:
        """See RowSource."""
        values = dict(self._values)
        tests = []
        fields = [c.field for c in columns if c.kind in TEXTS]
        for i, word in enumerate(search.split()):
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values[f"word_{i}"] = f"%{escaped}%"
            tests.append("(" + " OR ".join(f"{f} LIKE :word_{i} ESCAPE '\\'" for f in fields) + ")")
        where = f"WHERE {' AND '.join(tests)}" if tests and fields else ""
        by = self._order
        column = next((c for c in columns if c.field == order), None)
        if column:
            collate = "COLLATE NOCASE " if column.kind in TEXTS else ""
            by = f"{column.field} {collate}{'DESC' if descending else 'ASC'} NULLS LAST, {self._order}"
        return [r[0] for r in self._db.execute(f"SELECT key FROM ({self._sql}) {where} ORDER BY {by}", values)]

    def rows(self, keys: Sequence[Any]) -> dict[Any, Row]:
        """See RowSource."""
        values = {**self._values, **{f"key_{i}": k for i, k in enumerate(keys)}}
        places = ",".join(f":key_{i}" for i in range(len(keys)))
        cursor = self._db.execute(f"SELECT * FROM ({self._sql}) WHERE key IN ({places})", values)
        names = [c[0] for c in cursor.description]
        found = (dict(zip(names, r, strict=True)) for r in cursor)
        return {r["key"]: r for r in found}


class ListRows:
    """Rows at hand, for what is computed and not kept (some hundreds); each has a `key`."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {r["key"]: r for r in rows}

    def keys(self, columns: Sequence[Column], search: str, order: str, descending: bool) -> list[Any]:
        """See RowSource."""
        fields = [c.field for c in columns if c.kind in TEXTS]
        words = search.casefold().split()
        found = [
            i for i, row in self._rows.items() if all(any(w in str(row[f]).casefold() for f in fields) for w in words)
        ]
        if order:
            known = [i for i in found if self._rows[i][order] is not None]
            known.sort(key=lambda i: _ordering(self._rows[i][order]), reverse=descending)
            found = known + [i for i in found if self._rows[i][order] is None]
        return found

    def rows(self, keys: Sequence[Any]) -> dict[Any, Row]:
        """See RowSource."""
        return {k: self._rows[k] for k in keys}


def _ordering(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
