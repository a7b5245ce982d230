"""A TOML file of settings as it is read: values of the right kind, each with the line that a refusal names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from reskill.problem import ReskillError

At = tuple[str | int, ...]
"""The keys that lead to a value, and the number of each table of a list."""

_LARGEST = 5 * 2**20  # bytes
_TABLE = re.compile(r"\[(\[?)(.+?)\]?\]\s*(#.*)?")
_KEY = re.compile(r"((?:\"[^\"]*\"|'[^']*'|[\w.-]+)\s*)=(.*)")


class Refused(ReskillError):
    """Something in the file cannot be taken in; the text begins with the line."""


@dataclass(frozen=True)
class Part:
    """A table of the file, `at` its place; what is asked of it is given in the right kind or refused with its line."""

    file: str
    lines: Mapping[At, int]
    values: Mapping[str, Any]
    at: At = ()

    def demand_only(self, known: Iterator[str] | tuple[str, ...]) -> None:
        """Refuse a key that is not known."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                self.refuse(f"There is no setting {key} here.", f"Known are: {', '.join(names)}.", key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        return str(self._of_kind(key, (str,), "a text in quotes", default))

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        return bool(self._of_kind(key, (bool,), "true or false", default))

    def whole(self, key: str) -> int:
        """A whole number."""
        return int(self._of_kind(key, (int,), "a whole number", None))

    def number(self, key: str) -> float:
        """A number."""
        return float(self._of_kind(key, (int, float), "a number", None))

    def part(self, key: str) -> Part:
        """The table of a name; an empty one where the file has none."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            self.refuse(f"{key} is no table.", f"Write it as [{key}].", key)
        return Part(self.file, self.lines, found, (*self.at, key))

    def parts(self, key: str) -> list[Part]:
        """The list of tables of a name."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(v, dict) for v in found):
            self.refuse(f"{key} is no list of tables.", f"Write each as [[{key}]].", key)
        return [Part(self.file, self.lines, v, (*self.at, key, n)) for n, v in enumerate(found)]

    def refuse(self, text: str, remedy: str = "", key: str = "") -> NoReturn:
        """Raise Refused with the line of a key, or of the table."""
        at: At = (*self.at, key) if key else self.at
        while at not in self.lines and at:
            at = at[:-1]
        raise Refused(f"{self.file}, line {self.lines.get(at, 1)}: {text}", remedy)

    @contextmanager
    def told(self, key: str = "") -> Iterator[None]:
        """What the project refuses inside is told with the line of a key, or of the table."""
        try:
            yield
        except Refused:
            raise
        except ReskillError as error:
            self.refuse(error.text, error.remedy, key)

    def _of_kind(self, key: str, kinds: tuple[type, ...], said: str, default: object) -> Any:
        if key not in self.values:
            if default is None:
                self.refuse(f"{key} is missing.", f"Give {said}.")
            return default
        value = self.values[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.refuse(f"{key} cannot be {_said(value)}.", f"Give {said}.", key)
        return value


def read_file(path: Path, remedy: str) -> Part:
    """The whole of a settings file. Raises ReskillError, with a remedy where it is no TOML, when it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ReskillError(f"{path.name} is too large for a file of settings.", "Choose the file that was written.")
        data = path.read_bytes()
    except OSError as error:
        raise ReskillError(
            f"{path} cannot be read ({error.strerror}).", "Check the name and your right to it."
        ) from error
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReskillError(f"{path.name} is no file of settings: {error}.", remedy) from error
    return Part(path.name, dict(_lines(text)), values)


def named(parts: list[Part]) -> dict[str, Part]:
    """Tables of a list by their names, which must be there and differ."""
    found: dict[str, Part] = {}
    for part in parts:
        name = part.text("name").strip()
        if not name or name in found:
            part.refuse(
                f"{name or 'A name'} {'stands here twice' if name else 'is missing'}.", "Give each its own name."
            )
        found[name] = part
    return found


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else str(value)[:60]


def _lines(text: str) -> Iterator[tuple[At, int]]:
    """The line of each table, key, and table of a list, as far as they stand on lines of their own."""
    table: At = ()
    opened: At = ()  # a list whose tables stand one to a line
    numbers: Counter[At] = Counter()
    quoted = False
    for n, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if quoted or (said.count('"""') + said.count("'''")) % 2:
            quoted ^= bool((said.count('"""') + said.count("'''")) % 2)
            continue
        if opened and not said.startswith("{"):
            opened = ()
        elif opened:
            yield (*opened, numbers[opened]), n
            numbers[opened] += 1
        elif heading := _TABLE.fullmatch(said):
            keys = _keys(heading[2])
            table = _inside(keys, numbers)
            if heading[1]:
                table = (*_inside(keys[:-1], numbers), keys[-1])
                numbers[table] += 1
                table = (*table, numbers[table] - 1)
            yield table, n
        elif key := _KEY.match(said):
            place = (*table, *_keys(key[1]))
            yield place, n
            opened = place if key[2].strip() == "[" else ()


def _inside(keys: tuple[str, ...], numbers: Mapping[At, int]) -> At:
    """The place of a table whose parents may be lists: the last table of each."""
    at: At = ()
    for key in keys:
        at = (*at, key)
        if numbers.get(at):
            at = (*at, numbers[at] - 1)
    return at


def _keys(text: str) -> tuple[str, ...]:
    """The keys of a dotted name."""
    found: list[str] = []
    try:
        value: Any = tomllib.loads(f"{text} = 0")
    except tomllib.TOMLDecodeError:
        return (text.strip(),)
    while isinstance(value, dict):
        ((key, value),) = value.items()
        found.append(key)
    return tuple(found)
