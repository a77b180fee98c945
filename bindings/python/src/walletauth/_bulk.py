# SPDX-License-Identifier: Apache-2.0
"""Many requests on many threads. C runs without the GIL, so all processors verify."""
from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Callable, Iterable, Iterator, Optional, Union

from ._errors import ArgumentError, ClosedError, Error
from ._types import Request, Service, Verdict

Row = Union[Verdict, Error]
Verify = Callable[[Request, Optional[Service]], Verdict]


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _row(verify: Verify, request: Request, service: Optional[Service]) -> Row:
    """Whatever is wrong with one row stays in it. That somebody closes the host is no fault of a row."""
    try:
        return verify(request, service)
    except ClosedError:
        raise
    except Error as error:
        return error


def _chunk(verify: Verify, requests: list[Request], service: Optional[Service]) -> list[Row]:
    return [_row(verify, request, service) for request in requests]


def verify_many(verify: Verify, requests: Iterable[Request], service: Optional[Service], threads: int,
                chunk_size: int) -> Iterator[Row]:
    if threads < 1 or chunk_size < 1:
        raise ArgumentError("verify many", "threads and chunk_size are at least 1")
    if threads == 1:
        return (_row(verify, request, service) for request in requests)
    return _on_threads(verify, iter(requests), service, threads, chunk_size)


def _on_threads(verify: Verify, rest: Iterator[Request], service: Optional[Service], threads: int,
                chunk_size: int) -> Iterator[Row]:
    under_way: deque[Future[list[Row]]] = deque()
    failed: Optional[Exception] = None
    with ThreadPoolExecutor(threads, thread_name_prefix="walletauth") as pool:
        try:
            while True:
                while failed is None and len(under_way) < 2 * threads:
                    chunk, failed, more = _read(rest, chunk_size)
                    if chunk:
                        under_way.append(pool.submit(_chunk, verify, chunk, service))
                    if not more:
                        break
                if not under_way:
                    break
                yield from under_way.popleft().result()
            if failed is not None:
                raise failed
        finally:
            for future in under_way:
                future.cancel()


def _read(rest: Iterator[Request], chunk_size: int) -> tuple[list[Request], Optional[Exception], bool]:
    """What came before an iterator failed is answered before its exception is raised."""
    chunk: list[Request] = []
    try:
        chunk.extend(islice(rest, chunk_size))
    except Exception as error:
        return chunk, error, False
    return chunk, None, len(chunk) == chunk_size
