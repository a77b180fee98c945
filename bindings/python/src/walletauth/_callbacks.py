# SPDX-License-Identifier: Apache-2.0
"""Stores and sources that C calls back, on the thread that signs in. Nothing that they raise passes through C."""
from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Callable, Literal, Optional, Protocol

from . import _json, _native
from ._evidence import Source, _checked
from ._types import Query

OnError = Callable[[BaseException], None]
Consumption = Literal["first", "again", "unavailable"]
_CONSUMED = {"first": 1, "again": 2}
_UNAVAILABLE = 3
_OK, _FAILED = 0, 0x501
_RESULT, _ERROR = 1, 2


@dataclass(frozen=True)
class Consumed:
    """What a store answers. `generation` is that of the very transaction which consumed."""

    outcome: Consumption
    generation: str


class Store(Protocol):
    """Remembers which nonces were used. What it raises counts as unavailable: the answer is then 503.

    The generation names one history of the store. It must change with all that may make the store forget.
    """

    def consume(self, key: str, ttl_seconds: int) -> Consumed:
        """Marks the key as used if it is not, atomically over all that share the store."""

    def generation(self) -> str:
        """The present generation."""


class NativeSource:
    """A source whose functions are C's own."""

    def evidence_source(self) -> tuple[_native.EvidenceSource, Any]:
        """And what must live as long as it is used."""
        raise NotImplementedError


def _text(data: Optional[int], size: int) -> str:
    return ctypes.string_at(data, size).decode() if data else ""


def _guarded(call: Callable[[], int], failed: int, on_error: Optional[OnError]) -> int:
    """What is raised must not be lost, and must not reach C."""
    try:
        return call()
    except BaseException as error:
        try:
            if on_error is not None:
                on_error(error)
        except BaseException:  # its own fault changes no answer
            pass
        return failed


def called_store(store: Store, on_error: Optional[OnError]) -> _native.Store:
    def consume(_: Any, key: Optional[int], size: int, ttl: int, generation: Any) -> int:
        def call() -> int:
            consumed = store.consume(_text(key, size), ttl)
            if not _native.fill(generation, consumed.generation.encode()):
                raise ValueError("the generation has more than 256 bytes")
            return _CONSUMED.get(consumed.outcome, _UNAVAILABLE)

        return _guarded(call, _UNAVAILABLE, on_error)

    def present(_: Any, generation: Any) -> int:
        def call() -> int:
            if not _native.fill(generation, store.generation().encode()):
                raise ValueError("the generation has more than 256 bytes")
            return _OK

        return _guarded(call, _FAILED, on_error)

    return _native.Store(ctypes.sizeof(_native.Store), 0, None, _native.CONSUME(consume), _native.GENERATION(present))


def called_source(library: _native.Library, source: Source, on_error: Optional[OnError]) -> _native.EvidenceSource:
    def pin(_: Any, chain: Optional[int], size: int, _timeout: int, block: Any) -> int:
        def call() -> int:
            chosen = source.pin(_text(chain, size)) or ""
            return _OK if _native.fill(block, chosen.encode()) else _FAILED

        return _guarded(call, _FAILED, on_error)

    def fetch(_: Any, chain: Optional[int], size: int, texts: Any, count: int, _timeout: int, answers: Any) -> int:
        def call() -> int:
            queries = tuple(Query(_text(texts[i].data, texts[i].size)) for i in range(count))
            for answer in _checked(source.fetch(_text(chain, size), queries), queries):
                text = _json.utf8(answer.result if answer.error is None and answer.result is not None else answer.error or "")
                kind = _RESULT if answer.error is None else _ERROR
                status: int = library.call.wa_give_answer(answers, text, len(text), kind)
                if status != _OK:
                    return status
            return _OK

        return _guarded(call, _FAILED, on_error)

    return _native.EvidenceSource(ctypes.sizeof(_native.EvidenceSource), 0, None, _native.PIN(pin), _native.FETCH(fetch))
