# SPDX-License-Identifier: Apache-2.0
import hashlib

from vector_seeds import evidence_of, source, typed_data


def snip12():
    return typed_data("snip12")


def stark():
    """The number of a check (stark_fuzz.cpp), then numbers of 32 bytes."""
    edges = [0, 1, 2, 2**64 - 1, 2**128, 2**192 - 1, 2**248 - 1, 2**251 - 1,
             2**251 + 17 * 2**192, 0x800000000000010FFFFFFFFFFFFFFFFB781126DCAE7B2321E66A241ADC64D2E]
    for check in range(8):
        for i, a in enumerate(edges):
            numbers = [a, edges[(i * 3 + 1) % 10], edges[(i * 7 + 2) % 10], edges[(i + 5) % 10]]
            yield bytes([check]) + b"".join(n.to_bytes(32, "big") for n in numbers)
    for change in range(8):  # of a signature
        numbers = [hashlib.sha256(bytes([change, i])).digest() for i in range(3)]
        yield b"\6" + b"".join(numbers) + bytes([change, 100])


def _question(query):
    """Its name in starknet_evidence_fuzz.cpp; the first selector is is_valid_signature's."""
    if query["method"] == "starknet_call":
        selector = query["params"]["request"]["entry_point_selector"]
        return "call" if selector.startswith("0x28420862") else "legacy_call"
    return {"starknet_chainId": "chain_id", "starknet_getClassHashAt": "class_hash"}[query["method"]]


def starknet_evidence():
    """The block (starknet_evidence_fuzz.cpp), then all that a node answered."""
    for items in evidence_of("starknet"):
        answers = {_question(item["query"]): {k: item[k] for k in ("result", "error") if k in item}
                   for item in items}
        yield bytes([0]) + source(answers)
        yield bytes([1]) + source(answers)
        texts = {name: {"text": source(answer["result"]).decode()}
                 for name, answer in answers.items() if "result" in answer}
        yield bytes([2]) + source({**answers, **texts})
