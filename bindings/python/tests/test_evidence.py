# SPDX-License-Identifier: Apache-2.0
"""Accounts that only the chain can prove: a source that says what a vector's chain said."""
from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from functools import lru_cache
from typing import Any, Optional, Sequence

import pytest

from support import Vector, vectors
from test_vectors import faults
from walletauth import Answer, EvidenceError, Host, Query, Request, Service


def canonical(text: str) -> str:
    return json.dumps(json.loads(text), sort_keys=True)


class Recorded:
    def __init__(self, answers: dict[str, Answer], block: Optional[str] = None) -> None:
        self.answers, self.block, self.pins, self.rounds = answers, block, 0, 0

    @classmethod
    def of(cls, vector: Vector, block: Optional[str] = None) -> Recorded:
        return cls({canonical(str(item.query)): item.answer for item in vector.evidence()}, block)

    def pin(self, chain: str) -> Optional[str]:
        self.pins += 1
        return self.block

    def fetch(self, chain: str, queries: Sequence[Query]) -> Sequence[Answer]:
        self.rounds += 1
        return [self.answers[canonical(query.text)] for query in queries]


class Awaited:
    """The same, awaited."""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded = recorded

    async def pin(self, chain: str) -> Optional[str]:
        await asyncio.sleep(0)
        return self.recorded.pin(chain)

    async def fetch(self, chain: str, queries: Sequence[Query]) -> Sequence[Answer]:
        await asyncio.sleep(0)
        return self.recorded.fetch(chain, queries)


@lru_cache(maxsize=None)
def asking(host: Host) -> list[tuple[Vector, Request, Service]]:
    """Vectors that are valid by what their chain says, and only by that."""
    found = []
    for _, vector in vectors():
        request, service = vector.typed(), replace(vector.typed_service(), evidence=None)
        if vector.expect["status"] == "valid" and vector.evidence() and request is not None:
            if host.verify(request, service).status == "needs_evidence":
                found.append((vector, request, service))
    return found


def test_a_source_is_asked(host: Host) -> None:
    longest = pinned = 0
    cases = asking(host)
    for number, (vector, request, service) in enumerate(cases):
        block = None
        if number % 2:  # every other one is told its block by the source
            block, service = service.block, replace(service, block=None)
        source, awaited = Recorded.of(vector, block), Recorded.of(vector, block)
        assert faults(vector, lambda: host.verify_with_evidence(request, source, service)) == []
        waited = asyncio.run(host.verify_with_evidence_async(request, Awaited(awaited), service))
        assert faults(vector, lambda: waited) == []
        assert (source.pins, source.rounds) == (awaited.pins, awaited.rounds)
        assert source.pins <= 1 and 1 <= source.rounds <= 4
        longest, pinned = max(longest, source.rounds), pinned + source.pins
    assert len(cases) > 50 and longest > 1 and pinned > 20


class Saying:
    def __init__(self, answers: Any) -> None:
        self.answers = answers

    def pin(self, chain: str) -> None:
        return None

    def fetch(self, chain: str, queries: Sequence[Query]) -> Any:
        if isinstance(self.answers, Exception):
            raise self.answers
        return self.answers


def test_faults_of_a_source(host: Host) -> None:
    _, request, service = asking(host)[0]
    service = replace(service, block=None)
    gone = ConnectionError("the node is gone")
    for answers in (gone, None, [], [Answer("<html>")], [Answer()], ["1"], [Answer("1"), Answer('{},"x":1')]):
        with pytest.raises(EvidenceError) as raised:
            host.verify_with_evidence(request, Saying(answers), service)
        assert (raised.value.status, raised.value.reason) == ("error", "evidence")
        if answers is gone:
            assert raised.value.__cause__ is gone


def test_a_cancelled_task(host: Host) -> None:
    vector, request, service = asking(host)[0]

    class Hanging(Awaited):
        async def fetch(self, chain: str, queries: Sequence[Query]) -> Sequence[Answer]:
            await asyncio.sleep(60)
            raise AssertionError

    async def limited() -> None:
        source = Hanging(Recorded.of(vector))
        await asyncio.wait_for(host.verify_with_evidence_async(request, source, service), 0.05)

    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(limited())
