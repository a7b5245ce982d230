"""What a file is, by its first bytes and never by its name; a refusal says what it is and how to save it again."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

from reskill.intake import limits
from reskill.problem import ReskillError

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS_WORKBOOK = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV UTF-8."
CHOOSE_ANOTHER = "Choose the roster itself: an Excel workbook (.xlsx) or a CSV file."

_OPEN_ELSEWHERE = re.compile(r"~\$(.+)|\.~lock\.(.+)#")  # Excel's and LibreOffice's
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich text document"),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or only the first of a zip package; "-" is standard input.

    Raises ReskillError when it cannot be read or is too large.
    """
    if str(path) == "-":
        data = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
        _refuse_size(name_of(path), len(data))
        return data
    name = path.name
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise ReskillError(f"{name} is a folder.", CHOOSE_ANOTHER)
        if not stat.S_ISREG(facts.st_mode):
            raise ReskillError(f"{name} is not an ordinary file.", "To pass a table on, use - for standard input.")
        _refuse_size(name, facts.st_size)
        with path.open("rb") as file:
            head = file.read(8)
            return head if head.startswith(ZIP) else head + file.read()
    except FileNotFoundError:
        raise ReskillError(f"{path} is not there.", "Check the name, or whether the drive is connected.") from None
    except PermissionError:
        raise ReskillError(
            f"{name} may not be read by you.", "Ask its owner for access, or copy it to a folder of your own."
        ) from None
    except OSError as error:
        raise ReskillError(
            f"{name} could not be read ({error.strerror}).", "Copy it to this computer and try again."
        ) from error


def name_of(path: Path) -> str:
    """The name that messages use for a file."""
    return "standard input" if str(path) == "-" else path.name


def refuse_other_formats(name: str, data: bytes) -> None:
    """Raise ReskillError when the bytes are neither a zip package nor text of a table."""
    if mark := _OPEN_ELSEWHERE.fullmatch(name):
        raise ReskillError(
            f"{name} only marks that a workbook is open in a spreadsheet program.",
            f"Close {mark[1] or mark[2]} there and choose that file.",
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise ReskillError(f"{name} is empty.", "Export it or ask for it again, and check that the file has a size.")
    if data.startswith(OLE):
        raise _legacy(name, data)
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise ReskillError(f"{name} is {kind}, not a table.", CHOOSE_ANOTHER)
    if data.startswith(b"SQLite format 3\x00"):
        raise ReskillError(f"{name} is a database, perhaps a Reskill project.", "Open a project with File, Open.")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<"):
        raise _markup(name, head)
    if _looks_binary(data[:65536]):
        raise ReskillError(f"{name} does not hold text and is not a workbook.", SAVE_AS_WORKBOOK)


def _refuse_size(name: str, size: int) -> None:
    if size > limits.FILE_BYTES:
        raise ReskillError(
            f"{name} is larger than {limits.FILE_BYTES // 2**20} MB.",
            "Keep only the sheet with the roster, or save that sheet as CSV UTF-8.",
        )


def _legacy(name: str, data: bytes) -> ReskillError:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return ReskillError(
            f"{name} is protected by a password.",
            "Open it in Excel with the password, remove it under File, Info, Protect Workbook, Encrypt with Password, "
            "and save a copy.",
        )
    if has("Workbook") or has("Book"):
        return ReskillError(f"{name} is an Excel workbook of the old kind (.xls).", SAVE_AS_WORKBOOK)
    if has("WordDocument"):
        return ReskillError(f"{name} is a Word document of the old kind.", CHOOSE_ANOTHER)
    return ReskillError(f"{name} is a document of an old Office program, not a workbook.", CHOOSE_ANOTHER)


def _markup(name: str, head: bytes) -> ReskillError:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="excel.sheet"' in head:
        return ReskillError(f"{name} is an XML spreadsheet of 2003.", SAVE_AS_WORKBOOK)
    if head.startswith((b"<?xml", b"<!--")) and b"<html" not in head:
        return ReskillError(f"{name} is an XML document, not a table.", SAVE_AS_WORKBOOK)
    return ReskillError(
        f"{name} is a web page (HTML), whatever its name says; some HR systems export tables this way.",
        SAVE_AS_WORKBOOK,
    )


def _looks_binary(data: bytes) -> bool:
    """Text holds next to no control characters; UTF-16 and UTF-32 hold NULs and nothing else of the kind."""
    control = sum(data.count(bytes([c])) for c in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return control > len(data) / 50
