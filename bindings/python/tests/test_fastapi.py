# SPDX-License-Identifier: Apache-2.0
"""The example of a service: eth-account's wallet signs in, a second use and a thief do not."""
from __future__ import annotations

from typing import Any

from eth_account import Account
from eth_account.messages import encode_defunct
from fastapi import FastAPI
from fastapi.testclient import TestClient

from fastapi_login import make_app

WALLET, THIEF = Account.create(), Account.create()


def client(app: FastAPI) -> TestClient:
    """With cookies of its own."""
    return TestClient(app, base_url="https://app.example", headers={"Origin": "https://app.example"})


def attempt_of(page: TestClient, signer: Any = WALLET) -> dict[str, Any]:
    asked = page.post("/challenge", json={"chain": "eip155:1", "scheme": "eip191", "account": WALLET.address})
    assert asked.status_code == 200, asked.text
    body = asked.json()
    signature = "0x" + bytes(signer.sign_message(encode_defunct(text=body["message"]["text"])).signature).hex()
    return {**{name: body[name] for name in ("chain", "scheme", "form", "account", "message")}, "signature": signature}


def test_a_wallet_signs_in_once() -> None:
    app = make_app("app.example")
    page, thief = client(app), client(app)
    assert page.get("/me").status_code == 401
    attempt = attempt_of(page)
    stolen = thief.post("/sign-in", json=attempt)
    assert (stolen.status_code, stolen.json()["check"]) == (403, "channel")
    first = page.post("/sign-in", json=attempt)
    assert (first.status_code, first.json()) == (200, {"subject": f"eip155:1:{WALLET.address}"})
    assert page.get("/me").json() == {"subject": f"eip155:1:{WALLET.address}"}
    assert thief.get("/me").status_code == 401
    # The browser sends the old cookie once more.
    page = client(app)
    attempt = attempt_of(page)
    cookies = dict(page.cookies)
    replies = [client(app).post("/sign-in", json=attempt, headers={"Cookie": f"__Host-login={cookies['__Host-login']}"}) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 401]
    assert replies[1].json()["code"] == "nonce_used"


def test_somebody_else_does_not_sign_in() -> None:
    page = client(make_app("app.example"))
    reply = page.post("/sign-in", json=attempt_of(page, THIEF))
    assert (reply.status_code, reply.json()["status"], reply.json()["check"]) == (401, "rejected", "signature")
    assert page.get("/me").status_code == 401


def test_what_is_no_request_is_refused() -> None:
    page = client(make_app("app.example"))
    for body in (b"", b"[]", b"{", b"\xff", b'{"chain":5}', b'{"chain":"eip155:1","scheme":"eip191","cookie":"x"}'):
        for path in ("/challenge", "/sign-in"):
            assert page.post(path, content=body).status_code == 400, (path, body)
