# SPDX-License-Identifier: Apache-2.0
"""What the tests share: a request of a real wallet, the vectors, and the report of bindings/suite.md."""
from __future__ import annotations

import base64
import binascii
import json
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

import walletauth
from walletauth import Answer, Evidence, Json, Request, Service, Value

PREFIX = Path(os.environ["WALLETAUTH_PREFIX"])

# web3.js 1.x's example of eth.accounts.sign("Some data"), as in the README.
SIGNATURE = ("b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
             "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c")
REQUEST = Request(chain="eip155:1", scheme="eip191", account="0x2c7536E3605D9C16a7a3D7b1898e529396a65c23",
                  message="Some data", signature="0x" + SIGNATURE)
# The same with bytes, which goes by wa_verify_flat.
FLAT = replace(REQUEST, signature=bytes.fromhex(SIGNATURE))
BOTH = (REQUEST, FLAT)

report: dict[str, Any] = {"binding": "python", "vectors": {"passed": 0, "total": 0}, "misuse": []}

_decoder = json.JSONDecoder()


def parts(text: str, at: int = 0) -> tuple[list[str], int]:
    """The source texts of an array's elements, or of an object's names and values; and where it ends."""
    found = []
    at += 1
    while text[at] not in "]}":
        if text[at] in " \t\r\n,:":
            at += 1
        else:
            begin = at
            at = parts(text, at)[1] if text[at] in "[{" else _decoder.raw_decode(text, at)[1]
            found.append(text[begin:at])
    return found, at + 1


def pairs(text: str) -> list[tuple[str, str]]:
    """Name and source text of an object's members; duplicates stay."""
    found = parts(text)[0]
    return [(json.loads(name), value) for name, value in zip(found[::2], found[1::2])]


def members(text: str) -> dict[str, str]:
    return dict(pairs(text))


class Vector:
    """One case. Its request stays a text: duplicate members and the spelling of numbers may decide."""

    def __init__(self, text: str) -> None:
        own = members(text)
        self.id: str = json.loads(own["id"])
        self.request, self.service = own["request"], own.get("service")
        self.expect: dict[str, Any] = json.loads(own["expect"])

    def typed(self) -> Optional[Request]:
        """In this package's types; None where they cannot say it, as a message that is no message."""
        found: dict[str, Any] = {}
        for name, text in pairs(self.request):
            if name in ("chain", "scheme", "account"):
                if not text.startswith('"'):
                    return None
                found[name] = json.loads(text)
            elif name in ("public_key", "signature"):
                found[name] = notation(text)
            elif name == "message":
                if (message := message_of(text)) is None:
                    return None
                found[name] = message
            elif name == "params":
                found[name] = params_of(text)
            else:
                return None
        return Request(**found) if "chain" in found else None

    def typed_service(self) -> Service:
        given = members(self.service or "{}")
        assert set(given) <= {"params", "accept", "compat", "block", "evidence"}
        return Service(params=params_of(given["params"]) if "params" in given else None,
                       accept=tuple(json.loads(given["accept"])) if "accept" in given else None,
                       compat=json.loads(given.get("compat", "false")),
                       block=json.loads(given["block"]) if "block" in given else None,
                       evidence=self.evidence() if "evidence" in given else None)

    def evidence(self) -> tuple[Evidence, ...]:
        items = [members(item) for item in parts(members(self.service or '{"evidence":[]}').get("evidence", "[]"))[0]]
        return tuple(Evidence(item["query"], Answer(item.get("result"), item.get("error"))) for item in items)


def whole_bytes(text: str) -> Value:
    """{"hex"} or {"base64"} that is written as it should be. What is not stays as it is, so that the library refuses it."""
    form = members(text)
    try:
        if list(form) == ["hex"]:
            digits = json.loads(form["hex"])
            return binascii.unhexlify(digits[2:] if digits.startswith("0x") else digits)
        if list(form) == ["base64"]:
            read = base64.b64decode(json.loads(form["base64"]), validate=True)
            return read if base64.b64encode(read).decode() == json.loads(form["base64"]) else Json(text)
    except (ValueError, TypeError, AttributeError):
        pass
    return Json(text)


def notation(text: str) -> Value:
    if text.startswith('"'):
        read: str = json.loads(text)
        return read
    return whole_bytes(text) if text.startswith("{") else Json(text)


def message_of(text: str) -> Optional[Value]:
    form = members(text) if text.startswith("{") else {}
    if list(form) == ["json"]:
        return Json(form["json"])
    if list(form) == ["text"] and form["text"].startswith('"'):
        return str(json.loads(form["text"]))
    value = whole_bytes(text) if len(form) == 1 else None
    return value if isinstance(value, bytes) else None


def params_of(text: str) -> Any:
    if not text.startswith("{") or len(members(text)) != len(pairs(text)):
        return Json(text)
    return {name: notation(value) for name, value in pairs(text)}


@lru_cache(maxsize=None)
def vectors() -> list[tuple[str, Vector]]:
    files = sorted(PREFIX.glob("share/walletauth/vectors/*/*.json"))
    assert files, "WALLETAUTH_PREFIX names no installation with vectors"
    found = []
    for file in files:
        content = members(file.read_text())
        assert json.loads(content["format"]) == "walletauth-vectors/1", file
        for text in parts(content["vectors"])[0]:
            found.append((f"{file.parent.name}/{file.name}", Vector(text)))
    return found


def same(found: walletauth.Verdict, status: str, reason: str) -> bool:
    return (found.status, found.reason) == (status, reason)
