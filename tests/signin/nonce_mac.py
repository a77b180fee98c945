#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The MAC that nonce_test.cpp expects, by Python's own BLAKE2b and the layout of signin/nonce.hpp."""
import hashlib


def number(value):
    return value.to_bytes(8, "little")


def text(value):
    return number(len(value)) + value.encode()


def field(value):
    return b"\0" if value is None else b"\1" + text(value)


def mac(key, key_id, issued_at, random, fields, resources, lifetime):
    head = (key_id << 76 | issued_at << 46 | random).to_bytes(10, "big")
    data = b"\1" + head + b"".join(field(value) for value in fields)
    data += b"\0" if resources is None else b"\1" + number(len(resources)) + b"".join(map(text, resources))
    data += number(lifetime)
    return hashlib.blake2b(data, key=key, digest_size=32).digest()[:10]


FIELDS = ["memory:00", "https://login.example", "app.example", "form", "scheme", "toy:1", "app",
          "https://app.example", "Sign in", "1", "alice", "cookie:x"]
print(", ".join(f"0x{byte:02x}" for byte in mac(bytes(range(32)), 3, 1000, 77, FIELDS, ["https://a.example", ""], 600)))
for size in (230, 280, 511, 512, 513, 4000):  # statements
    fields = FIELDS[:8] + ["s" * size] + FIELDS[9:]
    print(size, mac(bytes(range(32)), 3, 1000, 77, fields, ["https://a.example", ""], 600).hex())
