"""Stand in for functions that Wine's C library lacks: wine_ucrtbase.py TARGET

Writes Wine's own ucrtbase.dll to TARGET with the parts of complex numbers that newer releases of numpy ask for, and as a library
that Wine takes for one of Windows. For trials under Wine only, never part of a folder.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

WINE = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
# Machine code of x86-64: a pair of floats comes in one register, a pair of doubles by its address; the answer leaves in xmm0.
CODE = {
    "crealf": "660f6ec1c3",
    "cimagf": "48c1e920660f6ec1c3",
    "creal": "f20f1001c3",
    "cimag": "f20f104108c3",
}
MISSING = bytes.fromhex("4883ec28488d0d")  # how Wine's function begins that says that one is missing
OWN, OTHERS = b"Wine builtin DLL", b"Wine changed DLL"


def exported(library: bytes) -> dict[str, int]:
    """Where in the file each of these functions begins, as far as the library has it."""
    header = struct.unpack_from("<I", library, 0x3C)[0]
    count, optional = (
        struct.unpack_from("<H", library, header + 6)[0],
        struct.unpack_from("<H", library, header + 20)[0],
    )
    begin = header + 24 + optional
    sections = [struct.unpack_from("<8xIIII", library, begin + 40 * n) for n in range(count)]

    def place(address: int) -> int:
        """Where in the file something is that is loaded at an address."""
        for size, start, kept, at in sections:
            if start <= address < start + max(size, kept):
                return int(address - start + at)
        raise ValueError(f"no part of the library is loaded at {address}")

    table = place(struct.unpack_from("<I", library, header + 24 + 112)[0])
    functions, names, numbers = (place(a) for a in struct.unpack_from("<III", library, table + 28))
    found = {}
    for n in range(struct.unpack_from("<I", library, table + 24)[0]):
        begin = place(struct.unpack_from("<I", library, names + 4 * n)[0])
        number = struct.unpack_from("<H", library, numbers + 2 * n)[0]
        name = library[begin : library.index(0, begin)].decode("ascii")
        if name in CODE:
            found[name] = place(struct.unpack_from("<I", library, functions + 4 * number)[0])
    return found


def main() -> None:
    """Write the library."""
    library = bytearray(WINE.read_bytes())
    for name, at in exported(bytes(library)).items():
        if library.startswith(MISSING, at):
            code = bytes.fromhex(CODE[name])
            library[at : at + len(code)] = code
    Path(sys.argv[1]).write_bytes(library.replace(OWN, OTHERS, 1))


if __name__ == "__main__":
    main()
