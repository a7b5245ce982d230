"""A release is refused where something of it is not ready, before anything is made."""

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small repository of a version that is ready, but for its tests, which do nothing."""
    folder = tmp_path / "checkout"
    (folder / "packaging").mkdir(parents=True)
    for name in ("release.sh", "environment.sh"):
        shutil.copy(PACKAGING / name, folder / "packaging")
    for name in ("test.sh", "linux.sh", "windows.sh", "windows/try.sh"):
        script = folder / "packaging" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(
            f'echo "{name} $*" >>../done\nmkdir -p dist && touch dist/a.{{zip,deb,exe,json}}\necho dist/folder\n'
        )
    (folder / "src" / "reskill").mkdir(parents=True)
    (folder / "src" / "reskill" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (2026-12-01)\n")
    (folder / ".gitignore").write_text("dist/\n")
    git(folder, "init", "--quiet")
    git(folder, "config", "user.email", "a@b.c")
    git(folder, "config", "user.name", "A")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Step")


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", str(folder / "packaging" / "release.sh"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_that_what_is_ready_is_checked_made_tried_and_tagged(checkout: Path, tmp_path: Path) -> None:
    done = release(checkout, str(tmp_path))
    assert done.returncode == 0, done.stderr
    steps = ["test.sh", "linux.sh", f"windows.sh {tmp_path}", "windows/try.sh dist/folder"]
    assert [line.strip() for line in (tmp_path / "done").read_text().splitlines()] == steps
    assert git(checkout, "tag") == "v1.2.3\n"
    assert (checkout / "dist" / "Reskill-1.2.3-SHA256SUMS").read_text().count("a.") == 4


def test_that_a_tag_is_not_made_where_a_trial_fails(checkout: Path, tmp_path: Path) -> None:
    (checkout / "packaging" / "windows" / "try.sh").write_text("exit 1\n")
    commit(checkout)
    assert release(checkout, str(tmp_path)).returncode == 1
    assert git(checkout, "tag") == ""


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("CHANGELOG.md", "## 1.2.3 (unreleased)\n", "does not say when 1.2.3 is released"),
        ("CHANGELOG.md", "## 1.2.33 (2026-12-01)\n", "does not say when 1.2.3 is released"),
        ("src/reskill/__init__.py", '__version__ = "1.2.2"\n', "v1.2.2 is released already"),
    ],
)
def test_that_what_is_not_ready_is_refused(checkout: Path, tmp_path: Path, file: str, text: str, said: str) -> None:
    git(checkout, "tag", "v1.2.2")
    (checkout / file).write_text(text)
    commit(checkout)
    done = release(checkout, str(tmp_path))
    assert done.returncode == 1 and said in done.stderr
    assert not (tmp_path / "done").exists()


def test_that_a_change_that_is_not_committed_and_a_missing_python_are_refused(checkout: Path, tmp_path: Path) -> None:
    assert "needs a maintained Python for Windows" in release(checkout).stderr
    (checkout / "stray.txt").write_text("")
    done = release(checkout, str(tmp_path))
    assert done.returncode == 1 and "stray.txt" in done.stderr
    assert not (tmp_path / "done").exists()
