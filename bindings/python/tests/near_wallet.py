# SPDX-License-Identifier: Apache-2.0
"""A wallet of a chain whose accounts have names, so that only the chain can prove them: NEP-413 over PyCryptodome."""
from __future__ import annotations

import base64
import hashlib
import json
import struct

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_KEY = ECC.construct(curve="Ed25519", seed=b"a key of nobody, for tests only!")  # type: ignore[arg-type]

# What a node says of a full-access key.
FULL_ACCESS = json.dumps({"block_hash": "1" * 32, "block_height": 7, "nonce": 1, "permission": "FullAccess"})


def _base58(data: bytes) -> str:
    text, value = "", int.from_bytes(data, "big")
    while value:
        value, digit = divmod(value, 58)
        text = _DIGITS[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _borsh(text: str) -> bytes:
    return struct.pack("<I", len(text.encode())) + text.encode()


PUBLIC_KEY = "ed25519:" + _base58(_KEY.public_key().export_key(format="raw"))


def sign(message: str, nonce: bytes, recipient: str) -> str:
    """NEP-413: Borsh of tag, message, nonce, recipient and no callback, hashed."""
    payload = struct.pack("<I", 2**31 + 413) + _borsh(message) + nonce + _borsh(recipient) + b"\0"
    return base64.b64encode(eddsa.new(_KEY, "rfc8032").sign(hashlib.sha256(payload).digest())).decode()
