"""The text of every sheet of a small city. `pytest --golden` writes the files anew; review them as a diff."""

from pathlib import Path

import openpyxl
import pytest

from reskill.export import cover, editions
from reskill.export.editions import EDITIONS, write_workbook
from reskill.export.hr import inputs, rejected
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ELSEWHERE = {"Assumptions", "Funding rules", "As written"}  # shipped figures, and checksums, with tests of their own


@pytest.mark.parametrize("edition", EDITIONS)
def test_that_every_sheet_reads_as_before(
    edition: str,
    planned: Project,
    small_catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    for sheet in (cover, inputs):
        monkeypatch.setattr(sheet, "now", lambda: "2027-01-15 09:00:00")
    monkeypatch.setattr(rejected, "check_budget", lambda project: [])  # its words have tests of their own
    monkeypatch.setattr(cover, "project_id", lambda project: "0a1b2c3d")
    monkeypatch.setattr(editions, "export_id", lambda sheets: "a1b2c3d4")
    monkeypatch.setattr(cover.reskill, "__version__", "0")
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", edition)
    found = text_of(tmp_path / "a.xlsx")
    folder = GOLDEN / edition
    if request.config.getoption("--golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.txt"):
            old.unlink()
        for name, text in found.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert found == {p.stem: p.read_text(encoding="utf-8") for p in folder.glob("*.txt")}


def text_of(path: Path) -> dict[str, str]:
    """Each sheet as text: a line a row, cells between bars, formulas with the value they have."""
    live, values = (openpyxl.load_workbook(path, data_only=d) for d in (False, True))
    out = {}
    for ws in live:
        if ws.title in ELSEWHERE:
            continue
        lines = []
        for row in ws.rows:
            cells = [shown(c.value, values[ws.title][c.coordinate].value) for c in row]
            lines.append(" | ".join(cells).rstrip(" |"))
        out[ws.title] = "\n".join(lines) + "\n"
    return out


def shown(formula: object, value: object) -> str:
    """A cell as text."""
    if formula is None:
        return ""
    text = (
        str(value)[:10] if hasattr(value, "isoformat") else f"{value:.10g}" if isinstance(value, float) else str(value)
    )
    text = text.replace("\n", " / ")
    return text if formula == value else f"{text} [{formula}]"
