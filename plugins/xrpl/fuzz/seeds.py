# SPDX-License-Identifier: Apache-2.0
from vector_seeds import evidence_of, of_scheme, raw, source


def xrpl_blob():
    return [blob for request in of_scheme("xrpl-signin") for blob in raw(request.get("signature", ""))]


def xrpl_evidence():
    """Kind and block (xrpl_evidence_fuzz.cpp), then the answer."""
    for items in evidence_of("xrpl"):
        for item in items:
            if "result" in item:
                for block in range(3):
                    yield bytes([1, block]) + source(item["result"])
