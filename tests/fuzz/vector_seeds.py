# SPDX-License-Identifier: Apache-2.0
"""What seeds are made of: the requests of all chains' vectors, and readers of their notations. For seeds.py of this
folder and of plugins/<chain>/fuzz; scripts/fuzz-seeds runs them."""
import base64
import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.resolve()
VECTORS = [vector for name in sorted(ROOT.glob("plugins/*/vectors/*.json"))
           for vector in json.loads(name.read_text())["vectors"] if "request" in vector]
REQUESTS = [vector["request"] | ({"service": vector["service"]} if "service" in vector else {})
            for vector in VECTORS]
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def source(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def of_scheme(*schemes):
    return [request for request in REQUESTS if request.get("scheme") in schemes]


def namespace_of(request):
    return request.get("chain", "").split(":")[0]


def raw(value):
    """Every reading of a notation: which one is meant, the target may find out."""
    if isinstance(value, dict):
        if "text" in value:
            return [str(value["text"]).encode()]
        value = value.get("hex") or value.get("base64") or ""
    found = []
    text = str(value)
    if re.fullmatch(r"(0x)?([0-9a-fA-F]{2})+", text):
        found.append(bytes.fromhex(text.removeprefix("0x")))
    if re.fullmatch(r"[A-Za-z0-9+/]+=*", text) and len(text) % 4 == 0:
        found.append(base64.b64decode(text))
    if text and all(c in BASE58 for c in text):
        number = 0
        for c in text:
            number = number * 58 + BASE58.index(c)
        zeros = len(text) - len(text.lstrip("1"))
        found.append(bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big"))
    return found


def typed_data(scheme):
    """The documents of a scheme whose message is JSON."""
    for request in of_scheme(scheme):
        message = request.get("message", {})
        if "json" in message:
            yield source(message["json"])
        elif "text" in message:
            yield message["text"].encode()


def ed25519_signatures(*schemes):
    """For the target ed25519, of schemes whose accounts or keys are such keys: key, signature and message."""
    for request in of_scheme(*schemes):
        keys = [k for k in raw(request.get("public_key", request.get("account", ""))) if len(k) == 32]
        signatures = [s for s in raw(request.get("signature", "")) if len(s) == 64]
        for key in keys[:1]:
            for signature in signatures[:1]:
                yield b"\0" + key + signature + (raw(request.get("message", "")) or [b""])[0]


def evidence_of(namespace):
    """The items of evidence of each request of a namespace that has some."""
    for request in REQUESTS:
        items = [item for item in request.get("service", {}).get("evidence", []) if isinstance(item, dict)]
        if items and namespace_of(request) == namespace:
            yield items


def route_byte(namespace, scheme):
    """texts_fuzz.cpp, byte_of."""
    return sum(f"{namespace}/{scheme}".encode()) % 256


def schemes_by_namespace():
    """Those that have a valid vector: others are names that must be refused."""
    found = {}
    for vector in VECTORS:
        request = vector["request"]
        if vector["expect"].get("status") == "valid" and "scheme" in request:
            found.setdefault(namespace_of(request), {})[request["scheme"]] = True
    return found
