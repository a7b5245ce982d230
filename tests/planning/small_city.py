"""A small planned-for city, put into a project's tables directly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskill.project.file import Project

FREE, PRICED, UNPRICED, LONG = 1, 2, 3, 4


@dataclass(frozen=True)
class Staff:
    """People of one title, as a test wants them. `moves` are (destination code, program, vacancies)."""

    title: str
    filled: int
    band: str = "at risk"
    exposure: float = 0.5
    automate: float = 0.4
    net: float | None = None
    pay: float | None = 52_000
    code: str = "43-9061.00"
    vacant: int = 0
    moves: tuple[tuple[str, int, int], ...] = (("13-1071.00", PRICED, 50),)
    stay_program: int | None = FREE
    stays_listed: bool = True


def fill(project: Project, staff: Iterable[Staff]) -> None:
    """Put programs and staff into the project."""
    with project.change("Fill the city") as db:
        for program in (
            (FREE, "Responsible use of AI", "course", "online self-paced", 8.0, 0.0),
            (PRICED, "Personnel certificate", "certificate", "in person", 36.0, 1099.0),
            (UNPRICED, "Data certificate", "certificate", "in person", None, None),
            (LONG, "Network certificate", "certificate", "in person", 480.0, 4315.0),
        ):
            db.execute(
                "INSERT INTO program (id, name, kind, delivery, hours, cost, source, source_date, hours_source)"
                " VALUES (?,?,?,?,?,?,'provider list','2026-01',?)",
                (*program, "provider list" if program[4] else ""),
            )
        for title_id, s in enumerate(staff, 1):
            _add(db, title_id, s)


def _add(db, title_id: int, s: Staff) -> None:
    everyone = s.filled + s.vacant
    db.execute(
        "INSERT INTO title (id, title, positions, fte, payroll) VALUES (?,?,?,?,?)",
        (title_id, s.title, everyone, everyone, everyone * (s.pay or 0)),
    )
    for i in range(everyone):
        db.execute(
            "INSERT INTO position (id, title_id, title, annual_salary, hire_date, status, source_file, source_row)"
            " VALUES (?,?,?,?,'2015-03-01',?,'roster.csv',?)",
            (f"{title_id}-{i}", title_id, s.title, s.pay, "filled" if i < s.filled else "vacant", i + 2),
        )
    net = s.exposure if s.net is None else s.net
    db.execute(
        "INSERT INTO role (title_id, code, occupation, tasks, exposure, low, high, net, exposed, automate, augment,"
        " unaffected, protected, published, band, priority, reason) VALUES (?,?,?,20,?,?,?,?,?,?,0.1,?,0.1,1,?,?,'')",
        (
            title_id,
            s.code,
            "Office clerks",
            s.exposure,
            s.exposure,
            s.exposure,
            net,
            s.exposure,
            s.automate,
            1 - s.automate,
            s.band,
            net * s.filled,
        ),
    )
    places = [(s.code, 0, 1, s.stay_program)] if s.stays_listed else []
    places += [(code, vacancies, 0, program) for code, program, vacancies in s.moves]
    for rank, (code, vacancies, stays, program) in enumerate(places, 1):
        db.execute(
            "INSERT INTO destination (title_id, rank, code, occupation, score, percentile, zone_gap, pay_ratio,"
            " exposure, local_jobs, vacancies, stays, viable, reason) VALUES (?,?,?,?,1,0.9,0,1.1,0.2,5000,?,?,1,'')",
            (title_id, rank, code, f"Occupation {code}", vacancies, stays),
        )
        if program is not None:
            db.execute(
                "INSERT INTO program_fit (title_id, code, program_id, rank, score, reason, sufficient)"
                " VALUES (?,?,?,1,0.5,'',1)",
                (title_id, code, program),
            )
