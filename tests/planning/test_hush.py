import ctypes
import sys

import pytest

from reskill.planning.hush import hushed


def test_that_what_c_code_prints_is_dropped_and_only_meanwhile(capfd: pytest.CaptureFixture[str]) -> None:
    library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    print("before", flush=True)
    with hushed():
        library.puts(b"a stray line")
    library.puts(b"after")
    library.fflush(None)
    assert capfd.readouterr().out == "before\nafter\n"
