# SPDX-License-Identifier: Apache-2.0
"""The functions of a host, on one that the process opens when it is first needed: the installed plugins."""
from __future__ import annotations

import threading
from typing import Iterable, Iterator, Optional, Union

from ._errors import Error
from ._host import Host, open_installed
from ._types import Request, Service, Verdict

_lock = threading.Lock()
_host: Optional[Host] = None


def installed() -> Host:
    """The host of this module's functions. It stays open; somebody who closes it gets another one."""
    global _host
    host = _host
    if host is None or host._handle is None:
        with _lock:
            host = _host
            if host is None or host._handle is None:
                host = _host = open_installed()
    return host


def verify(request: Request, service: Optional[Service] = None) -> Verdict:
    """`Host.verify` of the installed plugins."""
    return installed().verify(request, service)


async def verify_async(request: Request, service: Optional[Service] = None) -> Verdict:
    """`Host.verify_async` of the installed plugins."""
    return await installed().verify_async(request, service)


def verify_many(requests: Iterable[Request], service: Optional[Service] = None, *, threads: Optional[int] = None,
                chunk_size: int = 64) -> Iterator[Union[Verdict, Error]]:
    """`Host.verify_many` of the installed plugins."""
    return installed().verify_many(requests, service, threads=threads, chunk_size=chunk_size)


def account(request: Request) -> Verdict:
    """`Host.account` of the installed plugins."""
    return installed().account(request)


def identify(chain: str, scheme: str, compact_id: bytes) -> str:
    """`Host.identify` of the installed plugins."""
    return installed().identify(chain, scheme, compact_id)
