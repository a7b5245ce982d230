"""Looking a zip package over before anything in it is believed. Runs in the child process."""

from __future__ import annotations

import zipfile

from reskill.intake import limits
from reskill.intake.sniff import CHOOSE_ANOTHER, SAVE_AS_WORKBOOK
from reskill.problem import ReskillError

_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_WORKBOOK_TYPES = (
    b"spreadsheetml.sheet.main+xml",
    b"spreadsheetml.template.main+xml",
    b"ms-excel.sheet.macroEnabled.main+xml",
    b"ms-excel.template.macroEnabled.main+xml",
)
_DECLARATIONS = tuple(w.encode(e) for w in ("<!DOCTYPE", "<!ENTITY") for e in ("utf-8", "utf-16-le", "utf-16-be"))
_CHUNK = 2**20


def check_package(package: zipfile.ZipFile, name: str) -> None:
    """Raise ReskillError when a zip is no workbook, would unpack beyond the limits, or is damaged."""
    parts = package.infolist()
    _check_kind(package, name)
    if len(parts) > limits.PARTS or sum(p.file_size for p in parts) > limits.UNPACKED_BYTES:
        raise _too_large(name)
    for part in parts:
        if part.file_size > limits.SUSPECT_BYTES and part.file_size > limits.PACKED_RATIO * max(1, part.compress_size):
            raise _too_large(name)
        if part.flag_bits & 1:
            raise ReskillError(f"{name} holds parts with a password.", "Save a copy without a password.")
    zipfile.ZipExtFile.MAX_N = 16 * _CHUNK  # a part that lies about its size inflates
    for part in parts:  # in steps, and never gives more than it stated
        _read_through(package, part, name)


def damaged(name: str) -> ReskillError:
    """The refusal of a workbook that cannot be read to its end."""
    return ReskillError(
        f"{name} is a damaged or incomplete workbook.",
        "Open it in Excel, let Excel repair it, and save a copy; or export or download it again.",
    )


def _read_through(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Unpack one part to nowhere: its checksum holds, and it declares no entities of its own."""
    tail = b""
    with package.open(part) as source:
        while chunk := source.read(_CHUNK):
            window = tail + chunk
            if part.filename.endswith((".xml", ".rels")) and any(d in window for d in _DECLARATIONS):
                raise ReskillError(
                    f"{name} holds XML declarations that no workbook needs, and was not read.", SAVE_AS_WORKBOOK
                )
            tail = chunk[-20:]


def _too_large(name: str) -> ReskillError:
    return ReskillError(
        f"{name} would unpack to more than a roster can hold, and was not read.",
        "If it is a real roster, copy its sheet into a new workbook, or save it as CSV UTF-8.",
    )


def _check_kind(package: zipfile.ZipFile, name: str) -> None:
    names = set(package.namelist())
    if "xl/workbook.bin" in names:
        raise ReskillError(f"{name} is a binary Excel workbook (.xlsb).", SAVE_AS_WORKBOOK)
    if "mimetype" in names:
        with package.open("mimetype") as source:
            kind = source.read(200).decode("ascii", "replace").strip()
        if kind == _SPREADSHEET:
            raise ReskillError(f"{name} is an OpenDocument spreadsheet (.ods).", SAVE_AS_WORKBOOK)
        raise ReskillError(f"{name} is a document ({kind}), not a workbook.", CHOOSE_ANOTHER)
    for start, kind in (("word/", "a Word document"), ("ppt/", "a presentation"), ("Index/", "an Apple document")):
        if any(n.startswith(start) for n in names):
            raise ReskillError(f"{name} is {kind}, not an Excel workbook.", CHOOSE_ANOTHER)
    if "[Content_Types].xml" not in names:
        if any(n.startswith("xl/") for n in names):
            raise damaged(name)
        raise ReskillError(f"{name} is a zip archive, not a workbook.", "Unpack it and choose the file in it.")
    with package.open("[Content_Types].xml") as source:
        types = source.read(_CHUNK)
    if not any(t in types for t in _WORKBOOK_TYPES):
        raise damaged(name)
    if "xl/workbook.xml" in names:
        with package.open("xl/workbook.xml") as source:
            if b"purl.oclc.org/ooxml" in source.read(4096):
                raise ReskillError(
                    f"{name} is a Strict Open XML workbook.",
                    'In Excel, save it as "Excel Workbook (.xlsx)" without the word Strict.',
                )
