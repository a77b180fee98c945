# SPDX-License-Identifier: Apache-2.0
from vector_seeds import evidence_of, of_scheme, raw, source


def nep413():
    return [blob for request in of_scheme("nep413-kwil") for blob in raw(request.get("signature", ""))]


def near_evidence():
    """Kind and block (near_evidence_fuzz.cpp), then the answer."""
    for items in evidence_of("near"):
        for item in items:
            for kind, member in enumerate(("result", "error")):
                if member in item:
                    yield bytes([kind, 0]) + source(item[member])
                    yield bytes([kind, 1]) + source(item[member])
