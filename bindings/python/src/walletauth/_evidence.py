# SPDX-License-Identifier: Apache-2.0
"""What only a chain can tell: a source is asked, in rounds. C is never called back for it."""
from __future__ import annotations

import asyncio
import ctypes
from ctypes import c_void_p
from dataclasses import replace
from typing import Any, Callable, Generator, NoReturn, Optional, Protocol, Sequence, Union

from . import _json
from ._errors import ArgumentError, Error, EvidenceError, error_of
from ._native import Library
from ._types import Answer, Query, Request, Service, Verdict, part_of, text_of, verdict_of

OPERATION = "verify with evidence"


class Source(Protocol):
    """Asks the nodes of a chain. Whoever answers decides the verdict: ask nodes that you trust."""

    def pin(self, chain: str) -> Optional[str]:
        """The block where all queries of one verification are to stand; None or "": that of the scheme's page."""

    def fetch(self, chain: str, queries: Sequence[Query]) -> Sequence[Answer]:
        """Answers the queries of one round, in their order."""


class AsyncSource(Protocol):
    """A source that is awaited."""

    async def pin(self, chain: str) -> Optional[str]: ...

    async def fetch(self, chain: str, queries: Sequence[Query]) -> Sequence[Answer]: ...


# What is asked: a chain, and its queries; None: a block. The answers come back in.
Ask = tuple[str, Optional[tuple[Query, ...]]]
Rounds = Generator[Ask, Any, Verdict]


class _Begun:
    """A wa_rounds."""

    def __init__(self, library: Library, host: c_void_p, request: bytes, service: bytes) -> None:
        self._library = library
        self._pointer = c_void_p()
        status, answer = library.answer(library.call.wa_rounds_begin, host, request, len(request), service, len(service),
                                        ctypes.byref(self._pointer))
        self.verdict = self._read(status, answer)

    def _read(self, status: int, answer: Optional[str]) -> Verdict:
        if answer is None:
            raise error_of(OPERATION, *self._library.names_of(status), "")
        return verdict_of(OPERATION, answer)

    def give(self, answers: Sequence[Answer]) -> None:
        given = _json.utf8("[" + ",".join("{" + answer.member() + "}" for answer in answers) + "]")
        try:
            self.verdict = self._read(*self._library.answer(self._library.call.wa_rounds_give, self._pointer, given, len(given)))
        except ArgumentError as error:  # the source's answers are no JSON: it has not answered
            raise EvidenceError(OPERATION, f"the source did not answer: {error.detail}") from error

    def __del__(self) -> None:
        self._library.call.wa_rounds_end(self._pointer)


def rounds(library: Library, host: Callable[[], c_void_p], request: Request, service: Service) -> Rounds:
    """Asks by what it yields. The host is not held while a source is asked."""
    text = _json.utf8(text_of(OPERATION, request))
    begun = _Begun(library, host(), text, part_of(OPERATION, service))
    if begun.verdict.status == "needs_evidence" and service.block is None and service.evidence is None:
        block = yield request.chain, None
        if block:  # the queries name the block, so they are made anew
            pinned = replace(service, block=block)
            begun = _Begun(library, host(), text, part_of(OPERATION, pinned))
    while begun.verdict.status == "needs_evidence":
        queries = begun.verdict.queries
        answers = yield request.chain, queries
        begun.give(_checked(answers, queries))
    return begun.verdict


def _checked(answers: Any, queries: Sequence[Query]) -> Sequence[Answer]:
    given: list[Answer] = list(answers) if isinstance(answers, Sequence) else []
    if len(given) != len(queries) or not all(isinstance(answer, Answer) for answer in given):
        raise EvidenceError(OPERATION, f"the source gave no list of {len(queries)} walletauth.Answer")
    return given


def unanswered(error: Exception) -> NoReturn:
    if isinstance(error, Error):
        raise error
    raise EvidenceError(OPERATION, f"the source did not answer: {error!r}") from error


def asked(source: Union[Source, AsyncSource], ask: Ask) -> Any:
    chain, queries = ask
    return source.pin(chain) if queries is None else source.fetch(chain, queries)


def answer(going: Rounds, source: Source) -> Verdict:
    said: Any = None
    while True:
        try:
            ask = going.send(said)
        except StopIteration as end:
            verdict: Verdict = end.value
            return verdict
        try:
            said = asked(source, ask)
        except Exception as error:
            unanswered(error)


async def answer_async(going: Rounds, source: AsyncSource) -> Verdict:
    said: Any = None
    while True:
        ask = await asyncio.to_thread(_step, going, said)
        if isinstance(ask, Verdict):
            return ask
        try:
            said = await asked(source, ask)
        except Exception as error:
            unanswered(error)


def _step(going: Rounds, said: Any) -> Union[Ask, Verdict]:
    """A thread must not raise StopIteration into a coroutine."""
    try:
        return going.send(said)
    except StopIteration as end:
        verdict: Verdict = end.value
        return verdict
