#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes vectors/toy.json: vectors of the toy plugin (tests/toy/toy_plugin.hpp says what it signs).

Keccak-256 is written here from FIPS 202, section 3, with the padding 0x01 of the original
submission, and checked on the digests of the empty text and "abc" that the Keccak team published.
"""
import json
import pathlib

MASK = (1 << 64) - 1


def rotate(lane, by):
    by %= 64
    return ((lane << by) | (lane >> (64 - by))) & MASK if by else lane


def permute(a):
    register = 1
    for _ in range(24):
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[(x - 1) % 5] ^ rotate(c[(x + 1) % 5], 1) for x in range(5)]
        a = [[a[x][y] ^ d[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, a[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], rotate(current, (t + 1) * (t + 2) // 2)
        a = [[a[x][y] ^ (~a[(x + 1) % 5][y] & MASK & a[(x + 2) % 5][y]) for y in range(5)]
             for x in range(5)]
        for j in range(7):
            if register & 1:
                a[0][0] ^= 1 << ((1 << j) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
    return a


def keccak256(data):
    rate = 136
    data = bytearray(data) + b"\x01" + b"\x00" * (-(len(data) + 1) % rate)
    data[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for block in range(0, len(data), rate):
        for i in range(rate // 8):
            at = block + 8 * i
            a[i % 5][i // 5] ^= int.from_bytes(data[at:at + 8], "little")
        a = permute(a)
    return b"".join(a[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
assert keccak256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"

vectors = []
KEYS = [bytes(range(i, i + 64, 2)) for i in (0, 32, 96)]
SOURCE = "keccak-256 by tests/conformance/make_toy_vectors.py"


def query(name, step):
    return {"method": "key_of", "params": {"name": name, "step": step}}


def add(name, why, expect, key=KEYS[0], message=b"hello", signature=None, evidence=None, **members):
    request = {"chain": "toynet:main", "scheme": "toy", "account": key.hex(), "public_key": key.hex(),
               "message": {"hex": message.hex()},
               "signature": keccak256(key + message).hex() if signature is None else signature}
    request.update(members)
    request = {name: value for name, value in request.items() if value is not None}
    service = {part: request.pop(part) for part in ("accept", "compat") if part in request}
    if evidence is not None:
        service["evidence"] = evidence
    vector = {"id": name, "request": request, "service": service, "expect": expect, "source": SOURCE, "why": why}
    if not service:
        del vector["service"]
    vectors.append(vector)


def valid(address, link="derived"):
    return {"status": "valid", "address": address, "link": link}


def refusal(status, reason):
    return {"status": status, "reason": reason}


both = ["derived", "chain_state"]
for i, key in enumerate(KEYS):
    add(f"toy-derived-{i}", "the account is the key", valid(key.hex()), key=key)
add("toy-empty", "no message", valid(KEYS[0].hex()), message=b"")
add("toy-long", "longer than a block of Keccak", valid(KEYS[1].hex()), key=KEYS[1], message=b"x" * 300)
add("toy-bytes", "no text", valid(KEYS[2].hex()), key=KEYS[2], message=bytes(range(256)))
add("toy-key-only", "the key claims its own account", valid(KEYS[0].hex()), account=None)
add("toy-other-chain", "another chain of the namespace", valid(KEYS[0].hex()), chain="toynet:test")
add("toy-derived-steps", "a parameter that a derived account does not need", valid(KEYS[0].hex()), params={"steps": "1"})
for i, (name, steps) in enumerate((("alice", 1), ("bob_b", 1), ("carol", 2))):
    key = KEYS[i]
    answers = [{"query": query(name, step), "result": key.hex()} for step in range(1, steps + 1)]
    params = {"steps": str(steps)} if steps > 1 else None
    add(f"toy-named-{name}", "the chain says that the name has the key", valid(name, "chain_state"), key=key,
        account=name, accept=both, evidence=answers, params=params)
    if steps == 1:
        add(f"toy-named-{name}-asks", "nothing is known yet", {"status": "needs_evidence"}, key=key,
            account=name, accept=both, params=params)
    other = [dict(answers[0], result=KEYS[(i + 1) % 3].hex())] if steps == 1 else answers[:1]
    add(f"toy-named-{name}-other", "another key, or only the first answer",
        refusal("rejected", "signer") if steps == 1 else {"status": "needs_evidence"},
        key=key, account=name, accept=both, evidence=other, params=params)
add("toy-named-error", "the chain failed", refusal("error", "evidence"), account="alice", accept=both,
    evidence=[{"query": query("alice", 1), "error": {"code": -1}}])
add("toy-named-not-accepted", "chain state is not accepted", refusal("unsupported", "evidence"),
    account="alice")
good = keccak256(KEYS[0] + b"hello")
add("toy-compat", "reversed bytes, for the client that reads backwards", valid(KEYS[0].hex()),
    signature=good[::-1].hex(), compat=True)
add("toy-reversed", "reversed bytes without compat", refusal("rejected", "signature"),
    signature=good[::-1].hex())
add("toy-other-message", "the signature of another message", refusal("rejected", "signature"),
    signature=keccak256(KEYS[0] + b"hallo").hex())
add("toy-other-account", "another key's account", refusal("rejected", "signer"), account=KEYS[1].hex())
add("toy-short", "a signature of 31 bytes", refusal("malformed", "signature"), signature=good[:31].hex())
add("toy-steps-zero", "steps out of range", refusal("malformed", "params"), params={"steps": "0"})
add("toy-bad-key", "a key of 31 bytes", refusal("malformed", "public_key"), public_key="00" * 31)
for name, account, expect in (
        ("toy-account-upper", KEYS[2].hex().upper(), {"status": "valid", "address": KEYS[2].hex()}),
        ("toy-account-name", "Alice", {"status": "valid", "address": "alice"}),
        ("toy-account-short", "a", refusal("malformed", "account"))):
    vectors.append({"id": name, "request": {"chain": "toynet:main", "account": account}, "expect": expect,
                    "source": SOURCE, "why": "toy_plugin.hpp: lower case"})

document = {"format": "walletauth-vectors/1", "description": "the toy plugin of the tests",
            "generator": "tests/conformance/make_toy_vectors.py", "vectors": vectors}
target = pathlib.Path(__file__).parent / "vectors" / "toy.json"
target.write_text(json.dumps(document, indent=1) + "\n")
