# SPDX-License-Identifier: Apache-2.0
"""Every vector of every chain, through this package's own types."""
from __future__ import annotations

import json
from binascii import unhexlify
from dataclasses import replace
from typing import Any, Callable, Optional

from support import Vector, report, vectors
from walletauth import Error, Host, Json, Request, Verdict
from walletauth._types import verdict_of


def members_of(ask: Callable[[], Verdict]) -> dict[str, Any]:
    """Of a verdict or an error, with the names of the wire format."""
    try:
        verdict = ask()
    except Error as error:
        return {"status": error.status, "reason": error.reason}
    key = verdict.public_key_text if verdict.public_key is None else "0x" + verdict.public_key.hex()
    return {**verdict.__dict__, "public_key": key, "queries": [json.loads(query.text) for query in verdict.queries]}


def faults(vector: Vector, ask: Callable[[], Verdict]) -> list[str]:
    found = members_of(ask)
    return [f"{name} is {found.get(name)}, expected {want} ({found})" for name, want in vector.expect.items()
            if found.get(name) != want]


def as_bytes(request: Request) -> Optional[Request]:
    """With the signature as bytes, where the scheme's notation is hex."""
    if request.scheme not in ("eip191", "eip191-kwil", "eip712") or not isinstance(request.signature, str):
        return None
    if request.public_key is not None:
        return None
    try:
        signature = unhexlify(request.signature[2:] if request.signature.startswith("0x") else request.signature)
    except ValueError:
        return None
    if not signature:
        return None
    message = request.message.source.encode() if isinstance(request.message, Json) else request.message
    return replace(request, signature=signature, message=message)


def test_vectors(host: Host) -> None:
    failed, in_bytes, in_json = [], 0, 0
    for file, vector in vectors():
        report["vectors"]["total"] += 1
        request, service = vector.typed(), vector.typed_service()
        if request is None:  # these types cannot say it
            in_json += 1
            call = host.verify_json if "signature" in json.loads(vector.request) else None
            answer = call(vector.request, vector.service or "") if call else host._answer(
                "account", host._library.call.wa_account_json, vector.request)
            found = faults(vector, lambda: verdict_of("verify", answer))
        elif request.signature is None and request.message is None:
            found = faults(vector, lambda: host.account(request))
        else:
            found = faults(vector, lambda: host.verify(request, service))
            flat = as_bytes(request)
            if flat is not None:
                in_bytes += 1
                found += faults(vector, lambda: host.verify(flat, service))
        failed += [f"{file}: {vector.id}: {fault}" for fault in found]
        report["vectors"]["passed"] += not found
    assert failed == []
    print(report["vectors"], in_bytes, in_json)
    assert report["vectors"]["total"] > 4000 and in_bytes > 1000 and in_json < 100
