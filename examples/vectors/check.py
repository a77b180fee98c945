#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How an implementation of yours runs the vectors; here PyNaCl (libsodium) on solana-message.json.

apt-get install python3-nacl; python3 check.py FILE (docs/vector-format.md). Ends with 1 if anything
differs, or if nothing was checked.
"""
import base64
import json
import sys

from nacl.signing import VerifyKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def from_base58(text, size):
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    return number.to_bytes(size, "big")


def bytes_of(message):
    if "text" in message:
        return message["text"].encode()
    return bytes.fromhex(message["hex"]) if "hex" in message else base64.b64decode(message["base64"])


def is_valid(request):
    """Put yours here: True if the request's signature is by the request's account."""
    key = from_base58(request["account"].split(":")[-1], 32)
    VerifyKey(key).verify(bytes_of(request["message"]), from_base58(request["signature"], 64))
    return True


agree, differ = 0, []
for vector in json.load(open(sys.argv[1]))["vectors"]:
    request, expect = vector["request"], vector["expect"]["status"]
    if not isinstance(request.get("signature"), str) or "account" not in request or vector.get("service", {}).get("compat"):
        continue
    if request["scheme"] != "solana-message" or expect not in ("valid", "rejected", "malformed"):
        continue
    try:
        found = is_valid(request)
    except Exception:  # a refusal
        found = False
    if found == (expect == "valid"):
        agree += 1
    else:
        differ.append(f"{vector['id']}: found {found}, expected {expect}: {vector['why']}")
print("\n".join(differ + [f"{agree} agree, {len(differ)} differ"]))
sys.exit(0 if agree > 0 and not differ else 1)
