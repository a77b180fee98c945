# SPDX-License-Identifier: Apache-2.0
from vector_seeds import ed25519_signatures, of_scheme, raw


def solana():
    for request in of_scheme("solana-memo", "solana-offchain"):
        yield from raw(request.get("signature", ""))
        yield from raw(request.get("params", {}).get("envelope", ""))
        yield from raw(request.get("message", ""))


def ed25519():
    return ed25519_signatures("solana-message")
