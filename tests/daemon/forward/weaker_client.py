# SPDX-License-Identifier: Apache-2.0
"""A key that its owner has deleted on NEAR still gives the account that was made of it. A client without `prefer_state` takes it,
and a site of another client must not."""
import base64
import hashlib
import struct

from case import OTHER, SESSION, Case, browser
from wallet import Wallet, base58

CHAIN, SCHEME = "near:mainnet", "nep413"


def text(value):
    data = value.encode()
    return struct.pack("<I", len(data)) + data


def signed(wallet, made):
    """The bytes of NEP-413 (section Signature): tag, message, nonce, recipient, no callback."""
    params = made["params"]
    payload = struct.pack("<I", 2**31 + 413) + text(made["message"]["text"]) + base64.b64decode(params["nonce"]["base64"]) + \
        text(params["recipient"]) + b"\0"
    return wallet.sign_bytes(hashlib.sha256(payload).digest())


def sign_in(who, client):
    wallet = Wallet()
    ask = {"client_id": client, "chain": CHAIN, "scheme": SCHEME, "account": wallet.public.hex()}
    challenge = who.post("/v1/challenge", ask)
    assert challenge.status == 200, challenge.body
    made = challenge.json()
    return who.post("/v1/sign-in", ask | {"form": made["form"], "message": made["message"], "params": made["params"],
                                          "public_key": "ed25519:" + base58(wallet.public), "signature": signed(wallet, made)})


class WeakerClient(Case):
    def test_its_users_do_not_enter_sites_of_a_client_that_asks_the_chain(self):
        who = browser()
        answer = sign_in(who, "weaker")
        self.assertEqual((answer.status, answer.json()["link"]), (200, "derived"))
        self.assertIsNotNone(who.cookie("login.example", SESSION))
        page, _ = who.follow(OTHER + "/")
        self.assertIn("data-client", page.body)
        self.assertEqual(who.ask(OTHER + "/").status, 303)

    def test_that_client_itself_refuses_them(self):
        self.assertEqual(sign_in(browser(), "").status, 503)  # it asks nodes, which know nothing here
