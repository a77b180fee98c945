# SPDX-License-Identifier: Apache-2.0
from vector_seeds import evidence_of, of_scheme, source, typed_data


def eip712():
    return typed_data("eip712")


def erc6492():
    """Wrappers as viem and ethers write them, and what nodes answered to the probe."""
    for request in of_scheme("eip191", "eip712"):
        signature = str(request.get("signature", ""))
        if signature.endswith("6492" * 16):
            yield bytes.fromhex(signature.removeprefix("0x"))
    for items in evidence_of("eip155"):
        if "result" in items[0]:
            yield source(items[0]["result"])
