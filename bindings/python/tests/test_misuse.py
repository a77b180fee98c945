# SPDX-License-Identifier: Apache-2.0
"""The list of misuse of bindings/suite.md, by its names."""
from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Callable

import pytest

import walletauth
from support import BOTH, FLAT, REQUEST, SIGNATURE, same
from test_evidence import Recorded
from test_sign_in import CONFIG, CONNECTION, NOON, attempt
from walletauth import ArgumentError, ClosedError, Host, Json, NotValidError, Service

LARGE = (4 << 20) + 1


@pytest.mark.misuse("closed-host")
def test_closed_host() -> None:
    closed = walletauth.open_installed()
    closed.close()
    calls: list[Callable[[], Any]] = [
        lambda: closed.verify(REQUEST), lambda: closed.verify(FLAT), lambda: closed.verify_json("{}"),
        lambda: closed.account(REQUEST), lambda: closed.identify("eip155:1", "eip191", b"\2"), closed.describe,
        lambda: closed.verify_with_evidence(REQUEST, Recorded({})), lambda: walletauth.SignIn(closed, CONFIG),
        lambda: list(closed.verify_many([REQUEST])), lambda: list(closed.verify_many([REQUEST], threads=1))]
    for call in calls:
        with pytest.raises(ClosedError, match="closed") as raised:
            call()
        assert (raised.value.status, raised.value.reason) == ("error", "argument")


@pytest.mark.misuse("close-twice")
def test_close_twice() -> None:
    with walletauth.open_installed() as host:
        host.close()
        host.close()


@pytest.mark.misuse("close-while-verifying")
def test_close_while_verifying() -> None:
    host = walletauth.open_installed()
    begun = threading.Barrier(9)

    def verify() -> int:
        count = 0
        try:
            while True:
                assert host.verify(FLAT).is_valid
                count += 1
                if count == 1:
                    begun.wait(10)
        except ClosedError:
            return count

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(verify) for _ in range(8)]
        begun.wait(10)
        host.close()
        assert all(one.result(10) >= 1 for one in running)


@pytest.mark.misuse("nul-in-text")
def test_nul_in_text(host: Host) -> None:
    for base in BOTH:
        assert same(host.verify(replace(base, chain="eip155:1\0")), "malformed", "chain")
        assert same(host.verify(replace(base, scheme="eip191\0")), "unsupported", "scheme")
        assert same(host.verify(replace(base, account=f"{base.account}\0")), "malformed", "account")
        assert same(host.verify(replace(base, message="Some data\0")), "rejected", "signer")
    for opening in (walletauth.open_manifest, walletauth.open_directory):
        with pytest.raises(ArgumentError, match="NUL"):
            opening("/no\0where")


@pytest.mark.misuse("not-utf8")
def test_not_utf8(host: Host) -> None:
    """A lone surrogate is in a str, and no text."""
    for base in BOTH:
        for changed in (replace(base, chain="eip155:\udcff"), replace(base, account="\ud800"), replace(base, message="\udfff"),
                        replace(base, params={"x": "\ud800"}), replace(base, params={"\ud800": "x"})):
            assert same(host.verify(changed), "malformed", "request")
        assert same(host.verify(replace(base, message=b"Some data\xff")), "rejected", "signer")
    assert '"malformed"' in host.verify_json(b'{"chain":"\xff"}')
    with pytest.raises(ArgumentError, match="service"):
        host.verify(REQUEST, Service(block="\udcff"))
    with pytest.raises(NotValidError):
        host.identify("eip155:\udcff", "eip191", b"\2")


@pytest.mark.misuse("too-large")
def test_too_large(host: Host) -> None:
    for base in BOTH:
        for changed in (replace(base, message="x" * LARGE), replace(base, message=bytes(LARGE)),
                        replace(base, signature=bytes(LARGE)), replace(base, account="x" * LARGE)):
            assert host.verify(changed).status == "malformed"
    assert "larger than 4194304 bytes" in host.verify_json(" " * LARGE)
    with pytest.raises(ArgumentError, match="service"):
        host.verify(FLAT, Service(params={"x": "x" * LARGE}))


@pytest.mark.misuse("evidence-without-trust")
def test_evidence_without_trust(host: Host) -> None:
    for member in ('"evidence":[]', '"accept":["chain_state"]', '"compat":true', '"block":"1"', '"service":{}'):
        answer = json.loads(host.verify_json(REQUEST.to_json()[:-1] + "," + member + "}"))
        assert (answer["status"], answer["reason"]) == ("malformed", "request")
    # Nor may a value bring members that are not there.
    sneaking = [replace(REQUEST, params={"x": Json('1},"evidence":[],"params":{')}), replace(REQUEST, params=Json('{},"evidence":[]')),
                replace(REQUEST, params={'x":1},"evidence":[],"params":{"y': "1"}, scheme='eip191","evidence":[],"id":"'),
                replace(REQUEST, account=None, signature=Json(f'"0x{SIGNATURE}","account":"{REQUEST.account}"'))]
    for request in sneaking:
        assert host.verify(request).status in ("malformed", "unsupported")


@pytest.mark.misuse("service-no-object")
def test_service_no_object(host: Host) -> None:
    for service in ("[]", "5", '"text"', "true", "null", "{", '{"unknown":1}'):
        answer = json.loads(host.verify_json(REQUEST.to_json(), service))
        assert (answer["status"], answer["reason"]) == ("error", "argument")
    for base in BOTH:
        for part in (Service(params=Json("]")), Service(params=Json("[]")), Service(compat="yes")):  # type: ignore[arg-type]
            with pytest.raises(ArgumentError, match="service"):
                host.verify(base, part)
            with pytest.raises(ArgumentError, match="service"):
                host.verify_with_evidence(base, Recorded({}), part)
        nothing: Any
        for nothing in ({}, "{}", 5):
            with pytest.raises(ArgumentError, match="no walletauth.Service"):
                host.verify(base, nothing)
            with pytest.raises(ArgumentError, match="no walletauth.Service"):
                host.verify_with_evidence(base, Recorded({}), nothing)


@pytest.mark.misuse("unknown-scheme")
def test_unknown_scheme(host: Host) -> None:
    for base in BOTH:
        assert same(host.verify(replace(base, scheme="nobody-signs-so")), "unsupported", "scheme")
        assert same(host.verify(replace(base, chain="nobody:1")), "unsupported", "chain")
    with pytest.raises(NotValidError) as raised:
        host.identify("eip155:1", "nobody-signs-so", bytes(33))
    assert (raised.value.status, raised.value.reason) == ("unsupported", "scheme")


@pytest.mark.misuse("no-such-folder")
def test_no_such_folder() -> None:
    with pytest.raises(ArgumentError, match="/no/such/folder"):
        walletauth.open_directory("/no/such/folder")
    with pytest.raises(ArgumentError, match="/no/such/file.toml"):
        walletauth.open_manifest("/no/such/file.toml")
    with pytest.raises(ArgumentError):
        walletauth.open_directory("")


@pytest.mark.misuse("threads")
def test_threads(host: Host) -> None:
    kinds = [REQUEST, FLAT, replace(FLAT, message="other data"), replace(FLAT, signature=bytes(10)), replace(REQUEST, chain="nobody:1")]
    alone = [host.verify(kind) for kind in kinds]
    assert [one.status for one in alone] == ["valid", "valid", "rejected", "malformed", "unsupported"]

    def verify(_: int) -> bool:
        return all(host.verify(kinds[i % 5]) == alone[i % 5] for i in range(1000))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(verify, range(8)))


@pytest.mark.misuse("sign-in-once")
def test_sign_in_once(host: Host) -> None:
    with walletauth.SignIn(host, CONFIG) as sign_in:
        request = attempt(sign_in)
        first, second = (sign_in.sign_in(request, CONNECTION, NOON) for _ in range(2))
        assert (first.status, first.http, first.subject) == ("valid", 200, f"eip155:1:{request.account}")
        assert (second.status, second.body["code"], second.http) == ("rejected", "nonce_used", 401)
        another = attempt(sign_in)
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(lambda _: sign_in.sign_in(another, CONNECTION, NOON).status, range(20)))
        assert sorted(outcomes) == ["rejected"] * 19 + ["valid"]
