# SPDX-License-Identifier: Apache-2.0
"""Signing in: a challenge for a user, and a session for what they signed."""
from __future__ import annotations

import asyncio
import ctypes
import json
from ctypes import c_int
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any, Callable, Mapping, Optional, Union

from . import _json
from ._callbacks import NativeSource, OnError, Store, called_source, called_store
from ._errors import ArgumentError, error_of
from ._evidence import AsyncSource, Source
from ._host import Closable, Handle, Host, Text, opened, with_sizes
from ._types import Link, Request, text_of


@dataclass(frozen=True)
class SignInConfig:
    """What a service says of itself; docs/wire-format.md explains each member. None: the default that stands there."""

    domain: str  #: the service's own host[:port]
    chains: tuple[str, ...]
    forms: tuple[str, ...]
    issuer: Optional[str] = None
    client_id: Optional[str] = None
    scheme: Optional[str] = None
    uris: Optional[tuple[str, ...]] = None
    recipients: Optional[tuple[str, ...]] = None
    callback_origins: Optional[tuple[str, ...]] = None
    channels: Optional[tuple[str, ...]] = None
    statement: Optional[str] = None  #: of challenges that are asked for without one
    lifetime: Optional[int] = None  #: seconds
    skew: Optional[int] = None  #: seconds
    require_issued_at: Optional[bool] = None
    require_expiry: Optional[bool] = None
    accept: Optional[tuple[Link, ...]] = None
    compat: Optional[bool] = None
    prefer_state: Optional[bool] = None
    home_chains: Optional[Mapping[str, str]] = None


@dataclass(frozen=True)
class Connection:
    """What the service knows of the connection: its cookie or its verifier, and whether a page asks (header Origin)."""

    cookie: Optional[str] = None
    verifier: Optional[str] = None
    from_page: bool = False


@dataclass(frozen=True)
class ChallengeRequest:
    chain: str
    scheme: str
    form: Optional[str] = None
    account: Optional[str] = None
    uri: Optional[str] = None
    statement: Optional[str] = None
    request_id: Optional[str] = None
    resources: Optional[tuple[str, ...]] = None


@dataclass(frozen=True)
class SignInRequest(Request):
    """A Request with the form of its text."""

    form: Optional[str] = None
    retry_ticket: Optional[str] = None

    def _members(self) -> dict[str, str]:
        own = {"form": self.form, "retry_ticket": self.retry_ticket}
        return {**super()._members(), **{name: _json.written(text) for name, text in own.items() if text is not None}}


@dataclass(frozen=True)
class Outcome:
    """The answer to a challenge or a sign-in. A refusal is an outcome, also where its status is `error`."""

    status: str  #: `challenge`, `valid`, or why not
    http: int  #: the HTTP status that fits
    body: Mapping[str, Any]  #: the whole answer, which may be sent to the user

    @property
    def is_valid(self) -> bool:
        """Whether somebody has signed in. It happens once."""
        return self.status == "valid"

    @property
    def subject(self) -> str:
        """Who it is, of a session. Any other outcome raises KeyError."""
        return str(self.body["subject"])

    @property
    def message(self) -> str:
        """The text to sign, of a challenge. Any other outcome raises KeyError."""
        return str(self.body["message"]["text"])

    def __bool__(self) -> bool:
        raise TypeError("an outcome is no boolean: look at its status, or at is_valid")


def _object(given: Any) -> str:
    return _json.Json.of({name: value for name, value in asdict(given).items() if value is not None}).source


class SignIn(Closable):
    """How one client of a service signs its users in. Any number of threads may use one. `with` closes it."""

    _what = "sign-in"

    def __init__(self, host: Host, config: SignInConfig, *, keys: str = "", store: Optional[Store] = None,
                 on_error: Optional[OnError] = None) -> None:
        """`keys` is the text of a key file; without it keys are made that live as long as the object. `store` remembers
        which nonces were used; without it the memory of this process does, which refuses keys. The host may be closed
        before. `on_error` takes what a store or a source raised.
        """
        operation = "open sign-in"
        self._library = host._library
        self._on_error = on_error
        called = None if store is None else called_store(store, on_error)
        held = host._use(operation)
        handle = opened(operation, self._library, self._library.call, "wa_sign_in_open", "wa_sign_in_close", held.pointer,
                        *with_sizes(_object(config), keys), None if called is None else ctypes.byref(called))
        handle.keeps = called  # C calls it as long as it is open
        self._handle: Optional[Handle] = handle

    def challenge(self, request: Union[ChallengeRequest, Text], connection: Connection, now: Optional[datetime] = None) -> Outcome:
        """A challenge. A `str` or `bytes` is a user's request object as it came."""
        text = _object(request) if isinstance(request, ChallengeRequest) else request
        return self._outcome("challenge", self._library.call.wa_challenge_json, text, connection, now)

    def sign_in(self, request: Union[SignInRequest, Text], connection: Connection, now: Optional[datetime] = None, *,
                source: Union[Source, NativeSource, None] = None, timeout: float = 5.0) -> Outcome:
        """Signs a user in. A `str` or `bytes` is a user's request object as it came.

        `source` is asked where only the chain can tell. What it says after `timeout` seconds does not count.
        """
        text = text_of("sign in", request) if isinstance(request, SignInRequest) else request
        if timeout <= 0:
            raise ArgumentError("sign in", "timeout: it is more than 0 seconds")
        called, _kept = self._called(source)
        pointer = None if called is None else ctypes.byref(called)
        return self._outcome("sign in", self._library.call.wa_sign_in_json, text, connection, now, pointer, max(1, int(timeout * 1000)))

    def _called(self, source: Union[Source, NativeSource, None]) -> tuple[Any, Any]:
        if isinstance(source, NativeSource):
            return source.evidence_source()
        return None if source is None else called_source(self._library, source, self._on_error), None

    async def challenge_async(self, request: Union[ChallengeRequest, Text], connection: Connection,
                              now: Optional[datetime] = None) -> Outcome:
        """`challenge` on another thread, so that the event loop goes on."""
        return await asyncio.to_thread(self.challenge, request, connection, now)

    async def sign_in_async(self, request: Union[SignInRequest, Text], connection: Connection, now: Optional[datetime] = None, *,
                            source: Union[AsyncSource, NativeSource, None] = None, timeout: float = 5.0) -> Outcome:
        """`sign_in` on another thread. The source is awaited on this event loop. So is what a store does, on the thread."""
        waited: Union[Source, NativeSource, None]
        if source is None or isinstance(source, NativeSource):
            waited = source
        else:
            waited = _Waited(source, asyncio.get_running_loop(), timeout)
        call: Callable[[], Outcome] = lambda: self.sign_in(request, connection, now, source=waited, timeout=timeout)
        return await asyncio.to_thread(call)

    def _outcome(self, operation: str, function: Any, request: Text, connection: Connection, now: Optional[datetime],
                 *more: Any) -> Outcome:
        handle = self._use(operation)
        http = c_int()
        arguments = [*with_sizes(request, _object(connection)), _seconds(operation, now), *more, ctypes.byref(http)]
        status, answer = self._library.answer(function, handle.pointer, *arguments)
        if answer is None:
            raise error_of(operation, *self._library.names_of(status), "")
        body = json.loads(answer)
        body.pop("id", None)
        return Outcome(body["status"], http.value, body)


def _seconds(operation: str, now: Optional[datetime]) -> int:
    if now is None:
        now = datetime.now(timezone.utc)
    if now.tzinfo is None:
        raise ArgumentError(operation, "now: it has no time zone")
    return int(now.timestamp() // 1)


class _Waited:
    """A source for a thread, which awaits another one on an event loop."""

    def __init__(self, source: AsyncSource, loop: asyncio.AbstractEventLoop, timeout: float) -> None:
        self._source, self._loop, self._timeout = source, loop, timeout

    def _wait(self, waiting: Any) -> Any:
        future = asyncio.run_coroutine_threadsafe(waiting, self._loop)
        try:
            return future.result(self._timeout)
        finally:
            future.cancel()

    def pin(self, chain: str) -> Any:
        return self._wait(self._source.pin(chain))

    def fetch(self, chain: str, queries: Any) -> Any:
        return self._wait(self._source.fetch(chain, queries))
