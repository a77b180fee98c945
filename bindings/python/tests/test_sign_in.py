# SPDX-License-Identifier: Apache-2.0
"""Signing in, with signatures that eth-account makes, and stores by call-backs."""
from __future__ import annotations

import asyncio
import base64
import os
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, Sequence

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

import near_wallet
from walletauth import (Answer, ArgumentError, ChallengeRequest, ClosedError, Connection, Consumed, Host, Query, SignIn,
                        SignInConfig, SignInRequest, open_installed)

WALLET = Account.from_key("0x" + "5a" * 32)  # a key of nobody, for tests only
CONFIG = SignInConfig(issuer="https://app.example", domain="app.example", chains=("eip155:1",), forms=("eip4361",))
CONNECTION = Connection(cookie="00112233445566778899aabbccddeeff", from_page=True)
NOON = datetime(2026, 1, 15, 12, tzinfo=timezone.utc)
KEYS = "1 " + "5a" * 32 + "\n"


def sign(text: str) -> str:
    return "0x" + bytes(WALLET.sign_message(encode_defunct(text=text)).signature).hex()


def attempt(sign_in: SignIn) -> SignInRequest:
    """Asks for a challenge and signs its text."""
    challenge = sign_in.challenge(ChallengeRequest("eip155:1", "eip191", account=WALLET.address), CONNECTION, NOON)
    assert (challenge.status, challenge.http) == ("challenge", 200)
    assert challenge.body["expires_at"] == "2026-01-15T12:10:00Z"
    assert challenge.message.startswith("app.example wants you to sign in with your Ethereum account:\n" + WALLET.address)
    return SignInRequest("eip155:1", "eip191", WALLET.address, challenge.message, sign(challenge.message), form="eip4361")


def test_refusals(host: Host) -> None:
    with SignIn(host, CONFIG) as sign_in:
        request = attempt(sign_in)
        thief = sign_in.sign_in(request, Connection(cookie="f" * 32, from_page=True), NOON)
        late = sign_in.sign_in(request, CONNECTION, NOON + timedelta(hours=1))
        forged = sign_in.sign_in(replace(request, signature=sign("something else")), CONNECTION, NOON)
        nonsense = sign_in.sign_in(b"\xff{", CONNECTION, NOON)
        assert [one.body["check"] for one in (thief, late, forged, nonsense)] == ["nonce", "nonce", "signature", "request"]
        assert [one.http for one in (thief, late, forged, nonsense)] == [401, 401, 401, 400]
        with pytest.raises(TypeError):
            bool(late)
        with pytest.raises(ArgumentError, match="time zone"):
            sign_in.sign_in(request, CONNECTION, datetime(2026, 1, 15))
        assert sign_in.sign_in(request, CONNECTION, NOON).is_valid  # nothing of this burnt the nonce
    with pytest.raises(ClosedError, match="sign-in"):
        sign_in.sign_in(request, CONNECTION, NOON)
    with pytest.raises(ArgumentError, match="forms"):
        SignIn(host, replace(CONFIG, forms=()))
    with pytest.raises(ArgumentError, match="store"):
        SignIn(host, CONFIG, keys=KEYS)


def test_await_and_a_closed_host() -> None:
    host = open_installed()
    sign_in = SignIn(host, CONFIG)
    host.close()

    async def both() -> list[Any]:
        request = attempt(sign_in)
        return [await sign_in.sign_in_async(request, CONNECTION, NOON) for _ in range(2)]

    first, second = asyncio.run(both())
    assert (first.status, second.status) == ("valid", "rejected")


class DictStore:
    """A fault is what it does instead."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.fault: Any = None
        self.lock = threading.Lock()

    def consume(self, key: str, ttl_seconds: int) -> Consumed:
        with self.lock:
            if self.fault is not None:
                return self.fault()  # type: ignore[no-any-return]
            assert ttl_seconds >= 600
            outcome = "again" if key in self.used else "first"
            self.used.add(key)
            return Consumed(outcome, "first-history")  # type: ignore[arg-type]

    def generation(self) -> str:
        return "first-history"


def raising(error: BaseException) -> Any:
    def call() -> Any:
        raise error

    return call


def test_a_store_of_the_caller(host: Host) -> None:
    store = DictStore()
    heard: list[BaseException] = []
    one, two = (SignIn(host, CONFIG, keys=KEYS, store=store, on_error=heard.append) for _ in range(2))
    request = attempt(one)
    assert [each.sign_in(request, CONNECTION, NOON).status for each in (two, one)] == ["valid", "rejected"]
    assert len(store.used) == 1 and heard == []
    request = attempt(one)
    for fault in (raising(OSError("the database is gone")), raising(SystemExit()), lambda: None,
                  lambda: Consumed("first", "x" * 257), lambda: Consumed("odd", "first-history")):  # type: ignore[arg-type]
        store.fault = fault
        outcome = one.sign_in(request, CONNECTION, NOON)
        assert (outcome.status, outcome.body["code"], outcome.http) == ("error", "store_unavailable", 503)
    assert [type(error) for error in heard] == [OSError, SystemExit, AttributeError, ValueError]
    store.fault = lambda: Consumed("first", "second-history")
    assert one.sign_in(request, CONNECTION, NOON).body["code"] == "nonce_unknown"


class Node:
    """A source. What it says may be an exception."""

    def __init__(self, said: Any, block: str = "") -> None:
        self.said, self.block = said, block
        self.seen: list[tuple[str, str, str]] = []

    def pin(self, chain: str) -> str:
        return self.block

    def fetch(self, chain: str, queries: Sequence[Query]) -> list[Answer]:
        self.seen += [(chain, query.method, query.params["account_id"]) for query in queries]
        if isinstance(self.said, Exception):
            raise self.said
        return [Answer(self.said) for _ in queries]


class AwaitedNode(Node):
    async def pin(self, chain: str) -> str:  # type: ignore[override]
        return super().pin(chain)

    async def fetch(self, chain: str, queries: Sequence[Query]) -> list[Answer]:  # type: ignore[override]
        await asyncio.sleep(0)
        return super().fetch(chain, queries)


def named(sign_in: SignIn, now: datetime = NOON) -> SignInRequest:
    """A request that only the chain can prove."""
    challenge = sign_in.challenge(ChallengeRequest("near:mainnet", "nep413", account="alice.near", statement="Sign in"), CONNECTION, now)
    nonce, recipient = base64.b64decode(challenge.body["params"]["nonce"]["base64"]), challenge.body["params"]["recipient"]
    return SignInRequest("near:mainnet", "nep413", "alice.near", challenge.message, near_wallet.sign(challenge.message, nonce, recipient),
                         near_wallet.PUBLIC_KEY, {"nonce": nonce, "recipient": recipient}, form="nep413")


def test_a_source_of_the_caller(host: Host) -> None:
    heard: list[BaseException] = []
    sign_in = SignIn(host, replace(CONFIG, chains=("near:mainnet",), forms=("nep413",), accept=("derived", "chain_state")),
                     on_error=heard.append)
    for block in ("", "7"):
        node = Node(near_wallet.FULL_ACCESS, block)
        outcome = sign_in.sign_in(named(sign_in), CONNECTION, NOON, source=node)
        assert (outcome.status, outcome.body.get("link"), outcome.subject) == ("valid", "chain_state", "near:mainnet:alice.near")
        assert node.seen == [("near:mainnet", "query", "alice.near")]
        awaited = AwaitedNode(near_wallet.FULL_ACCESS, block)
        assert asyncio.run(sign_in.sign_in_async(named(sign_in), CONNECTION, NOON, source=awaited)).is_valid
    request = named(sign_in)
    for said in (OSError("node-a is down"), "<html>", ""):
        failed = sign_in.sign_in(request, CONNECTION, NOON, source=Node(said))
        assert (failed.status, failed.body["check"], failed.http) == ("error", "evidence", 503), said
        again = replace(request, retry_ticket=failed.body["retry_ticket"])
        assert sign_in.sign_in(again, CONNECTION, NOON, source=Node(near_wallet.FULL_ACCESS)).is_valid
        request = named(sign_in)
    assert [str(error) for error in heard] == ["node-a is down"]


def test_a_fork(host: Host) -> None:
    """The memory of one process is no store for another."""
    sign_in = SignIn(host, CONFIG)
    request = attempt(sign_in)
    child = os.fork()
    if child == 0:
        os._exit(0 if sign_in.sign_in(request, CONNECTION, NOON).body.get("code") == "store_unavailable" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert sign_in.sign_in(request, CONNECTION, NOON).is_valid
