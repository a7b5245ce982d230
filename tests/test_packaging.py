"""The frozen build carries what the program reads, and the Windows folder what may be handed out."""

import importlib
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from PySide6.QtGui import QImage

from reskill import paths

ROOT = Path(__file__).resolve().parents[1]


def test_that_the_wheel_and_the_frozen_build_ship_every_folder_that_the_program_reads() -> None:
    """The spec takes its list from the wheel's."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    shipped = wheel["force-include"]
    assert '["force-include"]' in (ROOT / "packaging" / "reskill.spec").read_text(encoding="utf-8")
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    read = {name for text in sources for name in re.findall(r'shipped\("([^"]+)"\)', text)}
    assert {"ui", "data/onet"} <= read
    for name in read:
        assert name.split("/")[0] in shipped and paths.shipped(name).exists(), name
    assert all(target == f"reskill/{source}" for source, target in shipped.items())


def test_that_only_python_files_lie_in_the_package() -> None:
    """The frozen build takes modules from the package, and files from the shipped folders only."""
    strays = [p for p in (ROOT / "src").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert strays == []


@pytest.fixture
def contents(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    return importlib.import_module("contents")


@pytest.fixture
def windows_folder(tmp_path: Path) -> Path:
    """A folder with one package, its byte-code, and what stands beside packages."""
    files = {
        "Reskill.exe": "",
        "app/python313.dll": "",
        "app/DLLs/libssl-3.dll": "",
        "app/data/onet/wages.csv": "",
        "app/data/onet/SOURCES.md": "",
        "app/ui/theme.qss": "",
        "app/site-packages/six.py": "",
        "app/site-packages/__pycache__/six.cpython-313.pyc": "",
        "app/site-packages/six-1.0.dist-info/METADATA": "Name: six\nVersion: 1.0\nLicense-Expression: MIT\n",
        "app/site-packages/six-1.0.dist-info/RECORD": "six.py,,\nsix-1.0.dist-info/METADATA,,\nsix-1.0.dist-info/RECORD,,\n",
    }
    for package, own in (
        ("reskill", ("__init__.py", "data/onet/wages.csv", "data/onet/SOURCES.md", "ui/theme.qss")),
        ("pip", ("x.py",)),
    ):
        about = f"app/site-packages/{package}-1.0.dist-info"
        files[f"{about}/METADATA"] = f"Name: {package}\nVersion: 1.0\nLicense-Expression: MIT\n"
        files[f"{about}/RECORD"] = "".join(
            f"{name},,\n"
            for name in (
                *(f"{package}/{o}" for o in own),
                f"{package}-1.0.dist-info/METADATA",
                f"{package}-1.0.dist-info/RECORD",
            )
        )
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with zipfile.ZipFile(tmp_path / "app/packages.zip", "w") as code:
        code.writestr("reskill/__init__.pyc", "")
        code.writestr("pip/x.pyc", "")
    return tmp_path


def test_that_every_file_of_the_windows_folder_has_its_licence(contents: ModuleType, windows_folder: Path) -> None:
    told = {e.file: (e.component, e.release, e.licence) for e in contents.listing(windows_folder)}
    assert told["app/site-packages/__pycache__/six.cpython-313.pyc"] == ("six", "1.0", "MIT")
    assert told["app/DLLs/libssl-3.dll"] == ("OpenSSL", "", "Apache-2.0")
    assert told["app/python313.dll"] == ("CPython", "", "PSF-2.0") and told["Reskill.exe"] == ("Reskill", "", "MIT")
    assert told["app/packages.zip/pip/x.pyc"] == ("pip", "1.0", "MIT")
    assert told["app/packages.zip/reskill/__init__.pyc"] == told["app/ui/theme.qss"] == ("reskill", "1.0", "MIT")
    assert told["app/data/onet/wages.csv"][2].startswith("MIT; data of others")
    assert "app/packages.zip" not in told and len(told) == 16


def test_that_byte_code_of_nobody_stops_the_build(contents: ModuleType, windows_folder: Path) -> None:
    with zipfile.ZipFile(windows_folder / "app/packages.zip", "a") as code:
        code.writestr("strange/__init__.pyc", "")
    with pytest.raises(ValueError, match="of nobody: app/packages.zip/strange/__init__.pyc"):
        contents.listing(windows_folder)


@pytest.mark.parametrize("name", ["app/strange.dll", "app/DLLs/strange.dll", "app/site-packages/strange.py"])
def test_that_a_file_of_nobody_stops_the_build(contents: ModuleType, windows_folder: Path, name: str) -> None:
    (windows_folder / name).write_text("")
    with pytest.raises(ValueError, match=f"of nobody: {name}"):
        contents.listing(windows_folder)


def test_that_a_licence_that_forbids_handing_out_stops_the_build(contents: ModuleType, windows_folder: Path) -> None:
    about = windows_folder / "app/site-packages/six-1.0.dist-info/METADATA"
    about.write_text(about.read_text().replace("MIT", "MIT AND Zlib"))
    assert contents.listing(windows_folder)
    about.write_text(about.read_text().replace("Zlib", "GPL-3.0-only"))
    with pytest.raises(ValueError, match=r"six \(MIT AND GPL-3.0-only\)"):
        contents.listing(windows_folder)


def test_that_a_library_that_is_not_here_and_a_large_one_of_no_use_stop_the_build(
    contents: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {
        "one.pyd": {"two.dll", "kernel32.dll", "gone.dll"},  # and three, late
        "two.dll": set(),
        "three.dll": set(),
        "four.dll": set(),
        "plugins/five.dll": set(),
    }
    monkeypatch.setattr(contents.libraries, "needed", lambda path: asked[path.relative_to(tmp_path).as_posix()])
    (tmp_path / "plugins").mkdir()
    for name in asked:
        (tmp_path / name).write_bytes(bytes(10**6 + 1) + (b"three.dll" if name == "one.pyd" else b""))
    assert sorted(contents.faults(tmp_path)) == [
        "four.dll is of no use to any other",
        "one.pyd asks for gone.dll, which is not here",
    ]


@pytest.mark.parametrize("python", ["3.11", "3.13"])  # the trial's, and a maintained one
def test_that_a_windows_lock_carries_what_the_program_asks_for(python: str) -> None:
    """All but what only training needs, each in a release that is asked for and with the hash of its file."""
    windows = ROOT / "packaging" / "windows"
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    besides = re.sub("#.*", "", (windows / "requirements.in").read_text(encoding="utf-8")).split("\n")
    lock = (windows / f"python{python.replace('.', '')}.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    for line in [*asked, *filter(str.strip, besides)]:
        wanted = Requirement(line)
        if wanted.name != "scikit-learn" and (not wanted.marker or wanted.marker.evaluate({"python_version": python})):
            assert locked[wanted.name.lower()] in wanted.specifier, (
                f"{wanted}: make the lock anew with lock.sh {python}"
            )
    assert not {"scikit-learn", "joblib", "pip"} & set(locked)
    assert lock.count("--hash=sha256:") >= len(locked)


def test_that_the_icon_of_windows_has_a_picture_of_each_size(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    icon = importlib.import_module("icon")
    made = icon.icon(icon.DRAWING)
    sizes = [QImage.fromData(b"\x89PNG" + part).width() for part in made.split(b"\x89PNG")[1:]]
    assert made[:6] == b"\0\0\1\0\x09\0" and sizes == list(icon.SIZES)


def test_that_pictures_of_two_pages_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("windows", "."):
        monkeypatch.syspath_prepend(str(ROOT / "packaging" / folder))
    beside_linux = importlib.import_module("beside_linux")
    roles, titles = (ROOT / "packaging" / "screenshots" / f"{name}.png" for name in ("roles", "titles"))
    small = tmp_path / "small.png"
    QImage(str(roles)).scaled(900, 640).save(str(small))
    assert beside_linux.likeness(roles, titles) < beside_linux.ALIKE < beside_linux.likeness(roles, small)


def test_that_the_tests_that_windows_runs_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    parts = importlib.import_module("own_tests").PARTS
    assert parts and [part for part in parts if not (ROOT / part).exists()] == []


def test_that_this_code_works_under_wine_in_the_windows_folder_that_was_made_here() -> None:
    """A short trial; the long one is `packaging/windows/try.sh` without `short`."""
    made = sorted((ROOT / "dist").glob("Reskill-*-windows-x86_64"))
    missing = [tool for tool in ("wine", "xvfb-run", "x86_64-w64-mingw32-gcc") if not shutil.which(tool)]
    if not made:
        pytest.skip("NOT TRIED under Windows: no folder was made here. Make one: packaging/windows.sh")
    if missing:
        pytest.skip(
            f"NOT TRIED under Windows: {', '.join(missing)} not installed. packaging/windows/try.sh installs them"
        )
    done = subprocess.run(
        ["bash", str(ROOT / "packaging" / "windows" / "try.sh"), str(made[-1]), "short"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
