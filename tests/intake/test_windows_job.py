"""Limits of the process that reads workbooks on Windows. Wine takes them and keeps none, so that only Windows tries them."""

import ctypes
import subprocess
import sys

import pytest

if sys.platform != "win32":
    pytest.skip("job objects are Windows'", allow_module_level=True)

ON_WINE = hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")
LIMITED = "from reskill.intake import windows_job; windows_job.limit(200 * 2**20, 5); "
IS_IN_A_JOB = """
import ctypes
from ctypes import wintypes
kernel = ctypes.WinDLL("kernel32")
kernel.GetCurrentProcess.restype = wintypes.HANDLE
kernel.IsProcessInJob.argtypes = (wintypes.HANDLE, wintypes.HANDLE, ctypes.c_void_p)
found = wintypes.BOOL()
kernel.IsProcessInJob(kernel.GetCurrentProcess(), None, ctypes.byref(found))
print(found.value)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )


def test_that_windows_takes_the_limits_and_the_process_is_in_a_job() -> None:
    done = run(LIMITED + IS_IN_A_JOB)
    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr


@pytest.mark.skipif(ON_WINE, reason="NOT TRIED: Wine keeps no limit of a job; Windows does")
@pytest.mark.parametrize("greedy", ["bytearray(400 * 2**20)", "exec('while True: pass')"])
def test_that_what_goes_beyond_a_limit_ends(greedy: str) -> None:
    assert run(LIMITED + greedy).returncode != 0
