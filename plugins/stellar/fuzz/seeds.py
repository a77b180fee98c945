# SPDX-License-Identifier: Apache-2.0
import base64

from vector_seeds import REQUESTS, evidence_of, namespace_of, source


def stellar_strkey():
    for request in REQUESTS:
        if namespace_of(request) == "stellar" and isinstance(request.get("account"), str):
            yield request["account"].encode()


def stellar_ledger():
    """A choice (stellar_ledger_fuzz.cpp), then an answer, or the XDR of an entry."""
    for items in evidence_of("stellar"):
        for item in items:
            for kind, member in enumerate(("result", "error")):
                if member in item:
                    yield bytes([kind]) + source(item[member])
            result = item.get("result") or {}
            for entry in result.get("entries") or []:
                try:
                    yield b"\2" + base64.b64decode(entry.get("xdr", ""), validate=True)
                except ValueError:
                    pass
