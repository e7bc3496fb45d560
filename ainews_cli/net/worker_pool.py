"""Jobs on a bounded number of threads, at most so many per host; results come as they are ready.

The jobs of a host wait in one queue that at most `per_host` threads empty, so the limit per host keeps no thread
waiting. Threads are daemons: one that hangs where no timeout reaches (a name lookup) is given up after `patience` and
replaced.
"""

from __future__ import annotations

import _thread
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from ainews_cli.errors import TimedOut

J = TypeVar("J")
R = TypeVar("R")

_M_ARENA_MAX = -8  # malloc.h
_STACK = 512 * 1024
_FEW = 8
"""Threads whose own heaps are not worth the trouble."""
_WAITING = 8
"""Results that may wait for the consumer: bounds memory where it is slower than the network."""


class WorkerPool(Generic[J, R]):
    """Threads that run `work(job)` for every (host, job). `work` must not raise; `next` hands on what it returns."""

    def __init__(
        self, jobs: Sequence[tuple[str, J]], work: Callable[[J], R], *, workers: int, per_host: int, patience: float
    ) -> None:
        self.left = len(jobs)
        """Jobs whose result `next` has not handed out."""
        self._jobs = [job for _, job in jobs]
        self._work = work
        self._patience = patience
        self._results: queue.Queue[tuple[int, R]] = queue.Queue(_WAITING)
        self._stopped = False
        self._running: dict[int, float] = {}
        self._given_up: set[int] = set()
        self._owed = 0
        """Threads to start in place of those that hang."""
        hosts: dict[str, deque[int]] = {}
        for number, (host, _) in enumerate(jobs):
            hosts.setdefault(host, deque()).append(number)
        self._queue_of = [hosts[host] for host, _ in jobs]
        self._queues: deque[deque[int]] = deque()
        for fewer in range(per_host):
            # hosts with many jobs first: they take longest
            self._queues.extend(sorted((jobs for jobs in hosts.values() if len(jobs) > fewer), key=len, reverse=True))
        if len(self._queues) > _FEW:
            _share_heap()
        self._start(min(workers, len(self._queues)))

    def next(self, timeout: float) -> tuple[J, R | TimedOut] | None:
        """Return the next job with its result in order of arrival, a TimedOut for one given up.

        Return None after `timeout` seconds without any.
        """
        until = time.monotonic() + timeout
        self._start(self._owed)
        self._owed = 0
        while True:
            now = time.monotonic()
            due = {
                number: started + self._patience
                for number, started in list(self._running.items())
                if number not in self._given_up
            }
            for number, end in due.items():
                if now > end:
                    return self._give_up(number)
            # a job that begins during the wait is due after now + patience
            wait = min(until, now + self._patience, *due.values()) - now
            try:
                number, result = self._results.get(timeout=max(wait, 0.001))
            except queue.Empty:
                if time.monotonic() >= until:
                    return None
                continue
            if number not in self._given_up:
                self.left -= 1
                return self._jobs[number], result

    def stop(self) -> None:
        """Begin no further job."""
        self._queues.clear()
        self._stopped = True

    def _give_up(self, number: int) -> tuple[J, TimedOut]:
        """Give a job up.

        Its thread is replaced at the next `next`, so that the consumer can tell `work` about the host before.
        """
        self._given_up.add(number)
        self.left -= 1
        self._queues.append(self._queue_of[number])
        self._owed += 1
        return self._jobs[number], TimedOut("timed out")

    def _start(self, count: int) -> None:
        before = threading.stack_size(_STACK)
        try:
            for _ in range(count):
                # threading.Thread.start() would wait for each thread to run: with a hundred that is longer than a
                # request takes
                _thread.start_new_thread(self._run, ())
        finally:
            threading.stack_size(before)

    def _run(self) -> None:
        """Empty one queue after the other."""
        waiting: deque[int] = deque()
        while not self._stopped:
            try:
                number = waiting.popleft()
            except IndexError:  # empty; other threads take from it too
                try:
                    waiting = self._queues.popleft()
                except IndexError:
                    return
                continue
            self._running[number] = time.monotonic()
            result = self._work(self._jobs[number])
            del self._running[number]
            self._results.put((number, result))
            if number in self._given_up:
                return  # another thread is in its place


def _share_heap() -> None:
    """Have glibc's malloc keep one heap for all threads, for the rest of the process; elsewhere do nothing.

    By default each thread has its own, up to eight per core. Bodies that a hundred threads receive and the main thread
    frees leave each of those full of holes: 16 of 79 MB at the peak of a first fetch of 100 feeds. Python holds its
    lock while it allocates, so one heap costs no waiting.
    """
    if sys.platform != "linux":
        return
    import ctypes  # border: needed by large pools alone

    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    except (AttributeError, OSError):
        return  # another C library
