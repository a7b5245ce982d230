"""The files that an import reads: plain, gzipped, or inside a zip that is looked over before anything is believed."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

import reskill.paths as paths
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, silent

UNPACKED_BYTES = 2**31  # of everything that an import may unpack
PACKED_RATIO, SUSPECT_BYTES = 200, 50 * 2**20  # a zipped file packed tighter than that and larger than that is a bomb
MEMBERS = 2_000
_CHUNK = 2**20
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
AGAIN = "Download it again from its publisher."


@dataclass(frozen=True)
class Part:
    """One file of an import; `name` is what messages call it."""

    name: str
    file: Path
    member: str = ""  # inside the zip `file`; '' = the file itself
    size: int = 0  # bytes, as stated

    @property
    def title(self) -> str:
        """The name of the table that the file's own name tells."""
        return PurePosixPath(self.member or self.file.name).stem.replace("_", " ").strip()

    @property
    def stem(self) -> str:
        """The same in small letters."""
        return self.title.casefold()

    @property
    def suffix(self) -> str:
        """The ending of the file's own name, in small letters."""
        return PurePosixPath(self.member or self.file.name).suffix.casefold()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, unzipped. Raises ReskillError when they cannot be read to their end."""
        try:
            file = self.file.open("rb")
        except OSError as error:
            raise refuse(f"It cannot be read ({error.strerror}).", Place(self.name)) from error
        with file:
            try:
                if self.member:
                    with zipfile.ZipFile(file) as package, package.open(self.member) as content:
                        yield cast(BinaryIO, content)
                elif file.read(2) == _GZIP:
                    file.seek(0)
                    with gzip.open(file) as content:
                        yield cast(BinaryIO, content)
                else:
                    file.seek(0)
                    yield file
            except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError) as error:
                raise refuse("It is damaged or incomplete.", Place(self.name), AGAIN) from error

    @contextmanager
    def as_workbook(self) -> Iterator[Path]:
        """Its path, or that of a copy outside the zip for as long as it is read."""
        if not self.member:
            yield self.file
            return
        scratch = paths.user_cache() / "import"
        shutil.rmtree(scratch, ignore_errors=True)  # what a killed import left
        scratch.mkdir()
        copy = scratch / re.sub(r"[^\w ,.-]", "_", PurePosixPath(self.member).name)[-80:]
        try:
            with self.open() as content, copy.open("wb") as target:
                shutil.copyfileobj(content, target)
            yield copy
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def is_workbook(self) -> bool:
        """Whether it is a zip package, as a workbook is."""
        with self.open() as content:
            return content.read(4) == _ZIP

    def checksum(self, tick: Tick = silent) -> str:
        """SHA-256 of its bytes, reading it to its end. Raises ReskillError when it unpacks to too much."""
        digest, size = hashlib.sha256(), 0
        with self.open() as content:
            while chunk := content.read(_CHUNK):
                tick(0.0, f"Checking {self.name}")
                digest.update(chunk)
                size += len(chunk)
                if size > UNPACKED_BYTES:
                    raise _too_large(self.name)
        return digest.hexdigest()


def refuse(text: str, place: Place, remedy: str = "") -> ReskillError:
    """The refusal of an import because of something at a place; nothing has been changed by then."""
    return ReskillError("Nothing was imported.", "", [Problem(text, place, remedy)])


def parts_of(path: Path) -> list[Part]:
    """The files of a folder (and of folders directly in it), of a zip, or the one file. Raises ReskillError."""
    if not path.exists():
        raise ReskillError(f"{path} is not there.", "Check the name, or whether the drive is connected.")
    if path.is_dir():
        found = sorted(p for pattern in ("*", "*/*") for p in path.glob(pattern) if p.is_file())
        return [Part(f"{path.name}, {p.relative_to(path).as_posix()}", p, size=p.stat().st_size) for p in found]
    alone = Part(path.name, path, size=path.stat().st_size)
    if not alone.is_workbook():
        return [alone]
    try:
        with zipfile.ZipFile(path) as package:
            members = [m for m in package.infolist() if not m.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse("The zip file is damaged or incomplete.", Place(path.name), AGAIN) from error
    return [alone] if any(m.filename == "[Content_Types].xml" for m in members) else _members(path, members)


def _members(path: Path, members: list[zipfile.ZipInfo]) -> list[Part]:
    if len(members) > MEMBERS or sum(m.file_size for m in members) > UNPACKED_BYTES:
        raise _too_large(path.name)
    for m in members:
        where = PurePosixPath(m.filename.replace("\\", "/"))
        if where.is_absolute() or ".." in where.parts or ":" in m.filename:
            raise refuse(f"It holds a file named {m.filename!r}, outside of itself.", Place(path.name), AGAIN)
        if m.flag_bits & 1:
            raise refuse("It is protected by a password.", Place(path.name), "Unpack it, and import the folder.")
        if m.file_size > SUSPECT_BYTES and m.file_size > PACKED_RATIO * max(1, m.compress_size):
            raise _too_large(f"{path.name}, {m.filename}")
    return [Part(f"{path.name}, {PurePosixPath(m.filename).name}", path, m.filename, m.file_size) for m in members]


def _too_large(name: str) -> ReskillError:
    return refuse("It would unpack to more than any release holds, and was not read.", Place(name), AGAIN)
