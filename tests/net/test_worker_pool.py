from __future__ import annotations

import threading
import time
from collections import Counter

from ainews_cli.errors import TimedOut
from ainews_cli.net.worker_pool import WorkerPool


def collect(pool: WorkerPool[int, int]) -> list[tuple[int, int | TimedOut]]:
    found = []
    while pool.left:
        got = pool.next(timeout=5)
        assert got is not None
        found.append(got)
    return found


def test_each_job_comes_back_once() -> None:
    jobs = [(f"host {number % 7}", number) for number in range(300)]
    found = collect(WorkerPool(jobs, lambda job: job * 2, workers=8, per_host=2, patience=5))
    assert sorted(found) == [(number, number * 2) for number in range(300)]


def test_no_more_at_once_than_allowed() -> None:
    lock = threading.Lock()
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def work(job: int) -> int:
        names = ("all", f"host {job % 4}")
        with lock:
            now.update(names)
            most.update({name: max(0, now[name] - most[name]) for name in names})
        time.sleep(0.005)
        with lock:
            now.subtract(names)
        return job

    collect(
        WorkerPool([(f"host {number % 4}", number) for number in range(60)], work, workers=5, per_host=2, patience=5)
    )
    assert most["all"] <= 5
    assert max(most[f"host {number}"] for number in range(4)) == 2


def test_a_job_that_hangs_is_given_up_and_the_rest_of_its_host_is_done() -> None:
    freed = threading.Event()

    def work(job: int) -> int:
        if job == 0:
            freed.wait(20)
        return job

    found = collect(WorkerPool([("a", 0), ("a", 1), ("b", 2)], work, workers=1, per_host=1, patience=0.2))
    freed.set()
    assert sorted((job, type(result)) for job, result in found) == [(0, TimedOut), (1, int), (2, int)]
    assert found[0][0] == 0


def test_silence_is_none_and_nothing_begins_after_stop() -> None:
    freed = threading.Event()
    begun: list[int] = []

    def work(job: int) -> int:
        begun.append(job)
        freed.wait(5)
        return job

    pool = WorkerPool([("a", number) for number in range(5)], work, workers=1, per_host=1, patience=5)
    assert pool.next(timeout=0.05) is None
    pool.stop()
    freed.set()
    assert pool.next(timeout=1) == (0, 0)
    time.sleep(0.05)
    assert begun == [0]


def test_a_slow_consumer_bounds_what_waits() -> None:
    begun: list[int] = []
    pool = WorkerPool(
        [(f"h{number}", number) for number in range(200)],
        lambda job: begun.append(job) or job,
        workers=4,
        per_host=2,
        patience=60,
    )  # type: ignore[func-returns-value]  # append gives None on purpose
    time.sleep(0.3)
    assert len(begun) <= 8 + 4
    assert len(collect(pool)) == 200


def test_the_stack_size_is_as_it_was() -> None:
    before = threading.stack_size()
    collect(WorkerPool([("a", 1)], lambda job: job, workers=1, per_host=1, patience=5))
    assert threading.stack_size() == before
