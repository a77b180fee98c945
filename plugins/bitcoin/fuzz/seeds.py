# SPDX-License-Identifier: Apache-2.0
from vector_seeds import of_scheme, raw


def bitcoin():
    """Stacks and transactions without their prefix, and addresses."""
    for request in of_scheme("bip322", "bip137"):
        signature = request.get("signature", "")
        if isinstance(signature, str):
            for prefix in ("smp", "ful", "pof"):
                signature = signature.removeprefix(prefix)
        yield from raw(signature)
        yield request.get("account", "").encode()
