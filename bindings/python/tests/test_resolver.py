# SPDX-License-Identifier: Apache-2.0
"""The resolver over a node of our own on loopback, which speaks as nearcore does (docs.near.org, "RPC API")."""
from __future__ import annotations

import asyncio
import json
import threading
import time
from dataclasses import replace
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator

import pytest

import near_wallet
from test_readme import PROGRAMS, carry_out
from test_sign_in import CONFIG, CONNECTION, NOON, named
from walletauth import ArgumentError, ClosedError, EvidenceError, Host, Request, Resolver, Service, SignIn

SERVICE = Service(accept=("derived", "chain_state"))
FULL_ACCESS = json.loads(near_wallet.FULL_ACCESS)


class Node(BaseHTTPRequestHandler):
    is_down = False

    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        now = int(time.time() * 1e9)
        results: dict[str, Any] = {"status": {"chain_id": "mainnet"}, "query": FULL_ACCESS,
                                   "block": {"header": {"height": 7, "hash": FULL_ACCESS["block_hash"], "timestamp": now}}}
        body = json.dumps({"jsonrpc": "2.0", "id": call["id"], "result": results[call["method"]]}).encode()
        self.send_response(500 if Node.is_down else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture()
def file(tmp_path: Path) -> Iterator[Path]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Node) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        written = tmp_path / "endpoints.toml"
        written.write_text(f'[chain."near:mainnet"]\n[[chain."near:mainnet".endpoint]]\nname = "own"\n'
                           f'url = "http://127.0.0.1:{server.server_port}/"\nallow_private = true\n')
        written.chmod(0o600)
        yield written
        server.shutdown()
        thread.join()


def request_of(message: str) -> Request:
    nonce = b"\7" * 32
    return Request("near:mainnet", "nep413", "alice.near", message, near_wallet.sign(message, nonce, "app.example"),
                   near_wallet.PUBLIC_KEY, {"nonce": nonce, "recipient": "app.example"})


def test_nodes_prove_a_named_account(host: Host, file: Path) -> None:
    with Resolver(file) as resolver:
        verdict = resolver.verify(host, request_of("hello"), SERVICE)
        assert (verdict.require(), verdict.link, verdict.block) == ("near:mainnet:alice.near", "chain_state", FULL_ACCESS["block_hash"])
        client = resolver.client("192.0.2.1")

        async def many() -> list[str]:
            calls = (client.verify_async(host, request_of(f"message {number}"), SERVICE) for number in range(40))
            return [verdict.status for verdict in await asyncio.gather(*calls)]

        assert asyncio.run(many()) == ["valid"] * 40
        assert 'walletauth_rpc_requests_total{chain="near:mainnet",endpoint="own"' in resolver.metrics()
        resolver.reload()
        file.write_text("nonsense")
        with pytest.raises(ArgumentError, match="endpoints.toml"):
            resolver.reload()
        client.close()
        client.close()
        with pytest.raises(ClosedError):
            client.verify(host, request_of("hello"), SERVICE)
    for call in (resolver.metrics, resolver.reload, lambda: resolver.client("x"), lambda: resolver.verify(host, request_of("x"), SERVICE)):
        with pytest.raises(ClosedError, match="closed"):
            call()


def test_a_named_account_signs_in(host: Host, file: Path) -> None:
    config = replace(CONFIG, chains=("near:mainnet",), forms=("nep413",), accept=("derived", "chain_state"))
    with Resolver(file) as resolver, SignIn(host, config) as sign_in:
        assert sign_in.sign_in(named(sign_in), CONNECTION, NOON, source=resolver).subject == "near:mainnet:alice.near"
        assert asyncio.run(sign_in.sign_in_async(named(sign_in), CONNECTION, NOON, source=resolver)).is_valid


def test_a_node_that_is_down_is_no_verdict(host: Host, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Node, "is_down", True)
    with Resolver(file) as resolver, pytest.raises(EvidenceError):
        resolver.verify(host, request_of("hello"), SERVICE, timeout=1)
    with pytest.raises(ArgumentError, match="/no/such/file"):
        Resolver("/no/such/file")
    with pytest.raises(ArgumentError, match="NUL"):
        Resolver("/no\0where")


def test_the_program_of_the_readme(host: Host, file: Path) -> None:
    program = next(one for one in PROGRAMS if "endpoints.toml" in one).replace("/etc/walletauth/endpoints.toml", str(file))
    config = replace(CONFIG, chains=("near:mainnet",), forms=("nep413",), accept=("derived", "chain_state"))
    with SignIn(host, config) as sign_in:
        request = named(sign_in, datetime.now(timezone.utc))
        found = carry_out(program, host=host, address="192.0.2.1", request=request_of("hello"), service=SERVICE, sign_in=sign_in,
                          body=request.to_json(), connection=CONNECTION)
    assert (found["verdict"].status, found["outcome"].subject) == ("valid", "near:mainnet:alice.near")
