"""Limits that the parser process puts on itself before it reads anything.

On Linux and macOS `setrlimit`, on Windows a job object. The parent's clock stands behind both.
"""

from __future__ import annotations

import os
import sys
import threading
import time

from kiosk.agenda.work import EVENT_CPU_S, MEMORY_BYTES, PROCESS_CPU_S

TOO_SLOW = 17
"""Exit status of a process that ended itself over one series of events."""


def confine() -> None:
    """No more memory and processor time than `work` says, no files written. Raises OSError."""
    if sys.platform == "win32":
        _confine_windows()
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (PROCESS_CPU_S, PROCESS_CPU_S))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":  # macOS takes the call and does not keep it
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


class Watchdog:
    """Ends the process when one step takes more than `EVENT_CPU_S` of processor time.

    Counted in processor time, so that a slow or busy machine refuses nothing that a fast one
    takes. A library that never lets go of the interpreter lock is left to the other limits.
    """

    def __init__(self) -> None:
        self._begun_s = time.process_time()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def begin(self) -> None:
        """A new step starts now."""
        self._begun_s = time.process_time()

    def _watch(self) -> None:
        while time.process_time() - self._begun_s < EVENT_CPU_S:
            time.sleep(0.1)
        os._exit(TOO_SLOW)


def _confine_windows() -> None:
    """Put this process into a job of its own that the system ends at the limits."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("process_time", wintypes.LARGE_INTEGER),
                ("job_time", wintypes.LARGE_INTEGER),
                ("flags", wintypes.DWORD),
                ("smallest_working_set", ctypes.c_size_t),
                ("largest_working_set", ctypes.c_size_t),
                ("processes", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("priority", wintypes.DWORD),
                ("scheduling", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("basic", Basic),
                ("io", ctypes.c_ulonglong * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peak_process_memory", ctypes.c_size_t),
                ("peak_job_memory", ctypes.c_size_t),
            )

        process_time, one_process, memory = 0x2, 0x8, 0x100  # JOB_OBJECT_LIMIT_… of winnt.h
        limits = Extended()
        limits.basic.flags = process_time | one_process | memory
        limits.basic.process_time = PROCESS_CPU_S * 10_000_000  # in 100 ns
        limits.basic.processes = 1
        limits.process_memory = MEMORY_BYTES
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        extended_information = 9
        done = kernel.SetInformationJobObject(
            job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits)
        ) and kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
