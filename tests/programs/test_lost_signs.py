"""Texts of lists in which signs were lost, and tables of our own in which none may be."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

import reskill.paths as paths
from reskill.programs.lost_signs import without_lost_signs

LOST = "\ufffd"
MISREAD = (LOST, "Ã©", "Ã±", "Ã³", "â€", "Â®", "Â\xa0")  # UTF-8 that was read as Windows-1252


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"Cisco{LOST} Certified Networking Associate (CCNA)", "Cisco Certified Networking Associate (CCNA)"),
        (f"Commercial Driver{LOST}s License", "Commercial Driver's License"),
        (f"Microsoft Operation Specialist {LOST} Excel", "Microsoft Operation Specialist – Excel"),
        ("Power Engineer ¿ Professional", "Power Engineer – Professional"),
        (f"CompTIA{LOST}IT Fundamentals", "CompTIA IT Fundamentals"),
        (f"Medical Assistant (CCMA){LOST}and Records", "Medical Assistant (CCMA) and Records"),
        (f"Information System Manager (CISM){LOST}", "Information System Manager (CISM)"),
        (f"Certified Outpatient Coder (COC{LOST})", "Certified Outpatient Coder (COC)"),
        (f"{LOST}Certified Auditor", "Certified Auditor"),
        (f"must pass{LOST}their test", "must pass their test"),
        (f"cr{LOST}me brush", f"cr{LOST}me brush"),
        ("¿Qué es la nube?", "¿Qué es la nube?"),
        ("Plain text, 100% sound", "Plain text, 100% sound"),
    ],
)
def test_that_a_lost_sign_is_read_as_what_it_was_where_that_is_certain(written: str, read: str) -> None:
    assert without_lost_signs(written) == read


def tables() -> list[Path]:
    data = paths.shipped("data")
    return sorted(p for p in data.rglob("*") if p.name.endswith((".csv", ".csv.xz", ".txt", ".md", ".json")))


def test_that_no_table_of_ours_has_a_lost_or_misread_sign() -> None:
    assert len(tables()) > 50
    broken = []
    for path in tables():
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        broken += [(path.name, sign) for sign in MISREAD if sign in text]
    assert broken == []
