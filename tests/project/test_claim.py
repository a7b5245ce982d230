"""Who has a project open."""

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from reskill.project.claim import Claim, holder

HOLD = (
    "import sys; from pathlib import Path; from reskill.project.claim import Claim;"
    "claim = Claim(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "city.reskill"


@pytest.fixture
def other(path: Path):
    """Another program that has the project open."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdout and program.stdout.readline() == "held\n"
        yield program
        program.kill()


def beside(path: Path) -> list[Path]:
    return [p for p in path.parent.iterdir() if p != path]


def test_that_another_program_is_named(path: Path, other: subprocess.Popen[str]) -> None:
    found = holder(path)
    assert found and found.process == other.pid and found.machine == platform.node()
    assert f"on {platform.node()}, since 20" in str(found)


def test_that_the_claim_of_a_program_that_died_is_taken_over(path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    assert beside(path) and holder(path) is None
    claim = Claim(path)
    claim.release()
    assert beside(path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="what tells two processes of one number apart is Linux's")
def test_that_a_program_that_was_given_the_number_of_one_that_died_holds_nothing(
    path: Path, other: subprocess.Popen[str]
) -> None:
    place = path.parent / f".{path.name}.lock"
    held = json.loads(place.read_text())
    boot, _, ticks = held["started"].rpartition(" ")
    for before in (f"{boot} {int(ticks) - 1}", f"another-{boot} {ticks}"):
        place.write_text(json.dumps(held | {"started": before}))
        assert holder(path) is None
    place.write_text(json.dumps(held))
    assert holder(path)


def test_that_the_claim_of_another_computer_holds(path: Path) -> None:
    held = {"user": "Ada", "machine": "elsewhere", "process": 1, "since": "2026-01-02 03:04:05"}
    (path.parent / f".{path.name}.lock").write_text(json.dumps(held))
    assert str(holder(path)) == "Ada on elsewhere, since 2026-01-02 03:04:05"


def test_that_opening_anyway_leaves_the_others_claim(path: Path, other: subprocess.Popen[str]) -> None:
    Claim(path).release()
    assert holder(path)


def test_that_ones_own_claim_is_no_hindrance_and_goes_when_released(path: Path) -> None:
    claim = Claim(path)
    assert holder(path) is None and len(beside(path)) == 1
    claim.release()
    assert beside(path) == []


@pytest.mark.parametrize("content", ["", "hello", "[]", '{"user": "Ada"}', "null"])
def test_that_a_claim_that_cannot_be_read_is_none(path: Path, content: str) -> None:
    (path.parent / f".{path.name}.lock").write_text(content)
    assert holder(path) is None


def test_that_a_folder_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    claim = Claim(tmp_path / "gone" / "city.reskill")
    claim.release()
    assert holder(tmp_path / "gone" / "city.reskill") is None
