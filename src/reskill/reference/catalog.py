"""Reading a reference pack: occupations, tasks, titles, pay and relations by code."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import reskill.paths as paths
from reskill import machine
from reskill.problem import ReskillError
from reskill.progress import Tick, silent
from reskill.reference import embedded, schema
from reskill.reference.soc_2010 import pointer


@dataclass(frozen=True)
class Occupation:
    """An O*NET-SOC occupation. Jobs are people employed; pay is the national median in US dollars a year."""

    code: str
    title: str
    soc: str
    oews: str
    job_zone: int | None
    education: str
    tasks: int
    local_jobs: int | None
    national_jobs: int | None
    pay: int | None
    description: str = ""  # of an imported release; the embedded pack has none


@dataclass(frozen=True)
class TaskStatement:
    """One task of an occupation, with the published ratings of its O*NET task where they exist."""

    code: str
    task_id: str
    sentence: str
    task_type: str  # Core, Supplemental, n/a, Own
    importance: float | None
    relevance: float | None
    people: str  # E0, E1, E2 or ''
    gpt4: str
    automation: str  # T0-T4 or ''
    activities: tuple[str, ...]


@dataclass(frozen=True)
class TitleExample:
    """A municipal or official job title with its code; code '' means it cannot be coded from the title alone."""

    title: str
    department: str
    code: str
    also: tuple[str, ...]
    source: str  # jurisdictions, "common usage", "Alternate Titles" or "Sample of Reported Titles"
    short: str = ""  # as the release gives it, e.g. CFO


@dataclass(frozen=True)
class Wage:
    """Published pay of an occupation in an area, US dollars a year (h50 an hour); None = not published."""

    area: str
    area_name: str
    emp: int | None
    mean: int | None
    p10: int | None
    p25: int | None
    p50: int | None
    p75: int | None
    p90: int | None
    h50: float | None


@dataclass(frozen=True)
class Source:
    """Where a table of the pack comes from."""

    name: str
    source: str
    release: str
    dated: str
    licence: str
    rows: int
    note: str
    sha256: str = ""  # of the file it was read from


class Catalog:
    """A read-only reference pack. Made by `open_pack`; one per thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        self._db.execute("PRAGMA trusted_schema=OFF")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @cached_property
    def name(self) -> str:
        """The pack's short name, e.g. embedded or onet-29.3."""
        return str(self._meta("name"))

    @cached_property
    def title(self) -> str:
        """The pack's name for people."""
        return str(self._meta("title"))

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    @cached_property
    def occupations(self) -> dict[str, Occupation]:
        """Every occupation by O*NET-SOC code, in code order."""
        rows = self._db.execute(
            "SELECT o.code, o.title, o.soc, o.oews, o.job_zone, o.education, o.tasks, l.emp, n.emp, n.p50,"
            " o.description"
            " FROM occupation o LEFT JOIN wage l ON l.area = 'NL' AND l.occ = o.oews"
            " LEFT JOIN wage n ON n.area = 'N' AND n.occ = o.oews ORDER BY o.code"
        )
        return {r[0]: Occupation(*r) for r in rows}

    def occupation(self, code: str) -> Occupation:
        """The occupation of a code; `43-3031` means `43-3031.00`. Raises ReskillError for an unknown code."""
        code = code.strip()
        found = self.occupations.get(code) or self.occupations.get(f"{code}.00")
        if found is None:
            raise ReskillError(
                f"{code} is not an occupation of the reference {self.title}.",
                pointer(code) or "Look codes up with: reskill reference list",
            )
        return found

    @cached_property
    def _tasks(self) -> dict[str, list[TaskStatement]]:
        activities: dict[tuple[str, str], list[str]] = {}
        for code, task_id, activity in self._db.execute("SELECT * FROM task_activity"):
            activities.setdefault((code, task_id), []).append(activity)
        tasks: dict[str, list[TaskStatement]] = {}
        for r in self._db.execute(
            "SELECT code, task_id, sentence, task_type, importance, relevance, people, gpt4, automation FROM task"
            " ORDER BY code, task_type <> 'Core', CAST(task_id AS INTEGER), task_id"
        ):
            values = (*r, tuple(activities.get((r[0], r[1]), ())))
            tasks.setdefault(r[0], []).append(TaskStatement(*values))
        return tasks

    def tasks(self, code: str) -> list[TaskStatement]:
        """The task inventory of an occupation, Core first; empty where the pack has none yet."""
        return self._tasks.get(code, [])

    def all_tasks(self) -> list[TaskStatement]:
        """Every task of the pack, in code order."""
        return [t for tasks in self._tasks.values() for t in tasks]

    @cached_property
    def titles(self) -> list[TitleExample]:
        """Coded job titles, in title order."""
        rows = self._db.execute(
            "SELECT title, department, code, also, source, short FROM title"
            " ORDER BY title, department, code, source, short"
        )
        return [TitleExample(t, d, c, tuple(filter(None, a.split(";"))), *more) for t, d, c, a, *more in rows]

    @cached_property
    def related(self) -> dict[str, list[tuple[str, int]]]:
        """Published related occupations by code: (code, tier 1-3)."""
        out: dict[str, list[tuple[str, int]]] = {}
        for code, other, tier in self._db.execute(
            "SELECT code, related, tier FROM related ORDER BY code, tier, related"
        ):
            out.setdefault(code, []).append((other, tier))
        return out

    @cached_property
    def elements(self) -> dict[str, tuple[str, str]]:
        """Skill and knowledge elements: id -> (name, kind)."""
        return {e: (n, k) for e, n, k in self._db.execute("SELECT element_id, name, kind FROM element")}

    @cached_property
    def skills(self) -> dict[str, dict[str, float]]:
        """Importance (1-5) of each element by occupation; occupations without ratings are absent."""
        out: dict[str, dict[str, float]] = {}
        for code, element, value in self._db.execute("SELECT code, element_id, importance FROM skill ORDER BY code"):
            out.setdefault(code, {})[element] = value
        return out

    def wage(self, code: str, area: str = "N") -> Wage | None:
        """Published pay of an occupation in an area ("N", "NL", or an id of `areas`); None where not published."""
        row = self._db.execute(
            "SELECT w.area, a.name, w.emp, w.mean, w.p10, w.p25, w.p50, w.p75, w.p90, w.h50 FROM wage w"
            " JOIN area a ON a.area = w.area WHERE w.area = ? AND w.occ = ?",
            (area, self.occupation(code).oews),
        ).fetchone()
        return Wage(*row) if row else None

    def pay_source(self, area: str = "N") -> str:
        """The release that the pay of an area comes from, e.g. "BLS OEWS May 2025"."""
        name = {"N": "wage_nation", "NL": "wage_local"}.get(area, "wage_state" if area[0] == "S" else "wage_metro")
        return f"BLS OEWS {next((s.release for s in self.sources if s.name == name), '')}".strip()

    @cached_property
    def areas(self) -> dict[str, tuple[str, str, str]]:
        """Areas with pay: id -> (kind N/S/M, name, state FIPS code)."""
        return {
            a: (k, n, s)
            for a, k, n, s in self._db.execute("SELECT area, kind, name, state_fips FROM area ORDER BY name")
        }

    def state_area(self, state: str) -> str:
        """The area id of a state given by postal code. Raises ReskillError for an unknown one."""
        name = STATES.get(state.upper())
        for area, (kind, area_name, _) in self.areas.items():
            if kind == "S" and area_name == name:
                return area
        raise ReskillError(f"{state} is not a state with published pay.", "Give a two-letter postal code such as NJ.")

    @cached_property
    def local_jobs_total(self) -> int:
        """Jobs in local government in the nation, all occupations."""
        row = self._db.execute("SELECT emp FROM wage WHERE area = 'NL' AND occ = '000000'").fetchone()
        return int(row[0]) if row else 0

    @cached_property
    def detailed_codes(self) -> dict[str, bool]:
        """Detailed OEWS codes of the nation: code -> whether any pay figure is published."""
        rows = self._db.execute(
            "SELECT occ, coalesce(mean, p50, h50, p10, p90) IS NOT NULL FROM wage WHERE area = 'N' AND occ <> '000000'"
        )
        return {occ: bool(has_pay) for occ, has_pay in rows}

    @cached_property
    def cip_soc(self) -> list[tuple[str, str]]:
        """CIP 2020 code and SOC 2018 code pairs; empty when no crosswalk is in the pack."""
        return list(self._db.execute("SELECT cip, soc FROM cip_soc ORDER BY cip, soc"))

    @cached_property
    def indices(self) -> dict[str, dict[str, float]]:
        """Published occupation-level indices: name -> SOC -> score."""
        out: dict[str, dict[str, float]] = {}
        for name, soc, score in self._db.execute("SELECT name, soc, score FROM occupation_index ORDER BY name, soc"):
            out.setdefault(name, {})[soc] = score
        return out

    @cached_property
    def sources(self) -> list[Source]:
        """Where each table of the pack comes from."""
        rows = self._db.execute(
            "SELECT name, source, release, dated, licence, rows, note, sha256 FROM source ORDER BY name"
        )
        return [Source(*r) for r in rows]


def packs_folder() -> Path:
    """The folder of imported packs."""
    folder = paths.user_data() / "packs"
    folder.mkdir(exist_ok=True)
    return folder


def installed_packs() -> list[str]:
    """Names of the packs at hand: the embedded one, the user's own and those for everybody on this computer."""
    return [embedded.NAME, *sorted({p.stem for folder in _pack_folders() for p in folder.glob("*.sqlite")})]


def _pack_folders() -> list[Path]:
    """Where packs are looked for: a user's own goes before one of the same name for everybody."""
    everybodys = machine.defaults().packs
    return [packs_folder(), *([everybodys] if everybodys else [])]


def open_pack(name: str = embedded.NAME, tick: Tick = silent) -> Catalog:
    """Open a pack by name, or by the path of its file. Raises ReskillError when there is none or it is not a sound pack.

    The embedded pack is built anew when it is damaged.
    """
    if name == embedded.NAME:
        path = embedded.location(tick)
    elif name.endswith(".sqlite"):
        path = Path(name)
    else:
        files = [folder / f"{name}.sqlite" for folder in _pack_folders()]
        path = next((file for file in files if file.is_file()), files[0])
    if not path.is_file():
        raise ReskillError(
            f"There is no reference pack named {name}.",
            f"At hand: {', '.join(installed_packs())}. {_REMEDY}",
        )
    try:
        return _opened(path)
    except ReskillError:
        if name != embedded.NAME:
            raise
        path.unlink()
        return _opened(embedded.location(tick))


_REMEDY = (
    "Import the release again (File, Reference packs; or: reskill reference import-onet PATH), or use another pack."
)
_sound: set[tuple[Path, int, int]] = set()  # file, time and size of the packs that this program has checked


def _opened(path: Path) -> Catalog:
    about = path.stat()
    seen = path, about.st_mtime_ns, about.st_size
    catalog = Catalog(path)
    try:
        stamp = catalog._db.execute("PRAGMA application_id").fetchone()[0]
        version = catalog._db.execute("PRAGMA user_version").fetchone()[0]
        if stamp != schema.APPLICATION_ID or version != schema.VERSION:
            raise ReskillError(f"{path.name} is not a reference pack of this version of Reskill.", _REMEDY)
        if seen not in _sound:
            tables = {name for (name,) in catalog._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            checked = catalog._db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if checked != "ok" or schema.TABLES - tables:
                raise ReskillError(f"The reference pack {path.name} is damaged.", _REMEDY)
            _sound.add(seen)
    except sqlite3.DatabaseError as error:
        catalog.close()
        raise ReskillError(f"{path.name} is not a reference pack, or is damaged.", _REMEDY) from error
    except ReskillError:
        catalog.close()
        raise
    return catalog


STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "GU": "Guam",
    "VI": "Virgin Islands",
}
