"""Limits on the memory and processor time of this process on Windows: a job object with this process as its member.

https://learn.microsoft.com/windows/win32/procthread/job-objects
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes

_EXTENDED = 9  # JobObjectExtendedLimitInformation
_PROCESS_TIME, _PROCESS_MEMORY, _DIE_ON_FAULT = 0x2, 0x100, 0x400  # the last: no dialog of Windows about a crash
_TICKS = 10_000_000  # of 100 nanoseconds, in a second


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
        ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("Basic", _Basic),
        ("IoCounters", ctypes.c_ulonglong * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limit(memory: int, seconds: int) -> None:
    """Limit this process to so many bytes of memory and seconds of processor time. Raises OSError when Windows refuses."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    limits = _Extended(ProcessMemoryLimit=memory)
    limits.Basic.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY | _DIE_ON_FAULT
    limits.Basic.PerProcessUserTimeLimit = seconds * _TICKS
    job = kernel.CreateJobObjectW(None, None)
    taken = job and kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    if not (taken and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())):
        raise OSError(ctypes.get_last_error(), "the limits of this process could not be set")  # type: ignore[attr-defined,unused-ignore]
