# SPDX-License-Identifier: Apache-2.0
"""A host: the plugins that were opened, and what can be asked of them."""
from __future__ import annotations

import asyncio
import ctypes
import json
import os
from ctypes import c_size_t, c_void_p
from types import TracebackType
from typing import Any, Iterable, Iterator, Optional, TypeVar, Union

from . import _bulk, _evidence, _flat, _json
from ._errors import ArgumentError, ClosedError, Error, error_of
from ._evidence import AsyncSource, Source
from ._native import ACCOUNT_CAPACITY, Library, library
from ._types import Request, Service, Verdict, no_request, part_of, text_of, verdict_of

Text = Union[str, bytes]
Path = Union[str, "os.PathLike[str]"]


class Handle:
    """What C opened. A call keeps a reference: the last one ends it, and it ends once."""

    def __init__(self, pointer: c_void_p, close: Any) -> None:
        self.pointer = pointer
        self._close = close
        self.keeps: Any = None  # what C uses as long as it is open

    def __del__(self) -> None:
        self._close(self.pointer)


Self = TypeVar("Self", bound="Closable")


class Closable:
    """What holds a handle until it is closed; `with` closes it. Takes no lock: a call keeps the handle by itself."""

    _handle: Optional[Handle]
    _what: str  # in messages

    def close(self) -> None:
        """Later calls raise ClosedError. Calls that are under way end well. Closing again does nothing."""
        self._handle = None

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        self.close()

    def _use(self, operation: str) -> Handle:
        handle = self._handle
        if handle is None:
            raise ClosedError(operation, f"the {self._what} was closed")
        return handle


def wire(text: Text) -> bytes:
    return _json.utf8(text) if isinstance(text, str) else bytes(memoryview(text))


def with_sizes(*texts: Text) -> list[Any]:
    return [part for given in map(wire, texts) for part in (given, len(given))]


class Host(Closable):
    """Any number of threads may use one. Open it once, and early: it takes some 50 ms. `with` closes it."""

    _what = "host"

    def __init__(self, handle: Handle, loaded: Library) -> None:
        """By `open_installed`, `open_manifest` and `open_directory`."""
        self._handle: Optional[Handle] = handle
        self._library = loaded
        self._flat = _flat.caller(loaded)

    def _answer(self, operation: str, function: Any, *texts: Text) -> str:
        arguments = with_sizes(*texts)
        status, answer = self._library.answer(function, self._use(operation).pointer, *arguments)
        if answer is None:
            raise error_of(operation, *self._library.names_of(status), "")
        return answer

    def verify(self, request: Request, service: Optional[Service] = None) -> Verdict:
        """Whether the account of the request signed its message.

        What is not valid is a verdict, too. An Error is raised for what could not be carried out.
        """
        handle = self._handle
        if handle is None:
            raise ClosedError("verify", "the host was closed")
        part = b"" if service is None else part_of("verify", service)
        try:
            verdict = self._flat(handle, request, part)
        except (AttributeError, TypeError) as error:
            raise no_request("verify", error) from error
        if verdict is None:
            text = text_of("verify", request)
            verdict = verdict_of("verify", self._answer("verify", self._library.call.wa_verify_json, text, part))
        return verdict

    async def verify_async(self, request: Request, service: Optional[Service] = None) -> Verdict:
        """`verify` on another thread, so that the event loop goes on."""
        return await asyncio.to_thread(self.verify, request, service)

    def verify_json(self, request: Text, service: Text = "") -> str:
        """A request of the wire format, and the answer in it, also where its status is `error`."""
        return self._answer("verify", self._library.call.wa_verify_json, request, service)

    def verify_many(self, requests: Iterable[Request], service: Optional[Service] = None, *, threads: Optional[int] = None,
                    chunk_size: int = 64) -> Iterator[Union[Verdict, Error]]:
        """Verifies on all processors. One verdict, or one Error, for each request, in their order.

        It reads ahead by some chunks, so the requests may be a stream without end.
        """
        return _bulk.verify_many(self.verify, requests, service, threads or _bulk.processors(), chunk_size)

    def verify_with_evidence(self, request: Request, source: Source, service: Optional[Service] = None) -> Verdict:
        """`verify`, which asks `source` where only the chain can tell. `service.accept` must be more than `derived`."""
        return _evidence.answer(self._rounds(request, service), source)

    async def verify_with_evidence_async(self, request: Request, source: AsyncSource,
                                         service: Optional[Service] = None) -> Verdict:
        """The same with a source that is awaited; `asyncio.wait_for` limits its time."""
        return await _evidence.answer_async(self._rounds(request, service), source)

    def _rounds(self, request: Request, service: Optional[Service]) -> _evidence.Rounds:
        return _evidence.rounds(self._library, lambda: self._use("verify with evidence").pointer, request, Service() if service is None else service)

    def account(self, request: Request) -> Verdict:
        """Normalises an account (chain, account), or derives that of a key (chain, scheme, public_key, params)."""
        return verdict_of("account", self._answer("account", self._library.call.wa_account_json, text_of("account", request)))

    def identify(self, chain: str, scheme: str, compact_id: bytes) -> str:
        """The account of a key, or of a compact id in the manner of kwil-db. What is none raises NotValidError."""
        handle = self._use("identify")
        storage, size = ctypes.create_string_buffer(ACCOUNT_CAPACITY), c_size_t()
        texts = with_sizes(chain, scheme, compact_id)
        status = self._library.call.wa_identify(handle.pointer, *texts, storage, ACCOUNT_CAPACITY, ctypes.byref(size))
        if status != 0:
            raise error_of("identify", *self._library.names_of(status), "")
        return storage.raw[: size.value].decode()

    def describe(self) -> dict[str, Any]:
        """All that is loaded: plugins, schemes with parameters and limits, routes."""
        described: dict[str, Any] = json.loads(self._answer("describe", self._library.call.wa_describe_json))
        return described


def open_installed() -> Host:
    """Opens the plugins that are installed with the library."""
    return _open("open the installed plugins", "wa_open_installed")


def open_manifest(path: Path) -> Host:
    """Opens what a TOML manifest lists. All or nothing. Prefer it in production."""
    return _open("open the manifest", "wa_open_manifest", path)


def open_directory(path: Path) -> Host:
    """Opens every module of a folder, and grants all that each describes: for development."""
    return _open("open the directory", "wa_open_directory", path)


def _open(operation: str, function: str, *paths: Path) -> Host:
    loaded = library()
    arguments: list[Any] = []
    for path in paths:
        name = os.fsencode(path)
        if b"\0" in name:
            raise ArgumentError(operation, "the path has a NUL")
        arguments += [name, len(name)]
    return Host(opened(operation, loaded, loaded.call, function, "wa_close", *arguments), loaded)


def opened(operation: str, loaded: Library, of: Any, function: str, close: str, *arguments: Any) -> Handle:
    """Of a function that opens something, or says in a message why not."""
    pointer, message = c_void_p(), c_void_p()
    status = getattr(of, function)(*arguments, ctypes.byref(pointer), ctypes.byref(message))
    detail = loaded.take(message).decode(errors="replace")
    if status != 0 or not pointer.value:
        raise error_of(operation, *loaded.names_of(status), detail)
    return Handle(pointer, getattr(of, close))
