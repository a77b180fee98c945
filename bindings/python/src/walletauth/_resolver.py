# SPDX-License-Identifier: Apache-2.0
"""Nodes that an operator's file names: docs/resolver.md. It needs libwalletauth-resolver0, which is loaded at first use."""
from __future__ import annotations

import asyncio
import ctypes
import os
import threading
from ctypes import POINTER, c_char_p, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any, Optional

from . import _json
from ._callbacks import NativeSource
from ._errors import ArgumentError, ClosedError, error_of
from ._host import Closable, Handle, Host, Path, opened, with_sizes
from ._native import EvidenceSource, library
from ._types import Request, Service, Verdict, part_of, text_of, verdict_of

SONAME = "libwalletauth-resolver.so.0"
_SOURCE = POINTER(EvidenceSource)
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "wa_open_resolver": (c_uint32, [c_char_p, c_size_t, c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "wa_resolver_source": (c_uint32, [c_void_p, c_void_p, _SOURCE]),
    "wa_open_resolver_client": (c_uint32, [c_void_p, c_char_p, c_size_t, POINTER(c_void_p)]),
    "wa_close_resolver_client": (None, [c_void_p]),
    "wa_reload_resolver": (c_uint32, [c_void_p, POINTER(c_void_p)]),
    "wa_resolver_metrics": (c_uint32, [c_void_p, POINTER(c_void_p), POINTER(c_size_t)]),
    "wa_close_resolver": (None, [c_void_p]),
}
_lock = threading.Lock()
_loaded: Any = None


def _resolver_library() -> Any:
    """Beside the other library, if that one was loaded by a path."""
    global _loaded
    with _lock:
        if _loaded is None:
            path = os.path.join(os.path.dirname(library().path), SONAME)
            try:
                loaded = ctypes.CDLL(path)
            except OSError as error:
                raise ArgumentError("load the resolver", f"{error}; install libwalletauth-resolver0") from error
            for name, (returns, arguments) in _FUNCTIONS.items():
                function = getattr(loaded, name)
                function.restype, function.argtypes = returns, arguments
            _loaded = loaded
    return _loaded


class _Asking(NativeSource):
    """A resolver, or one of its clients: what verifies, and what `sign_in` takes as its source."""

    def __init__(self, handle: Handle, resolver: Handle, client: Optional[Handle]) -> None:
        self._handle: Optional[Handle] = handle
        self._parts = resolver, client

    def close(self) -> None:
        """Later calls raise ClosedError. Calls that are under way end well. Closing again does nothing."""
        self._handle = None
        self._parts = ()  # type: ignore[assignment]

    def evidence_source(self) -> tuple[EvidenceSource, Any]:
        parts = self._parts
        if self._handle is None or not parts:
            raise ClosedError("ask the nodes", "the resolver was closed")
        resolver, client = parts
        source = EvidenceSource()
        status = _resolver_library().wa_resolver_source(resolver.pointer, None if client is None else client.pointer, ctypes.byref(source))
        if status != 0:
            raise error_of("ask the nodes", *library().names_of(status), "")
        return source, parts

    def verify(self, host: Host, request: Request, service: Optional[Service] = None, *, timeout: float = 5.0) -> Verdict:
        """`host.verify`, which asks the nodes where only the chain can tell. Without an answer it raises EvidenceError."""
        operation = "verify with nodes"
        if timeout <= 0:
            raise ArgumentError(operation, "timeout: it is more than 0 seconds")
        source, _kept = self.evidence_source()
        held, loaded = host._use(operation), host._library
        texts = with_sizes(text_of(operation, request), b"" if service is None else part_of(operation, service))
        status, answer = loaded.answer(loaded.call.wa_verify_with_evidence, held.pointer, *texts, ctypes.byref(source),
                                       max(1, int(timeout * 1000)))
        if answer is None:
            raise error_of(operation, *loaded.names_of(status), "")
        return verdict_of(operation, answer)

    async def verify_async(self, host: Host, request: Request, service: Optional[Service] = None, *, timeout: float = 5.0) -> Verdict:
        """`verify` on another thread, so that the event loop goes on."""
        return await asyncio.to_thread(self.verify, host, request, service, timeout=timeout)


class Client(_Asking):
    """By `Resolver.client`."""


class Resolver(_Asking, Closable):
    """The nodes of one file. Any number of threads may use one. `with` closes it."""

    _what = "resolver"

    def __init__(self, path: Path) -> None:
        """Reads the file, which nobody but root and this process's user may be able to write. No node is asked yet."""
        operation, name = "open the resolver", os.fsencode(path)
        if b"\0" in name:
            raise ArgumentError(operation, "the path has a NUL")
        self._library = library()
        handle = opened(operation, self._library, _resolver_library(), "wa_open_resolver", "wa_close_resolver", name, len(name), None)
        super().__init__(handle, handle, None)

    def client(self, name: str) -> Client:
        """An address or a session, whose questions are counted: clients of one name share what the file's `limits` allow."""
        operation, resolver, pointer = "open a client", self._use("open a client"), c_void_p()
        text = _json.utf8(name)
        status = _resolver_library().wa_open_resolver_client(resolver.pointer, text, len(text), ctypes.byref(pointer))
        if status != 0:
            raise error_of(operation, *self._library.names_of(status), "name: it has 1 to 256 bytes")
        handle = Handle(pointer, _resolver_library().wa_close_resolver_client)
        handle.keeps = resolver  # it ends after its clients
        return Client(handle, resolver, handle)

    def reload(self) -> None:
        """Reads the file again: all of it holds from then on, or nothing changes."""
        handle, message = self._use("read the file again"), c_void_p()
        status = _resolver_library().wa_reload_resolver(handle.pointer, ctypes.byref(message))
        detail = self._library.take(message).decode(errors="replace")
        if status != 0:
            raise error_of("read the file again", *self._library.names_of(status), detail)

    def metrics(self) -> str:
        """As Prometheus reads them."""
        _, text = self._library.answer(_resolver_library().wa_resolver_metrics, self._use("metrics").pointer)
        return text or ""
