"""Bytes to text: byte order mark, then UTF-16 by its NULs, then strict UTF-8, then Windows-1252 line by line."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reskill.intake.text import counted

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was read in, and what is doubtful about that ("" when nothing is)."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file; never fails, and says when the encoding is a guess."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    wide = _by_nulls(data[:4096])
    if wide:
        return Decoded(
            data.decode(wide, "replace"),
            wide,
            f"It has no mark that tells its encoding and was read as {wide.upper()}.",
        )
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _windows(data)


def _replacing(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    if lost:
        return Decoded(text, name, f"{counted(lost, 'damaged character')} shown as \ufffd.")
    return Decoded(text, name, "" if name == "utf-8" else f"It was read as {name.upper()} text.")


def _by_nulls(head: bytes) -> str:
    """The wide encoding that the places of NUL bytes betray, or ""."""
    if len(head) < 4 or head.count(0) < len(head) / 5:
        return ""
    if head.count(0) > len(head) * 0.6:
        return "utf-32-le" if head[0] else "utf-32-be"
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _windows(data: bytes) -> Decoded:
    """Text of Windows-1252, where single lines may still be UTF-8 (files glued together)."""
    pieces, utf8, windows = [], 0, 0
    for line in data.splitlines(keepends=True):
        try:
            pieces.append(line.decode("utf-8"))
            utf8 += not line.isascii()
        except UnicodeDecodeError:
            pieces.append(line.decode("cp1252", "replace"))
            windows += 1
    if utf8:
        doubt = f"It mixes encodings: {utf8:,} lines are UTF-8, {windows:,} were read as Windows-1252."
        return Decoded("".join(pieces), "utf-8 and cp1252", doubt)
    return Decoded("".join(pieces), "cp1252", "It is not UTF-8 and was read as Windows-1252 text.")
